package com.dartwing.tel.fax.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others' programs read our pictures back, where they are installed; {@code ./test} installs them. */
class ReadBackTest {

    private static final double CHANCE = 0.03;

    @TempDir
    private Path directory;

    @Test
    void tiffinfoFindsFaxPages() throws Exception {
        needs("tiffinfo");

        var told = run(
                "tiffinfo",
                ours(SamplePdf.text(directory.resolve("text.pdf"), 2)).toString());

        assertThat(told)
                .contains(
                        "Image Width: 1728 Image Length: 2292",
                        "Resolution: 204, 196 pixels/inch",
                        "Compression Scheme: CCITT Group 4",
                        "Photometric Interpretation: min-is-white",
                        "Rows/Strip: 2292");
        assertThat(told.split("TIFF Directory at")).hasSize(3);
    }

    @Test
    void tesseractReadsAsMuchAsFromGhostscript() throws Exception {
        needs("gs", "tesseract");
        var pdf = SamplePdf.text(directory.resolve("text.pdf"), 1);
        var theirs = directory.resolve("theirs.tiff");
        run(
                "gs",
                "-q",
                "-dNOPAUSE",
                "-dBATCH",
                "-dSAFER",
                "-sDEVICE=tiffg4",
                "-r204x196",
                "-sOutputFile=" + theirs,
                pdf.toString());

        double fromOurs = read(ours(pdf));
        double fromTheirs = read(theirs);

        assertThat(fromOurs).isGreaterThan(0.9).isGreaterThanOrEqualTo(fromTheirs - CHANCE);
    }

    private Path ours(Path pdf) {
        var tiff = directory.resolve("ours.tiff");
        new Rasterise().rasterise(pdf, Resolution.FINE, tiff);
        return tiff;
    }

    /** The share of the page's words that are read. */
    private double read(Path tiff) throws Exception {
        var words = Arrays.asList(
                run("tesseract", tiff.toString(), "-", "--psm", "6").split("\\s+"));
        var expected = List.of(SamplePdf.PANGRAM.split(" "));
        long found = expected.stream()
                .mapToLong(
                        word -> Math.min(40, words.stream().filter(word::equals).count()))
                .sum();
        return found / (40.0 * expected.size());
    }

    private static void needs(String... programs) {
        for (var program : programs) {
            assumeTrue(
                    Stream.of(System.getenv("PATH").split(File.pathSeparator))
                            .anyMatch(path -> Files.isExecutable(Path.of(path, program))),
                    program + " is not installed");
        }
    }

    private String run(String... command) throws IOException, InterruptedException {
        var out = directory.resolve("out.txt");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().put("OMP_THREAD_LIMIT", "1");
        var process = builder.start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES))
                    .as("%s ends", command[0])
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
