package com.dartwing.tel.fax.document;

import java.time.Duration;

/**
 * What a document may cost at most. The reasons are in {@code docs/fax-documents.md}.
 *
 * @param pages of the whole fax
 * @param bytes of all uploads together
 * @param pageUnits of a page's longer side, in 1/72 inch; 14,400 is what PDF allows (ISO 32000-1, Annex C)
 * @param objects that the pages of a PDF may reach
 * @param streamBytes of one stream once it is decompressed
 * @param documentBytes of all streams once they are decompressed
 * @param operators of one page's drawing, nested forms counted each time they are drawn
 * @param imagePixels of one picture in gray or colour
 * @param bilevelPixels of one picture in black and white
 * @param checking how long checking the documents may take
 * @param rendering how long making the picture of one page may take
 * @param document how long making the picture of the whole document may take
 */
public record DocumentLimits(
        int pages,
        long bytes,
        float pageUnits,
        int objects,
        long streamBytes,
        long documentBytes,
        long operators,
        long imagePixels,
        long bilevelPixels,
        Duration checking,
        Duration rendering,
        Duration document) {

    /** The limits of the contract, and what they need around them. */
    public static DocumentLimits standard() {
        return new DocumentLimits(
                200,
                50L << 20,
                14_400,
                300_000,
                128L << 20,
                2L << 30,
                2_000_000,
                40_000_000,
                200_000_000,
                Duration.ofSeconds(60),
                Duration.ofSeconds(20),
                Duration.ofMinutes(5));
    }
}
