package com.dartwing.tel.fax.document;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.blend.BlendMode;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/** Draws a page, remembers where pictures and shades went, and stops when the time is over. */
final class FaxPageDrawer extends PageDrawer {

    private static final int BLACKEST_SHADE = 25;
    private static final int WHITEST_SHADE = 230;

    private final Deadline deadline;
    private final List<Rectangle> toned;
    private final boolean layered;
    private final GlyphStamps stamps;

    FaxPageDrawer(
            PageDrawerParameters parameters,
            Deadline deadline,
            List<Rectangle> toned,
            boolean layered,
            GlyphStamps stamps)
            throws IOException {
        super(parameters);
        this.deadline = deadline;
        this.toned = toned;
        this.layered = layered;
        this.stamps = stamps;
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        deadline.check();
        super.processOperator(operator, operands);
    }

    @Override
    public void drawImage(PDImage image) throws IOException {
        if (!image.isStencil() && image.getBitsPerComponent() > 1) {
            var matrix = getGraphicsState().getCurrentTransformationMatrix().createAffineTransform();
            tone(matrix.createTransformedShape(new Rectangle2D.Double(0, 0, 1, 1))
                    .getBounds2D());
        }
        if (!drawPlain(image)) {
            super.drawImage(image);
        }
    }

    private boolean drawPlain(PDImage image) throws IOException {
        var state = getGraphicsState();
        if (!isOpaque(state) || state.getTransfer() != null) {
            return false;
        }
        var toDots = new AffineTransform(getGraphics().getTransform());
        toDots.concatenate(state.getCurrentTransformationMatrix().createAffineTransform());
        var plain = PlainPicture.of(image, toDots);
        if (plain == null) {
            return false;
        }
        setDown(plain.shrink(), plain.left(), plain.top());
        return true;
    }

    @Override
    protected void showFontGlyph(Matrix toPage, PDFont font, int code, Vector displacement) throws IOException {
        if (!stamp(toPage, font, code)) {
            super.showFontGlyph(toPage, font, code, displacement);
        }
    }

    /** Only what is plainly ink on paper; another font in the place of one that the PDF does not bring may have to be stretched. */
    private boolean stamp(Matrix toPage, PDFont font, int code) throws IOException {
        var state = getGraphicsState();
        if (!isOpaque(state)
                || state.getTextState().getRenderingMode() != RenderingMode.FILL
                || !(font.isEmbedded() || font.isStandard14())
                || !(getNonStrokingPaint() instanceof Color color)) {
            return false;
        }
        var toDots = new AffineTransform(getGraphics().getTransform());
        toDots.concatenate(toPage.createAffineTransform());
        toDots.concatenate(font.getFontMatrix().createAffineTransform());
        var stamp = stamps.of(font, code, toDots, color);
        if (stamp == null) {
            return false;
        }
        setDown(stamp.picture(), stamp.left(), stamp.top());
        return true;
    }

    private boolean isOpaque(PDGraphicsState state) {
        return !layered
                && state.getSoftMask() == null
                && state.getBlendMode() == BlendMode.NORMAL
                && state.getNonStrokeAlphaConstant() == 1;
    }

    private void setDown(BufferedImage picture, int left, int top) {
        setClip();
        var graphics = getGraphics();
        var before = graphics.getTransform();
        graphics.setTransform(new AffineTransform());
        graphics.setComposite(AlphaComposite.SrcOver);
        graphics.drawImage(picture, left, top, null);
        graphics.setTransform(before);
    }

    @Override
    public void shadingFill(COSName name) throws IOException {
        tone(getGraphicsState().getCurrentClippingPath().getBounds2D());
        super.shadingFill(name);
    }

    @Override
    public void fillPath(int rule) throws IOException {
        if (!(getNonStrokingPaint() instanceof Color color) || isShade(color)) {
            tone(getLinePath().getBounds2D());
        }
        super.fillPath(rule);
    }

    private static boolean isShade(Color color) {
        int tone = (77 * color.getRed() + 150 * color.getGreen() + 29 * color.getBlue()) >> 8;
        return tone > BLACKEST_SHADE && tone < WHITEST_SHADE;
    }

    private void tone(Rectangle2D area) {
        toned.add(getGraphics().getTransform().createTransformedShape(area).getBounds());
    }
}
