package com.dartwing.tel.fax.document;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.apache.pdfbox.rendering.RenderDestination;

/** Draws pages as black and white pictures of a sheet. */
final class FaxRenderer extends PDFRenderer {

    private final Resolution resolution;
    private final boolean layered;
    private final List<Rectangle> toned = new ArrayList<>();
    private final GlyphStamps stamps = new GlyphStamps();
    private Deadline deadline;

    FaxRenderer(PDDocument document, Resolution resolution) {
        super(document);
        this.resolution = resolution;
        this.layered = document.getDocumentCatalog().getOCProperties() != null;
        // Soft edges would be cut to hard ones again. Pictures are a different matter.
        setRenderingHints(new RenderingHints(Map.of(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF,
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE,
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR,
                RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_SPEED)));
    }

    BufferedImage render(int page, Deadline limit) throws IOException {
        deadline = limit;
        toned.clear();
        var box = document.getPage(page).getCropBox();
        boolean quarter = document.getPage(page).getRotation() % 180 != 0;
        double width = quarter ? box.getHeight() : box.getWidth();
        double height = quarter ? box.getWidth() : box.getHeight();
        var paper = Paper.forPage(Math.min(width, height), Math.max(width, height));
        var gray = new BufferedImage(Resolution.WIDTH, paper.lines(resolution), BufferedImage.TYPE_BYTE_GRAY);
        var graphics = gray.createGraphics();
        try {
            graphics.setBackground(Color.WHITE);
            graphics.clearRect(0, 0, gray.getWidth(), gray.getHeight());
            graphics.transform(Paper.place(width, height, resolution));
            renderPageToGraphics(page, graphics, 1, 1, RenderDestination.PRINT);
        } finally {
            graphics.dispose();
        }
        limit.check();
        return Bilevel.of(gray, toned);
    }

    @Override
    protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
        return new FaxPageDrawer(parameters, deadline, toned, layered, stamps);
    }
}
