package com.dartwing.tel.numbers;

import com.dartwing.tel.access.ApiKey;
import java.util.List;
import java.util.Optional;

/** The numbers that are ours. */
public interface Dids {

    Optional<Did> find(String e164);

    /**
     * The numbers that a key may send from, in the order of their digits: those assigned to it; of a key that has none,
     * those of its organisation that are assigned to no key.
     */
    List<Did> of(ApiKey key);
}
