package benchmarks;

/** Counts times in microseconds, each within one percent, whatever its size. */
final class Histogram {
    private static final int BITS = 7;
    private static final int STEPS = 1 << BITS;

    private final long[] counts = new long[(64 - BITS) * STEPS];
    private long total;
    private long max;

    void add(long micros) {
        long value = Math.max(0, micros);
        counts[slot(value)]++;
        total++;
        max = Math.max(max, value);
    }

    long total() {
        return total;
    }

    double maxMillis() {
        return max / 1000.0;
    }

    /** The time in milliseconds within which this share, 0 to 1, was answered; NaN when nothing was. */
    double millis(double share) {
        long wanted = (long) Math.ceil(share * total);
        long seen = 0;
        for (int slot = 0; slot < counts.length; slot++) {
            seen += counts[slot];
            if (seen >= wanted && seen > 0) {
                return Math.min(upperEnd(slot), max) / 1000.0;
            }
        }
        return Double.NaN;
    }

    /** Below {@link #STEPS} a slot each; above, that many slots for each doubling. */
    private static int slot(long value) {
        if (value < STEPS) {
            return (int) value;
        }
        int shift = 63 - Long.numberOfLeadingZeros(value) - BITS;
        return (shift << BITS) + (int) (value >>> shift);
    }

    private static long upperEnd(int slot) {
        if (slot < 2 * STEPS) {
            return slot;
        }
        int shift = (slot >> BITS) - 1;
        return ((long) ((slot & (STEPS - 1)) + STEPS + 1) << shift) - 1;
    }
}
