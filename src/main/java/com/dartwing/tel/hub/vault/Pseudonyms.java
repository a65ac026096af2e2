package com.dartwing.tel.hub.vault;

import org.springframework.stereotype.Component;

/** Names that stand in for persons' numbers: always the same for the same number, and nobody can tell whose they are. */
@Component
public class Pseudonyms {

    /** Of a number that was erased, wherever it stood. */
    public static final String ERASED = "erased-";

    /** Of one in the audit log, which outlives its erasure; the characters after it are the same. */
    private static final String HASHED = "hashed-";

    /** Characters of the hash; with the word before them they fit where numbers stand. */
    private static final int LENGTH = 12;

    private final Vault vault;

    public Pseudonyms(Vault vault) {
        this.vault = vault;
    }

    /** What takes the place of a number that is erased. */
    public String erased(String number) {
        return ERASED + hash(number);
    }

    /** What the audit log holds from the start in place of a person's number. */
    public String hashed(String number) {
        return HASHED + hash(number);
    }

    private String hash(String number) {
        return vault.hash(number).substring(0, LENGTH);
    }
}
