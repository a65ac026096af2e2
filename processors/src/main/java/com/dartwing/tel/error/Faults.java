package com.dartwing.tel.error;

/** How what went wrong is noted. */
public final class Faults {

    private Faults() {}

    /** What it is and what it says: many a message says nothing without its type. */
    public static String inWords(Throwable fault) {
        return fault.getClass().getSimpleName() + ": " + fault.getMessage();
    }
}
