package com.dartwing.tel.crypto;

/** Something sealed that the keys at hand do not open: another key's, moved to another place, or altered. */
public final class CannotOpen extends RuntimeException {

    public CannotOpen(String message) {
        super(message);
    }
}
