package com.dartwing.tel.numbers;

import com.dartwing.tel.access.ApiKey;
import java.util.List;
import java.util.Optional;

/** The numbers that are ours. */
public interface Dids {

    Optional<Did> find(String e164);

    /** The numbers that a key may send from, in the order of their digits. */
    List<Did> of(ApiKey key);
}
