package com.dartwing.tel.access;

import java.util.Optional;

/** The keys that the hub knows. */
public interface ApiKeys {

    /** The key whose secret, or whose previous secret, begins so. */
    Optional<ApiKey> byPrefix(String prefix);

    Optional<ApiKey> byName(String name);
}
