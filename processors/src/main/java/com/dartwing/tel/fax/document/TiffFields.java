package com.dartwing.tel.fax.document;

import java.util.Set;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;

/**
 * What a page of a TIFF says of itself.
 *
 * @param compression its number (TIFF 6.0, section 4)
 * @param across dots per inch, 0 when unknown
 * @param down dots per inch, 0 when unknown
 */
record TiffFields(int compression, double across, double down) {

    static final TiffFields NONE = new TiffFields(0, 0, 0);

    private static final double CENTIMETRES = 2.54;
    private static final Set<Integer> FAX =
            Set.of(BaselineTIFFTagSet.COMPRESSION_CCITT_T_4, BaselineTIFFTagSet.COMPRESSION_CCITT_T_6);

    static TiffFields of(IIOMetadata metadata) {
        TIFFDirectory directory;
        try {
            directory = TIFFDirectory.createFromMetadata(metadata);
        } catch (IIOInvalidTreeException | RuntimeException e) {
            return NONE;
        }
        int unit = number(directory, BaselineTIFFTagSet.TAG_RESOLUTION_UNIT, BaselineTIFFTagSet.RESOLUTION_UNIT_INCH);
        double factor =
                switch (unit) {
                    case BaselineTIFFTagSet.RESOLUTION_UNIT_INCH -> 1;
                    case BaselineTIFFTagSet.RESOLUTION_UNIT_CENTIMETER -> CENTIMETRES;
                    default -> 0;
                };
        return new TiffFields(
                number(directory, BaselineTIFFTagSet.TAG_COMPRESSION, 0),
                factor * dots(directory, BaselineTIFFTagSet.TAG_X_RESOLUTION),
                factor * dots(directory, BaselineTIFFTagSet.TAG_Y_RESOLUTION));
    }

    /** Whether PDF can hold the picture as it is. */
    boolean isFax() {
        return FAX.contains(compression);
    }

    private static int number(TIFFDirectory directory, int tag, int otherwise) {
        var field = directory.getTIFFField(tag);
        return field == null ? otherwise : field.getAsInt(0);
    }

    private static double dots(TIFFDirectory directory, int tag) {
        var field = directory.getTIFFField(tag);
        return field == null ? 0 : field.getAsDouble(0);
    }
}
