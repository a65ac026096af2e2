package com.dartwing.tel.compliance;

import java.util.Optional;

/** Who asked not to be contacted. Read from the database each time, so that a STOP works at once on every node. */
public interface DncList {

    /** The scope in which a number is listed, {@code global} or the organisation's name; empty when it is not. */
    Optional<String> scopeOf(String e164, String organization);
}
