package com.dartwing.tel.series;

/** Where numbers come from: one for all nodes, and never the same number twice. */
@FunctionalInterface
public interface BlockSource {

    /**
     * Reserves {@code size} numbers in a row.
     *
     * @return the first of them, 1 or more
     */
    long reserve(String series, int year, int size);
}
