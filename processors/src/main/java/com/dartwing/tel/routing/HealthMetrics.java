package com.dartwing.tel.routing;

/**
 * How a carrier has been doing lately.
 *
 * @param avgLatencyMs mean time of its answers, in milliseconds
 * @param errorRatePercent failed calls of all calls, 0 to 100
 * @param samples how many calls that is
 * @param minutesSinceIncident whole minutes since its breaker opened, or null when it did not
 */
public record HealthMetrics(double avgLatencyMs, double errorRatePercent, long samples, Long minutesSinceIncident) {

    /** Of a carrier that was not called. */
    public static final HealthMetrics NONE = new HealthMetrics(0, 0, 0, null);

    /** Both together, as two nodes see the same carrier: means weighted by samples, the latest incident. */
    public HealthMetrics plus(HealthMetrics other) {
        long all = samples + other.samples;
        if (all == 0) {
            return new HealthMetrics(0, 0, 0, latest(other));
        }
        return new HealthMetrics(
                (avgLatencyMs * samples + other.avgLatencyMs * other.samples) / all,
                (errorRatePercent * samples + other.errorRatePercent * other.samples) / all,
                all,
                latest(other));
    }

    private Long latest(HealthMetrics other) {
        if (minutesSinceIncident == null || other.minutesSinceIncident == null) {
            return minutesSinceIncident == null ? other.minutesSinceIncident : minutesSinceIncident;
        }
        return Math.min(minutesSinceIncident, other.minutesSinceIncident);
    }
}
