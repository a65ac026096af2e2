package com.dartwing.camel.smpp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the fields of a PDU's body in their order; what is missing or too long is answered with a status. */
final class BodyReader {

    private final ByteBuffer body;

    BodyReader(byte[] body) {
        this.body = ByteBuffer.wrap(body);
    }

    int octet() {
        need(1);
        return body.get() & 0xFF;
    }

    byte[] octets(int count) {
        need(count);
        byte[] octets = new byte[count];
        body.get(octets);
        return octets;
    }

    /**
     * A C-octet string: text that ends with a zero (SMPP 5.0, section 3.1).
     *
     * @param longest characters that it may have, without the zero
     * @param otherwise the status when it has more
     */
    String text(int longest, CommandStatus otherwise) {
        int start = body.position();
        int end = start;
        while (true) {
            need(1);
            if (body.get() == 0) {
                break;
            }
            end++;
            if (end - start > longest) {
                throw new SmppException(otherwise);
            }
        }
        return new String(body.array(), start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** The optional parameters up to the end, by their tags (SMPP 5.0, section 3.2.1.5); of a repeated one the last. */
    Map<Integer, byte[]> options() {
        if (!body.hasRemaining()) {
            return Map.of();
        }
        Map<Integer, byte[]> options = new LinkedHashMap<>();
        while (body.hasRemaining()) {
            if (body.remaining() < 4) {
                throw new SmppException(CommandStatus.ESME_RINVOPTPARSTREAM);
            }
            int tag = body.getShort() & 0xFFFF;
            int length = body.getShort() & 0xFFFF;
            if (length > body.remaining()) {
                throw new SmppException(CommandStatus.ESME_RINVOPTPARSTREAM);
            }
            options.put(tag, octets(length));
        }
        return options;
    }

    boolean isAtEnd() {
        return !body.hasRemaining();
    }

    private void need(int count) {
        if (body.remaining() < count) {
            throw new SmppException(CommandStatus.ESME_RINVCMDLEN);
        }
    }
}
