package com.dartwing.tel.fax.document;

import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * A page with only what is drawn. Links, scripts, attachments, threads and tags stay behind: they would bring the rest
 * of their document along.
 */
final class DrawnPage {

    private static final Set<COSName> KEPT = Set.of(COSName.CONTENTS, COSName.GROUP, COSName.getPDFName("UserUnit"));
    private static final Set<COSName> KEPT_OF_ANNOTATIONS =
            Set.of(COSName.TYPE, COSName.SUBTYPE, COSName.RECT, COSName.F, COSName.AP, COSName.AS, COSName.OC);

    private DrawnPage() {}

    /** A page of its own, with what it inherited; its streams are still those of the document. */
    static PDPage of(PDPage page) {
        var source = page.getCOSObject();
        var drawn = new COSDictionary();
        drawn.setItem(COSName.TYPE, COSName.PAGE);
        for (var key : KEPT) {
            if (source.containsKey(key)) {
                drawn.setItem(key, source.getItem(key));
            }
        }
        if (page.getResources() != null) {
            drawn.setItem(COSName.RESOURCES, page.getResources().getCOSObject());
        }
        var annotations = source.getCOSArray(COSName.ANNOTS);
        if (annotations != null) {
            drawn.setItem(COSName.ANNOTS, annotations(annotations));
        }
        var copy = new PDPage(drawn);
        copy.setMediaBox(flat(page.getMediaBox()));
        copy.setCropBox(flat(page.getCropBox()));
        copy.setRotation(page.getRotation());
        return copy;
    }

    private static COSArray annotations(COSArray annotations) {
        var drawn = new COSArray();
        for (int i = 0; i < annotations.size(); i++) {
            if (annotations.getObject(i) instanceof COSDictionary annotation && annotation.containsKey(COSName.AP)) {
                var copy = new COSDictionary();
                for (var key : KEPT_OF_ANNOTATIONS) {
                    if (annotation.containsKey(key)) {
                        copy.setItem(key, annotation.getItem(key));
                    }
                }
                drawn.add(copy);
            }
        }
        return drawn;
    }

    private static PDRectangle flat(PDRectangle box) {
        return new PDRectangle(box.getLowerLeftX(), box.getLowerLeftY(), box.getWidth(), box.getHeight());
    }
}
