package com.dartwing.tel.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The benchmarks are outside of the build, and {@code ./bench} compiles one folder of them when it is asked to: a change of
 * the hub's that breaks one is seen here.
 */
class BenchmarksCompileTest {

    private static final Path FOLDER = Path.of(System.getProperty("hub.root"), "benchmarks");

    @TempDir
    Path classes;

    /** Each is compiled by itself. What needs JMH, which {@code ./bench} fetches, is left out where that is not there. */
    static Stream<Path> folders() throws IOException {
        boolean withJmh =
                BenchmarksCompileTest.class.getResource("/org/openjdk/jmh/annotations/Benchmark.class") != null;
        try (Stream<Path> found = Files.walk(FOLDER)) {
            return found
                    .filter(Files::isDirectory)
                    .filter(folder -> !sources(folder).isEmpty())
                    .filter(folder -> withJmh || !folder.endsWith("rates"))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void benchmarks_compile_against_the_hub(Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var diagnostics = new DiagnosticCollector<JavaFileObject>();

        boolean compiled;
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, UTF_8)) {
            List<String> options = List.of(
                    "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
            compiled = compiler.getTask(
                            null, files, diagnostics, options, null, files.getJavaFileObjectsFromPaths(sources(folder)))
                    .call();
        }

        assertThat(compiled).as(() -> said(diagnostics)).isTrue();
    }

    private static String said(DiagnosticCollector<JavaFileObject> diagnostics) {
        return diagnostics.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .map(Diagnostic::toString)
                .reduce("", (all, each) -> all + "\n" + each);
    }

    private static List<Path> sources(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
