package com.dartwing.tel.series;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names records: the series, the year in UTC, and at least six digits. Numbers are reserved in blocks, so that naming
 * costs nothing most of the time; what a stopped node had left is a gap.
 */
public final class RecordIds {

    private static final int DEFAULT_BLOCK = 1_000;

    private final BlockSource source;
    private final Clock clock;
    private final int blockSize;
    private final Map<String, Series> all = new ConcurrentHashMap<>();

    /** Blocks of 1,000. */
    public RecordIds(BlockSource source, Clock clock) {
        this(source, clock, DEFAULT_BLOCK);
    }

    /** @param blockSize how many numbers are reserved at once, 1 or more */
    public RecordIds(BlockSource source, Clock clock, int blockSize) {
        if (blockSize < 1) {
            throw new IllegalArgumentException("A block has 1 number or more: " + blockSize);
        }
        this.source = source;
        this.clock = clock;
        this.blockSize = blockSize;
    }

    /**
     * The next name of a series, never given before. Waits while a block is reserved; what the source throws is thrown
     * on, and the next call tries again.
     *
     * @param series such as {@code SMS}
     */
    public String next(String series) {
        return all.computeIfAbsent(series, Series::new).next();
    }

    private final class Series {
        private final String name;
        private int year;
        private long next;
        private long end;
        private String prefix;

        private Series(String name) {
            this.name = name;
        }

        private String next() {
            long number;
            String start;
            synchronized (this) {
                int now = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).getYear();
                if (next == end || now != year) {
                    reserve(now);
                }
                number = next++;
                start = prefix;
            }
            String digits = Long.toString(number);
            return start + "0".repeat(Math.max(0, 6 - digits.length())) + digits;
        }

        private void reserve(int now) {
            long first = source.reserve(name, now, blockSize);
            year = now;
            prefix = name + "-" + now + "-";
            next = first;
            end = first + blockSize;
        }
    }
}
