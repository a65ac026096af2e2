package com.dartwing.tel.numbers;

import com.dartwing.tel.access.ApiKey;
import java.util.Optional;

/** The pools that operators made. */
public interface NumberPools {

    /** The pool from which a key's messages leave: its own, or else its organisation's. */
    Optional<NumberPool> of(ApiKey key);
}
