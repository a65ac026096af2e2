package com.dartwing.tel.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.fax.document.PrepareDocument;
import com.dartwing.tel.fax.document.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class FaxDocumentFuzzTest {

    private final PrepareDocument prepare = new PrepareDocument();

    @FuzzTest
    void aDocumentHasPagesOrIsRefused(byte[] bytes) throws IOException {
        var directory = Files.createTempDirectory("fax-fuzz");
        try {
            var file = Files.write(directory.resolve("document"), bytes);
            var fax = prepare.prepare(List.of(new Upload("document", file)), null, directory);
            assertThat(fax.pages()).isBetween(1, 200);
        } catch (TelException refusal) {
            assertThat(refusal.httpStatus()).isBetween(400, 499);
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
