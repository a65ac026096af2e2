package com.dartwing.tel.fax.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TextPagesTest extends PrepareBase {

    @Test
    void textInManyScriptsIsLaidOut() throws IOException {
        var fax = prepare(text("Grüße\n\tΚαλημέρα & <b>no markup</b>\nДоброе утро\n早上好\n"));

        assertThat(fax.pages()).isEqualTo(1);
        assertThat(textOf(fax)).contains("Grüße", "Καλημέρα & <b>no markup</b>", "Доброе утро", "早上好");
        assertThat(Tiff.black(pictures(fax).get(0))).isBetween(0.001, 0.05);
    }

    @Test
    void aFormFeedStartsAPage() {
        assertThat(prepare(text("one\ftwo\n\fthree")).pages()).isEqualTo(3);
    }

    @Test
    void aLongLineIsBroken() throws IOException {
        var page = pictures(prepare(text("m".repeat(300)))).get(0);

        assertThat(Tiff.black(page, 0, 0, 0.05, 1)).isZero();
        assertThat(Tiff.black(page, 0.95, 0, 1, 1)).isZero();
    }

    @Test
    void textForMoreThanTwoHundredPagesIsRefusedAtOnce() {
        assertRefused("at most 200 pages", text("line\n".repeat(20_000)));
        assertRefused("at most 200 pages", text("x".repeat(10_000_000)));
    }

    @Test
    void textThatIsNotUtf8IsRefused() throws IOException {
        var file = Files.write(directory.resolve("latin.txt"), "Grüße".getBytes(StandardCharsets.ISO_8859_1));

        assertRefused("not UTF-8", file);
    }

    private Path text(String text) {
        try {
            return Files.writeString(directory.resolve("document.txt"), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
