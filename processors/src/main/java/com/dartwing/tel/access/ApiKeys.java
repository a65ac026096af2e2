package com.dartwing.tel.access;

import java.util.Optional;

/** The keys that the hub knows. */
public interface ApiKeys {

    Optional<ApiKey> byPrefix(String prefix);

    Optional<ApiKey> byName(String name);
}
