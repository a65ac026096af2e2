package benchmarks.fax;

import com.dartwing.tel.fax.document.PrepareDocument;
import com.dartwing.tel.fax.document.Rasterise;
import com.dartwing.tel.fax.document.Resolution;
import com.dartwing.tel.fax.document.Upload;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * How fast documents become fax pictures, beside Ghostscript's {@code tiffg4} on the same files in turns: {@code
 * FaxBenchmark [rounds]}. Prints pages a second (medians), sizes, and the most heap that 200 pages take.
 */
public final class FaxBenchmark {

    private static final int PAGES = 10;
    private static final int MANY = 200;
    private static final int SCAN_DPI = 300;
    private static final String WORDS =
            "the carrier answers after seven days and two hours with Quite a long Letter about"
                    + " Boxes 14, 28 and 365 of which nobody knew zero or more, jump over 9 lazy vexing dwarfs (see page 6).";

    private final Path directory;
    private final int rounds;
    private final Rasterise rasterise = new Rasterise();

    private FaxBenchmark(Path directory, int rounds) {
        this.directory = directory;
        this.rounds = rounds;
    }

    public static void main(String[] args) throws Exception {
        var directory = Files.createTempDirectory("fax-bench");
        try {
            new FaxBenchmark(directory, args.length > 0 ? Integer.parseInt(args[0]) : 7).run();
        } finally {
            try (var files = Files.list(directory)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        }
    }

    private void run() throws Exception {
        var text = text(directory.resolve("text.pdf"), PAGES);
        System.out.printf(
                "%-26s %12s %12s %7s %10s %10s %7s%n",
                PAGES + " pages", "hub p/s", "gs p/s", "ratio", "hub bytes", "gs bytes", "ratio");
        compare("text", text);
        compare("scan, black and white", scan(text, directory.resolve("bilevel.pdf"), true));
        compare("scan, gray JPEG", scan(text, directory.resolve("gray.pdf"), false));
        var many = text(directory.resolve("many.pdf"), MANY);
        resetPeaks();
        long start = System.nanoTime();
        var fax = new PrepareDocument().prepare(List.of(new Upload("many.pdf", many)), null, directory);
        long prepared = System.nanoTime();
        rasterise.rasterise(fax.pdf(), Resolution.FINE, directory.resolve("many.tiff"));
        System.out.printf(
                "%d pages of text: checked in %.1f s, drawn in %.1f s, %d MiB of heap at most%n",
                fax.pages(), (prepared - start) / 1e9, (System.nanoTime() - prepared) / 1e9, peak() >> 20);
    }

    private void compare(String name, Path pdf) throws Exception {
        var ours = directory.resolve("ours.tiff");
        var theirs = directory.resolve("theirs.tiff");
        var hub = new double[rounds];
        var gs = new double[rounds];
        for (int warm = 0; warm < 3; warm++) {
            rasterise.rasterise(pdf, Resolution.FINE, ours);
        }
        ghostscript(pdf, theirs);
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            rasterise.rasterise(pdf, Resolution.FINE, ours);
            long between = System.nanoTime();
            ghostscript(pdf, theirs);
            hub[round] = PAGES * 1e9 / (between - start);
            gs[round] = PAGES * 1e9 / (System.nanoTime() - between);
        }
        Arrays.sort(hub);
        Arrays.sort(gs);
        System.out.printf(
                "%-26s %12.1f %12.1f %7.2f %10d %10d %7.2f%n",
                name,
                hub[rounds / 2],
                gs[rounds / 2],
                hub[rounds / 2] / gs[rounds / 2],
                Files.size(ours),
                Files.size(theirs),
                (double) Files.size(ours) / Files.size(theirs));
    }

    private static void ghostscript(Path pdf, Path tiff) throws Exception {
        var process = new ProcessBuilder(
                        "gs",
                        "-q",
                        "-dNOPAUSE",
                        "-dBATCH",
                        "-dSAFER",
                        "-sDEVICE=tiffg4",
                        "-r204x196",
                        "-sOutputFile=" + tiff,
                        pdf.toString())
                .inheritIO()
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("Ghostscript failed");
        }
    }

    private static Path text(Path file, int pages) throws IOException {
        var random = new Random(1);
        var words = WORDS.split(" ");
        try (var document = new PDDocument();
                var stream = FaxBenchmark.class.getResourceAsStream("/fax/fonts/NotoSans-Regular.ttf")) {
            var font = PDType0Font.load(document, stream);
            for (int i = 0; i < pages; i++) {
                var page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (var content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(font, 11);
                    content.setLeading(16);
                    content.newLineAtOffset(60, 780);
                    for (int line = 0; line < 46; line++) {
                        var text = new StringBuilder();
                        while (text.length() < 80) {
                            text.append(words[random.nextInt(words.length)]).append(' ');
                        }
                        content.showText(text.toString());
                        content.newLine();
                    }
                    content.endText();
                }
            }
            document.save(file.toFile());
        }
        return file;
    }

    /** The text as a scanner gives it: paper that is not white, ink that is not black, grain. */
    private static Path scan(Path text, Path file, boolean bilevel) throws IOException {
        var random = new Random(2);
        try (var source = Loader.loadPDF(text.toFile());
                var document = new PDDocument()) {
            var renderer = new PDFRenderer(source);
            for (int i = 0; i < source.getNumberOfPages(); i++) {
                var picture = renderer.renderImageWithDPI(i, SCAN_DPI, bilevel ? ImageType.BINARY : ImageType.GRAY);
                if (!bilevel) {
                    grain(picture, random);
                }
                var page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (var content = new PDPageContentStream(document, page)) {
                    var image = bilevel
                            ? CCITTFactory.createFromImage(document, picture)
                            : JPEGFactory.createFromImage(document, picture, 0.8f, SCAN_DPI);
                    content.drawImage(image, 0, 0, PDRectangle.A4.getWidth(), PDRectangle.A4.getHeight());
                }
            }
            document.save(file.toFile());
        }
        return file;
    }

    private static void grain(BufferedImage picture, Random random) {
        var raster = picture.getRaster();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int tone = 30 + raster.getSample(x, y, 0) * 210 / 255 + (int) (random.nextGaussian() * 4);
                raster.setSample(x, y, 0, Math.max(0, Math.min(255, tone)));
            }
        }
    }

    private static void resetPeaks() {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pool.resetPeakUsage());
    }

    /** The pools' own peaks together: never less than what was used at once. */
    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
