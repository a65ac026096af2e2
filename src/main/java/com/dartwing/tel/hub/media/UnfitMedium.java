package com.dartwing.tel.hub.media;

import java.io.IOException;

/** A medium that is not kept whenever it is fetched: too large, of a type that nobody wants, refused, or nowhere. */
public final class UnfitMedium extends IOException {

    private static final long serialVersionUID = 1L;

    public UnfitMedium(String message) {
        super(message);
    }
}
