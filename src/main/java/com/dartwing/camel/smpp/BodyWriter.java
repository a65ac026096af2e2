package com.dartwing.camel.smpp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the fields of a PDU's body in their order. */
final class BodyWriter {

    private final ByteArrayOutputStream body = new ByteArrayOutputStream(192);

    BodyWriter octet(int value) {
        body.write(value);
        return this;
    }

    BodyWriter octets(byte[] octets) {
        body.writeBytes(octets);
        return this;
    }

    /** A C-octet string. */
    BodyWriter text(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        body.write(0);
        return this;
    }

    BodyWriter option(int tag, byte[] value) {
        return octet(tag >> 8)
                .octet(tag)
                .octet(value.length >> 8)
                .octet(value.length)
                .octets(value);
    }

    byte[] bytes() {
        return body.toByteArray();
    }
}
