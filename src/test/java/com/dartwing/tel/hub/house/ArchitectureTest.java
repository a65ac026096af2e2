package com.dartwing.tel.hub.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house: what may know what. */
@AnalyzeClasses(packages = "com.dartwing.tel", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final Path ROOT = Path.of(System.getProperty("hub.root"));

    @ArchTest
    static final ArchRule the_domain_knows_nothing_of_the_application = noClasses()
            .that()
            .resideOutsideOfPackage("com.dartwing.tel.hub..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.dartwing.tel.hub..");

    @ArchTest
    static final ArchRule the_domain_knows_neither_spring_nor_camel_nor_a_database = noClasses()
            .that()
            .resideOutsideOfPackage("com.dartwing.tel.hub..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "org.apache.camel..",
                    "java.sql..",
                    "javax.sql..",
                    "jakarta.persistence..",
                    "jakarta.servlet..",
                    "java.net.http..");

    @ArchTest
    static final ArchRule storage_knows_nothing_of_the_doors = noClasses()
            .that()
            .resideInAPackage("com.dartwing.tel.hub.db..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.dartwing.tel.hub.rest..", "com.dartwing.tel.hub.webhook..", "com.dartwing.tel.hub.sandbox..");

    @ArchTest
    static final ArchRule errors_are_told_in_one_type = classes()
            .that()
            .areAssignableTo(com.dartwing.tel.error.TelException.class)
            .should()
            .resideInAPackage("com.dartwing.tel.error");

    @Test
    void every_package_says_what_is_in_it() throws IOException {
        for (String sources : List.of("processors/src/main/java", "src/main/java")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(sources))) {
                // The application's own package holds its main class alone.
                assertThat(files.filter(file -> file.toString().endsWith(".java"))
                                .map(Path::getParent)
                                .filter(folder -> !folder.endsWith("com/dartwing/tel/hub"))
                                .distinct())
                        .isNotEmpty()
                        .allSatisfy(folder ->
                                assertThat(folder.resolve("package-info.java")).exists());
            }
        }
    }

    @Test
    void no_carriers_name_stands_outside_the_carriers_places() throws IOException {
        List<String> names;
        try (Stream<Path> folders = Files.list(ROOT.resolve("carriers"))) {
            names = folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .toList();
        }
        Pattern name = Pattern.compile("(?i)" + String.join("|", names));

        for (String folder : List.of("processors/src/main", "src/main/java", "src/main/resources/db", "routes")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                assertThat(files.filter(Files::isRegularFile)
                                // The document that callers read shows real answers.
                                .filter(file -> !file.endsWith("openapi.yaml"))
                                .filter(file -> !file.toString().endsWith(".ttf"))
                                .filter(file -> name.matcher(text(file)).find()))
                        .as("files that name one of " + names)
                        .isEmpty();
            }
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
