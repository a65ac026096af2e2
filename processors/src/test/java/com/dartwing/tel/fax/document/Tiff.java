package com.dartwing.tel.fax.document;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Reads a fax picture back. */
final class Tiff {

    private Tiff() {}

    static List<BufferedImage> pages(Path file) {
        try (var in = ImageIO.createImageInputStream(file.toFile())) {
            var reader = ImageIO.getImageReadersByFormatName("tiff").next();
            reader.setInput(in);
            var pages = new ArrayList<BufferedImage>();
            for (int i = 0; i < reader.getNumImages(true); i++) {
                pages.add(reader.read(i));
            }
            reader.dispose();
            return pages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The black share of a part of a page; the part is given in shares of its width and height. */
    static double black(BufferedImage page, double left, double top, double right, double bottom) {
        int count = 0;
        int all = 0;
        for (int y = (int) (top * page.getHeight()); y < (int) (bottom * page.getHeight()); y++) {
            for (int x = (int) (left * page.getWidth()); x < (int) (right * page.getWidth()); x++) {
                all++;
                if ((page.getRGB(x, y) & 0xFF) == 0) {
                    count++;
                }
            }
        }
        return (double) count / all;
    }

    static double black(BufferedImage page) {
        return black(page, 0, 0, 1, 1);
    }
}
