package com.dartwing.tel.hub.db;

/** Hashes with a key that nobody has who can merely write to the database. */
@FunctionalInterface
public interface KeyedHash {

    /** 64 hex digits, always the same for the same text. */
    String hash(String text);
}
