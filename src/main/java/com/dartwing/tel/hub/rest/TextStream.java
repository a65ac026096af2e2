package com.dartwing.tel.hub.rest;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** Texts one after the other as a stream; each is made when it is read. */
public final class TextStream extends InputStream {

    private final Iterator<String> texts;
    private byte[] current = new byte[0];
    private int at;

    public TextStream(Iterator<String> texts) {
        this.texts = texts;
    }

    private boolean isOver() {
        while (at == current.length) {
            if (!texts.hasNext()) {
                return true;
            }
            current = texts.next().getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        return false;
    }

    @Override
    public int read() {
        return isOver() ? -1 : current[at++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (isOver()) {
            return -1;
        }
        int count = Math.min(length, current.length - at);
        System.arraycopy(current, at, target, offset, count);
        at += count;
        return count;
    }
}
