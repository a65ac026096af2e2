package com.dartwing.tel.fax.document;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.plugins.tiff.TIFFTag;
import javax.imageio.stream.ImageOutputStream;

/** Writes pages as a TIFF for fax: CCITT Group 4 (ITU-T T.6), one strip a page, 0 is white (RFC 3949, profile F). */
final class Group4Tiff implements AutoCloseable {

    private static final String COMPRESSION = "CCITT T.6";

    private final Resolution resolution;
    private final ImageWriter writer;
    private final ImageWriteParam parameters;
    private final ImageOutputStream out;

    Group4Tiff(Path file, Resolution resolution) throws IOException {
        this.resolution = resolution;
        this.writer = writer();
        this.parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionType(COMPRESSION);
        Files.deleteIfExists(file); // an image stream writes over a longer file without cutting it
        this.out = ImageIO.createImageOutputStream(file.toFile());
        writer.setOutput(out);
        writer.prepareWriteSequence(null);
    }

    void write(BufferedImage page) throws IOException {
        writer.writeToSequence(new IIOImage(page, null, metadata(page)), parameters);
    }

    @Override
    public void close() throws IOException {
        try (out) {
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    /** The JDK's own: another on the class path may come first and writes black as 0. */
    private static ImageWriter writer() {
        var writers = ImageIO.getImageWritersByFormatName("tiff");
        while (writers.hasNext()) {
            var writer = writers.next();
            if (writer.getClass().getName().startsWith("com.sun.imageio.")) {
                return writer;
            }
            writer.dispose();
        }
        throw new IllegalStateException("This Java has no TIFF writer");
    }

    private IIOMetadata metadata(BufferedImage page) throws IIOInvalidTreeException {
        var described = writer.getDefaultImageMetadata(new ImageTypeSpecifier(page), parameters);
        var directory = TIFFDirectory.createFromMetadata(described);
        directory.addTIFFField(number(BaselineTIFFTagSet.TAG_ROWS_PER_STRIP, TIFFTag.TIFF_LONG, page.getHeight()));
        directory.addTIFFField(number(
                BaselineTIFFTagSet.TAG_RESOLUTION_UNIT, TIFFTag.TIFF_SHORT, BaselineTIFFTagSet.RESOLUTION_UNIT_INCH));
        directory.addTIFFField(dots(BaselineTIFFTagSet.TAG_X_RESOLUTION, Resolution.ACROSS));
        directory.addTIFFField(dots(BaselineTIFFTagSet.TAG_Y_RESOLUTION, resolution.down()));
        return directory.getAsMetadata();
    }

    private static TIFFField number(int tag, int type, int value) {
        var data = type == TIFFTag.TIFF_SHORT ? (Object) new char[] {(char) value} : new long[] {value};
        return new TIFFField(BaselineTIFFTagSet.getInstance().getTag(tag), type, 1, data);
    }

    private static TIFFField dots(int tag, int value) {
        return new TIFFField(
                BaselineTIFFTagSet.getInstance().getTag(tag), TIFFTag.TIFF_RATIONAL, 1, new long[][] {{value, 1}});
    }
}
