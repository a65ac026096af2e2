package com.dartwing.tel.fax.document;

import com.dartwing.tel.error.TelException.InvalidDocument;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;

/** Walks over all objects that pages reach, once each, and refuses what costs too much to draw or cannot be drawn. */
final class CheckStreams {

    private final DocumentLimits limits;
    private final Deadline deadline;
    private final FilterChain filters;
    private final CheckPicture picture;
    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<COSBase> open = new ArrayDeque<>();

    CheckStreams(DocumentLimits limits, Deadline deadline, FilterChain filters) {
        this.limits = limits;
        this.deadline = deadline;
        this.filters = filters;
        this.picture = new CheckPicture(limits);
    }

    void check(COSDictionary page) throws IOException {
        reach(page);
        while (!open.isEmpty()) {
            deadline.check();
            visit(open.pop());
        }
    }

    private void reach(COSBase object) {
        var base = object instanceof COSObject reference ? reference.getObject() : object;
        if ((base instanceof COSDictionary || base instanceof COSArray) && seen.add(base)) {
            if (seen.size() > limits.objects()) {
                throw new InvalidDocument("The PDF has more than %,d objects".formatted(limits.objects()));
            }
            open.push(base);
        }
    }

    private void visit(COSBase object) throws IOException {
        if (object instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                reach(array.get(i));
            }
            return;
        }
        var dictionary = (COSDictionary) object;
        for (var entry : dictionary.entrySet()) {
            if (!COSName.PARENT.equals(entry.getKey())) {
                reach(entry.getValue());
            }
        }
        if (dictionary instanceof COSStream stream) {
            check(stream);
        }
    }

    private void check(COSStream stream) throws IOException {
        if (COSName.IMAGE.equals(stream.getCOSName(COSName.SUBTYPE))) {
            picture.described(stream);
        }
        filters.check(stream);
        if (!filters.isPlain(stream)) {
            try (var data = stream.createRawInputStream()) {
                filters.measure(data, stream);
            }
        }
    }
}
