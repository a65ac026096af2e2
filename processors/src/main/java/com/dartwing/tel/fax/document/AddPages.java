package com.dartwing.tel.fax.document;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/** Adds the pages of one document to another: only what is drawn, and which layers of it are hidden. */
final class AddPages {

    private AddPages() {}

    /** The source stays open until the target is saved. */
    static void of(PDDocument source, PDDocument target) {
        for (PDPage page : source.getPages()) {
            target.addPage(DrawnPage.of(page));
        }
        var layers = source.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.OCPROPERTIES);
        if (layers != null) {
            var catalog = target.getDocumentCatalog().getCOSObject();
            var all = catalog.getCOSDictionary(COSName.OCPROPERTIES);
            if (all == null) {
                all = new COSDictionary();
                all.setItem(COSName.D, new COSDictionary());
                catalog.setItem(COSName.OCPROPERTIES, all);
            }
            append(layers, all, COSName.OCGS);
            var shown = layers.getCOSDictionary(COSName.D);
            if (shown != null) {
                append(shown, all.getCOSDictionary(COSName.D), COSName.ON, COSName.OFF, COSName.AS);
            }
        }
    }

    private static void append(COSDictionary from, COSDictionary to, COSName... lists) {
        for (var name : lists) {
            var more = from.getCOSArray(name);
            if (more != null) {
                var list = to.getCOSArray(name);
                if (list == null) {
                    list = new COSArray();
                    to.setItem(name, list);
                }
                list.addAll(more);
            }
        }
    }
}
