package com.dartwing.tel.fax.document;

import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.color.PDICCBased;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/**
 * An upright picture in black and white, gray or RGB without a mask, as scans are: shrunk row by row to the dots of the
 * fax, each the mean of what it covers. PDFBox would make an RGB picture of it first, of its full size.
 */
final class PlainPicture {

    private static final double NO_SHEAR = 1e-3;
    private static final byte WHITE = (byte) 255;
    private static final long FRACTION = 1L << 32;

    private final PDImageXObject image;
    private final int left;
    private final int top;
    private final int width;
    private final int height;

    private PlainPicture(PDImageXObject image, Rectangle2D place) {
        this.image = image;
        this.left = (int) Math.round(place.getMinX());
        this.top = (int) Math.round(place.getMinY());
        this.width = (int) Math.round(place.getMaxX()) - left;
        this.height = (int) Math.round(place.getMaxY()) - top;
    }

    /** The picture where the transform puts the unit square, or null when it is not that plain. */
    static PlainPicture of(PDImage image, AffineTransform toDots) throws IOException {
        boolean upright = Math.abs(toDots.getShearX()) < NO_SHEAR
                && Math.abs(toDots.getShearY()) < NO_SHEAR
                && toDots.getScaleX() > 0
                && toDots.getScaleY() < 0;
        if (!upright || !(image instanceof PDImageXObject object) || !isPlain(object)) {
            return null;
        }
        var place = toDots.createTransformedShape(new Rectangle2D.Double(0, 0, 1, 1))
                .getBounds2D();
        var picture = new PlainPicture(object, place);
        boolean shrinks = picture.width > 0
                && picture.height > 0
                && picture.width <= image.getWidth()
                && picture.height <= image.getHeight();
        return shrinks ? picture : null;
    }

    private static boolean isPlain(PDImageXObject image) throws IOException {
        var dictionary = image.getCOSObject();
        if (dictionary.containsKey(COSName.SMASK) || dictionary.containsKey(COSName.MASK) || image.isStencil()) {
            return false;
        }
        var space = image.getColorSpace();
        int components = space.getNumberOfComponents();
        boolean simple = space instanceof PDDeviceGray || space instanceof PDDeviceRGB || space instanceof PDICCBased;
        int bits = image.getBitsPerComponent();
        return simple && ((components == 1 && (bits == 1 || bits == 8)) || (components == 3 && bits == 8));
    }

    int left() {
        return left;
    }

    int top() {
        return top;
    }

    /** Of type {@code TYPE_BYTE_GRAY}. Rows that the stream lacks stay white. */
    BufferedImage shrink() throws IOException {
        int across = image.getWidth();
        int down = image.getHeight();
        int components = image.getColorSpace().getNumberOfComponents();
        boolean bilevel = image.getBitsPerComponent() == 1;
        var shrunk = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        var dots = ((DataBufferByte) shrunk.getRaster().getDataBuffer()).getData();
        Arrays.fill(dots, WHITE);
        var row = new byte[bilevel ? (across + 7) / 8 : across * components];
        var inks = new byte[across];
        var columns = new Shrink(across, width);
        var rows = new Shrink(down, height);
        var line = new int[width + 1];
        var sum = new long[width];
        int flip = isInverted() ? 0 : 0xFF;
        try (InputStream data = image.createInputStream()) {
            for (int y = 0; y < down && data.readNBytes(row, 0, row.length) == row.length; y++) {
                Arrays.fill(line, 0);
                if (bilevel) {
                    columns.addBits(line, row, flip);
                } else {
                    inks(row, components, flip, inks);
                    columns.addBytes(line, inks);
                }
                int dot = rows.cell(y);
                int share = rows.share(y);
                add(line, sum, share);
                if (share < Shrink.ONE || y == down - 1 || rows.cell(y + 1) != dot) {
                    write(sum, dots, dot * width, columns.weight() * rows.weight());
                    Arrays.fill(sum, 0);
                    add(line, sum, Shrink.ONE - share);
                }
            }
        }
        return shrunk;
    }

    private static void add(int[] line, long[] sum, int share) {
        if (share > 0) {
            for (int x = 0; x < sum.length; x++) {
                sum[x] += (long) line[x] * share;
            }
        }
    }

    private static void write(long[] sum, byte[] dots, int at, double whole) {
        long part = (long) (FRACTION / whole);
        for (int x = 0; x < sum.length; x++) {
            dots[at + x] = (byte) (255 - Math.min(255, (sum[x] * part + FRACTION / 2) / FRACTION));
        }
    }

    private boolean isInverted() {
        COSArray decode = image.getDecode();
        return decode != null && decode.size() >= 2 && decode.toFloatArray()[0] > decode.toFloatArray()[1];
    }

    private static void inks(byte[] row, int components, int flip, byte[] inks) {
        for (int x = 0; x < inks.length; x++) {
            int tone = components == 1
                    ? row[x]
                    : (77 * (row[3 * x] & 0xFF) + 150 * (row[3 * x + 1] & 0xFF) + 29 * (row[3 * x + 2] & 0xFF)) >> 8;
            inks[x] = (byte) (tone ^ flip);
        }
    }

    /** How many cells become fewer: each old one falls into a new one, in part perhaps into the next too. */
    private static final class Shrink {

        static final int ONE = 256;

        private final int[] cell;
        private final int[] share;
        private final double weight;

        Shrink(int from, int to) {
            cell = new int[from];
            share = new int[from];
            double scale = (double) to / from;
            weight = ONE / scale;
            for (int i = 0; i < from; i++) {
                double start = i * scale;
                cell[i] = Math.min(to - 1, (int) start);
                double inside = Math.min(scale, cell[i] + 1 - start);
                share[i] = cell[i] == to - 1 ? ONE : (int) Math.round(ONE * inside / scale);
            }
        }

        int cell(int i) {
            return cell[i];
        }

        /** Of {@link #ONE}: what falls into {@link #cell}; the rest falls into the next. */
        int share(int i) {
            return share[i];
        }

        /** What the shares of one new cell sum up to. */
        double weight() {
            return weight;
        }

        /** Adds ink to the new cells; one more is there for what the last has left. */
        void addBytes(int[] sums, byte[] inks) {
            for (int i = 0; i < inks.length; i++) {
                add(sums, i, inks[i] & 0xFF);
            }
        }

        /** As {@link #addBytes}, for eight dots a byte: most have no ink. */
        void addBits(int[] sums, byte[] row, int flip) {
            for (int eight = 0; eight < row.length; eight++) {
                int inks = (row[eight] ^ flip) & 0xFF;
                for (int i = 8 * eight; inks != 0 && i < cell.length; i++, inks = inks << 1 & 0xFF) {
                    if (inks >= 0x80) {
                        add(sums, i, 255);
                    }
                }
            }
        }

        private void add(int[] sums, int i, int ink) {
            int here = ink * share[i];
            sums[cell[i]] += here;
            sums[cell[i] + 1] += ink * ONE - here;
        }
    }
}
