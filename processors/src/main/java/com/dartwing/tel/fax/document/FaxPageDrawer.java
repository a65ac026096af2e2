package com.dartwing.tel.fax.document;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.graphics.blend.BlendMode;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/** Draws a page, remembers where pictures and shades went, and stops when the time is over. */
final class FaxPageDrawer extends PageDrawer {

    private static final int BLACKEST_SHADE = 25;
    private static final int WHITEST_SHADE = 230;

    private final Deadline deadline;
    private final List<Rectangle> toned;
    private final boolean layered;

    FaxPageDrawer(PageDrawerParameters parameters, Deadline deadline, List<Rectangle> toned, boolean layered)
            throws IOException {
        super(parameters);
        this.deadline = deadline;
        this.toned = toned;
        this.layered = layered;
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
        if (layered
                || state.getSoftMask() != null
                || state.getBlendMode() != BlendMode.NORMAL
                || state.getNonStrokeAlphaConstant() < 1
                || state.getTransfer() != null) {
            return false;
        }
        var toDots = new AffineTransform(getGraphics().getTransform());
        toDots.concatenate(state.getCurrentTransformationMatrix().createAffineTransform());
        var plain = PlainPicture.of(image, toDots);
        if (plain == null) {
            return false;
        }
        var shrunk = plain.shrink();
        setClip();
        var graphics = getGraphics();
        var before = graphics.getTransform();
        graphics.setTransform(new AffineTransform());
        graphics.setComposite(AlphaComposite.SrcOver);
        graphics.drawImage(shrunk, plain.left(), plain.top(), null);
        graphics.setTransform(before);
        return true;
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
