package com.dartwing.tel.fax.document;

import com.dartwing.tel.error.TelException.InvalidDocument;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.FilterFactory;

/** Measures what a stream or an inline picture decompresses to (ISO 32000-1, section 7.4), without keeping it. */
final class FilterChain {

    private static final int MOST_FILTERS = 4;
    private static final long MOST_ROW_BITS = 8L << 20;
    private static final Map<COSName, String> UNREADABLE =
            Map.of(COSName.JBIG2_DECODE, "JBIG2", COSName.JPX_DECODE, "JPEG 2000");
    private static final Set<COSName> FLATE = Set.of(COSName.FLATE_DECODE, COSName.FLATE_DECODE_ABBREVIATION);
    private static final Set<COSName> JPEG = Set.of(COSName.DCT_DECODE, COSName.DCT_DECODE_ABBREVIATION);
    private static final Set<COSName> CCITT = Set.of(COSName.CCITTFAX_DECODE, COSName.CCITTFAX_DECODE_ABBREVIATION);

    private final DecodedBytes decoded;
    private final CheckPicture picture;

    FilterChain(DocumentLimits limits, DecodedBytes decoded) {
        this.decoded = decoded;
        this.picture = new CheckPicture(limits);
    }

    /** Refuses filters that cannot be used or are described so that a reader takes too much memory. */
    void check(COSDictionary stream) {
        var filters = filters(stream);
        if (filters.size() > MOST_FILTERS) {
            throw new InvalidDocument("The PDF compresses something more than %d times".formatted(MOST_FILTERS));
        }
        for (int i = 0; i < filters.size(); i++) {
            check(filters.get(i), parameters(stream, i));
        }
    }

    /** Whether {@link CompressedStreams} has measured it already. */
    boolean isPlain(COSDictionary stream) {
        var filters = filters(stream);
        return filters.isEmpty() || (filters.size() == 1 && FLATE.contains(filters.get(0)));
    }

    void measure(InputStream encoded, COSDictionary stream) throws IOException {
        decoded.nextStream();
        var filters = filters(stream);
        var data = encoded;
        for (int i = 0; i < filters.size(); i++) {
            var name = filters.get(i);
            if (CCITT.contains(name)) {
                return; // bounded by its columns and rows
            }
            if (JPEG.contains(name)) {
                picture.jpeg(data);
                return;
            }
            var filter = FilterFactory.INSTANCE.getFilter(name);
            if (i == filters.size() - 1) {
                filter.decode(data, decoded, stream, i);
            } else {
                var between = new Between();
                filter.decode(data, between, stream, i);
                data = new ByteArrayInputStream(between.toByteArray());
            }
        }
    }

    /** Readers take whole rows into memory, as wide as the parameters say. */
    private void check(COSName filter, COSDictionary parameters) {
        if (UNREADABLE.containsKey(filter)) {
            throw new InvalidDocument("The PDF holds a picture compressed with %s, which cannot be faxed"
                    .formatted(UNREADABLE.get(filter)));
        }
        if (parameters == null) {
            return;
        }
        long columns = parameters.getInt(COSName.COLUMNS, CCITT.contains(filter) ? Resolution.WIDTH : 1);
        if (CCITT.contains(filter)) {
            picture.bilevel(columns, Math.max(1, parameters.getInt(COSName.ROWS, 1)));
            return;
        }
        long bits = columns
                * Math.min(32, Math.max(1, parameters.getInt(COSName.COLORS, 1)))
                * Math.min(32, Math.max(1, parameters.getInt(COSName.BITS_PER_COMPONENT, 8)));
        if (bits < 0 || bits > MOST_ROW_BITS) {
            throw new InvalidDocument("A picture in the PDF is too wide");
        }
    }

    private static List<COSName> filters(COSDictionary stream) {
        var names = new ArrayList<COSName>();
        var filters = stream.getDictionaryObject(COSName.FILTER, COSName.F);
        if (filters instanceof COSName name) {
            names.add(name);
        } else if (filters instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.getObject(i) instanceof COSName name) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static COSDictionary parameters(COSDictionary stream, int filter) {
        var found = stream.getDictionaryObject(COSName.DECODE_PARMS, COSName.DP);
        if (found instanceof COSArray array) {
            found = filter < array.size() ? array.getObject(filter) : null;
        }
        return found instanceof COSDictionary dictionary ? dictionary : null;
    }

    /** What one filter gives to the next; counted as it grows. */
    private final class Between extends ByteArrayOutputStream {
        @Override
        public void write(byte[] bytes, int offset, int length) {
            decoded.add(length);
            super.write(bytes, offset, length);
        }

        @Override
        public void write(int b) {
            decoded.add(1);
            super.write(b);
        }
    }
}
