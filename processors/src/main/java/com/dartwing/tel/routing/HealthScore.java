package com.dartwing.tel.routing;

/** A carrier's health in one number, 0 (down) to 100, by section 5.4 of the specification. */
public final class HealthScore {

    /** Fewer calls than this say nothing. */
    private static final int ENOUGH_SAMPLES = 20;

    private HealthScore() {}

    /**
     * 100, less one point for each 10 ms of mean latency above 100 ms, two for each percent of errors, and 20 or 10 for
     * an incident within the last 30 or 60 minutes.
     */
    public static int of(HealthMetrics metrics) {
        if (metrics.samples() < ENOUGH_SAMPLES) {
            return 100;
        }
        long score = 100;
        if (metrics.avgLatencyMs() > 100) {
            score -= (long) ((metrics.avgLatencyMs() - 100) / 10);
        }
        score -= (long) (metrics.errorRatePercent() * 2);
        score -= incident(metrics.minutesSinceIncident());
        return (int) Math.max(0, Math.min(100, score));
    }

    private static int incident(Long minutesAgo) {
        if (minutesAgo == null || minutesAgo >= 60) {
            return 0;
        }
        return minutesAgo < 30 ? 20 : 10;
    }
}
