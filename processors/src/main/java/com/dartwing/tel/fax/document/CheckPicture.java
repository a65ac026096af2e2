package com.dartwing.tel.fax.document;

import com.dartwing.tel.error.TelException.InvalidDocument;
import java.io.IOException;
import java.io.InputStream;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;

/** Refuses pictures that would fill the memory when they are drawn. */
final class CheckPicture {

    private final DocumentLimits limits;

    CheckPicture(DocumentLimits limits) {
        this.limits = limits;
    }

    /** What the picture's own header says counts as much as what is said about it. */
    void jpeg(InputStream data) {
        try {
            var header = JpegHeader.read(data);
            tones(header.width(), header.height());
        } catch (IOException e) {
            throw new InvalidDocument("A picture in the document is damaged");
        }
    }

    /** What a PDF says of a picture, as an object or between the lines. */
    void described(COSDictionary image) {
        int width = image.getInt(COSName.WIDTH, COSName.W, 0);
        int height = image.getInt(COSName.HEIGHT, COSName.H, 0);
        boolean mask = image.getBoolean(COSName.IMAGE_MASK, COSName.IM, false);
        if (mask || image.getInt(COSName.BITS_PER_COMPONENT, COSName.BPC, 8) == 1) {
            bilevel(width, height);
        } else {
            tones(width, height);
        }
    }

    /** A picture in gray or colour. */
    void tones(long width, long height) {
        check(width, height, limits.imagePixels());
    }

    /** A picture in black and white. */
    void bilevel(long width, long height) {
        check(width, height, limits.bilevelPixels());
    }

    private static void check(long width, long height, long pixels) {
        if (width < 1 || height < 1) {
            throw new InvalidDocument("A picture in the document has no size");
        }
        if (width > pixels || height > pixels || width * height > pixels) {
            throw new InvalidDocument(
                    "A picture of %d x %d pixels is too large: %,d is the most".formatted(width, height, pixels));
        }
    }
}
