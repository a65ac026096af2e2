package com.dartwing.tel.hub.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/** How the sandbox opens its database, for a file elsewhere. */
final class EmbeddedUrl {

    private EmbeddedUrl() {}

    /** @param retention H2's retention time; what a test waits for is there sooner with a shorter one */
    static String of(Path folder, int retention) {
        try {
            return new YamlPropertySourceLoader()
                            .load("application", new ClassPathResource("application.yaml")).stream()
                                    .map(source -> source.getProperty("spring.datasource.url"))
                                    .filter(Objects::nonNull)
                                    .map(Object::toString)
                                    .filter(url -> url.startsWith("jdbc:h2:file:"))
                                    .findFirst()
                                    .orElseThrow()
                                    .replace(
                                            "${tel.data-dir}",
                                            folder.toAbsolutePath().toString())
                    + ";RETENTION_TIME=" + retention;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
