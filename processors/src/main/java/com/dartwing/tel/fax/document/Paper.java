package com.dartwing.tel.fax.document;

import java.awt.geom.AffineTransform;

/** The sheets that a fax machine has, and how a page is laid on one: as large as it is, or shrunk to fit, never cut. */
enum Paper {
    LETTER(11 * 72),
    A4(297 / 25.4 * 72),
    LEGAL(14 * 72);

    /** A sheet of another length is taken only when it makes the page this much larger. */
    private static final double WORTH_A_LONGER_SHEET = 0.97;

    private static final double WIDTH = Resolution.WIDTH * 72.0 / Resolution.ACROSS;

    private final double height;

    Paper(double height) {
        this.height = height;
    }

    /** The shortest sheet on which a page of this size (in 1/72 inch, upright) is about as large as it can be. */
    static Paper forPage(double width, double height) {
        double most = LEGAL.scale(width, height);
        for (var paper : values()) {
            if (paper.scale(width, height) >= most * WORTH_A_LONGER_SHEET) {
                return paper;
            }
        }
        return LEGAL;
    }

    /** Lines of the sheet. */
    int lines(Resolution resolution) {
        return (int) Math.round(height * resolution.down() / 72);
    }

    /** From a page's points, its upper left corner at 0,0, to dots. A page that is wider than high is turned. */
    static AffineTransform place(double width, double height, Resolution resolution) {
        boolean turned = width > height;
        double across = turned ? height : width;
        double along = turned ? width : height;
        var paper = forPage(across, along);
        double scale = paper.scale(across, along);
        var transform = new AffineTransform();
        transform.scale(Resolution.ACROSS / 72.0, resolution.down() / 72.0);
        transform.translate((WIDTH - across * scale) / 2, 0);
        transform.scale(scale, scale);
        if (turned) {
            transform.translate(across, 0);
            transform.quadrantRotate(1);
        }
        return transform;
    }

    private double scale(double width, double height) {
        return Math.min(1, Math.min(WIDTH / width, this.height / height));
    }
}
