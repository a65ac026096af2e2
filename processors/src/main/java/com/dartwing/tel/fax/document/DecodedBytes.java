package com.dartwing.tel.fax.document;

import com.dartwing.tel.error.TelException.InvalidDocument;
import java.io.OutputStream;

/** Counts what streams decompress to, throws it away, and says stop at the limit of one stream or of all together. */
final class DecodedBytes extends OutputStream {

    private final DocumentLimits limits;
    private final Deadline deadline;
    private long stream;
    private long all;

    DecodedBytes(DocumentLimits limits, Deadline deadline) {
        this.limits = limits;
        this.deadline = deadline;
    }

    void nextStream() {
        stream = 0;
    }

    void add(long count) {
        stream += count;
        all += count;
        if (stream > limits.streamBytes() || all > limits.documentBytes()) {
            throw new InvalidDocument("The PDF grows too large when it is decompressed");
        }
        deadline.check();
    }

    @Override
    public void write(int b) {
        add(1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        add(length);
    }
}
