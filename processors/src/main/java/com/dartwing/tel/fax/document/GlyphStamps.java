package com.dartwing.tel.fax.document;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDVectorFont;

/**
 * Glyphs as small pictures. A page has some thousand glyphs of a few dozen kinds: each kind is drawn once, with soft
 * edges that are cut at half a dot, and then only set down. Not for two threads.
 */
final class GlyphStamps {

    /** Larger glyphs are few, and are drawn each time. */
    private static final int MOST_DOTS = 96;

    /** Some two megabytes, of text in every script and size. */
    private static final int MOST_STAMPS = 8_192;

    /** Glyphs stand on quarters of a dot, so that words keep their shape, and on whole lines, so that stems do. */
    private static final int QUARTERS = 4;

    private static final int HALF = 128;

    private final Map<Kind, Stamp> stamps = new HashMap<>();

    /**
     * The stamp of a glyph.
     *
     * @param toDots from the font's units to dots
     * @return null where the glyph is too large for one, or the font does not have it
     */
    Stamp of(PDFont font, int code, AffineTransform toDots, Color color) throws IOException {
        double quarters = Math.rint(toDots.getTranslateX() * QUARTERS);
        int left = (int) Math.floor(quarters / QUARTERS);
        int quarter = (int) quarters - left * QUARTERS;
        var kind = new Kind(
                font,
                code,
                (float) toDots.getScaleX(),
                (float) toDots.getShearY(),
                (float) toDots.getShearX(),
                (float) toDots.getScaleY(),
                quarter,
                color.getRGB());
        var stamp = stamps.get(kind);
        if (stamp == null) {
            if (stamps.size() == MOST_STAMPS) {
                stamps.clear();
            }
            stamp = cut(kind);
            stamps.put(kind, stamp);
        }
        return stamp.picture() == null ? null : stamp.at(left, (int) Math.rint(toDots.getTranslateY()));
    }

    private static Stamp cut(Kind kind) throws IOException {
        if (!((PDVectorFont) kind.font()).hasGlyph(kind.code())) {
            return Stamp.NONE;
        }
        var path = ((PDVectorFont) kind.font()).getNormalizedPath(kind.code());
        var glyph = kind.toDots().createTransformedShape(path);
        var bounds = glyph.getBounds();
        if (bounds.width > MOST_DOTS || bounds.height > MOST_DOTS) {
            return Stamp.NONE;
        }
        bounds.grow(1, 1);
        return new Stamp(cut(glyph, bounds.x, bounds.y, bounds.width, bounds.height, kind.argb()), bounds.x, bounds.y);
    }

    private static BufferedImage cut(Shape glyph, int left, int top, int width, int height, int argb) {
        var soft = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        var graphics = soft.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.translate(-left, -top);
        graphics.fill(glyph);
        graphics.dispose();
        var covered = ((DataBufferByte) soft.getRaster().getDataBuffer()).getData();
        var ink = new IndexColorModel(8, 2, new int[] {0, argb}, 0, true, 0, DataBuffer.TYPE_BYTE);
        var hard = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, ink);
        var dots = ((DataBufferByte) hard.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < dots.length; i++) {
            dots[i] = (byte) ((covered[i] & 0xFF) >= HALF ? 1 : 0);
        }
        return hard;
    }

    /**
     * A glyph's picture.
     *
     * @param picture transparent but for the ink
     * @param left of the picture, in dots
     * @param top of the picture, in lines
     */
    record Stamp(BufferedImage picture, int left, int top) {

        private static final Stamp NONE = new Stamp(null, 0, 0);

        private Stamp at(int x, int y) {
            return new Stamp(picture, left + x, top + y);
        }
    }

    /** All that a glyph's picture depends on; floats, because a matrix that was multiplied differs in its last bits. */
    private record Kind(
            PDFont font, int code, float scaleX, float shearY, float shearX, float scaleY, int quarter, int argb) {

        private AffineTransform toDots() {
            return new AffineTransform(scaleX, shearY, shearX, scaleY, (double) quarter / QUARTERS, 0);
        }
    }
}
