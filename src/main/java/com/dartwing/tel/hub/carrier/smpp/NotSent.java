package com.dartwing.tel.hub.carrier.smpp;

/** The bind was gone before anything left through it. */
final class NotSent extends Exception {

    NotSent() {
        super("the bind is gone", null, false, false);
    }
}
