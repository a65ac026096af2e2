package com.dartwing.tel.fax.document;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/** Adds the pages of one document to another: only what is drawn, and which layers of it are hidden. */
final class AddPages {

    private AddPages() {}

    /** Puts all pages of the source before those of the fax. The source stays open until the fax is saved. */
    static void before(PDDocument fax, PDDocument source) {
        var first = fax.getPage(0);
        for (PDPage page : source.getPages()) {
            fax.getPages().insertBefore(DrawnPage.of(page), first);
        }
        addLayers(source, fax);
    }

    /** Puts all pages of the source behind those of the fax. The source stays open until the fax is saved. */
    static void behind(PDDocument fax, PDDocument source) {
        for (PDPage page : source.getPages()) {
            fax.addPage(DrawnPage.of(page));
        }
        addLayers(source, fax);
    }

    private static void addLayers(PDDocument source, PDDocument target) {
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
