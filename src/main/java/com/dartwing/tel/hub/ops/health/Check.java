package com.dartwing.tel.hub.ops.health;

import java.util.Collection;
import java.util.Locale;

/**
 * What one check found.
 *
 * @param latencyMs how long the answer took; null when nothing was asked for it alone
 * @param detail what is wrong, or good to know, in words; may be null
 */
record Check(String service, Status status, Double latencyMs, String detail) {

    /** From best to worst; what this hub does not use is no fault. */
    enum Status {
        NOT_CONFIGURED,
        HEALTHY,
        UNKNOWN,
        DEGRADED,
        UNHEALTHY;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static Check of(String service, Status status, String detail) {
        return new Check(service, status, null, detail);
    }

    /** Healthy, degraded or unhealthy: the worst of all. What nobody could find out is not taken for healthy. */
    static Status overall(Collection<Check> checks) {
        Status worst = checks.stream().map(Check::status).max(Enum::compareTo).orElse(Status.UNKNOWN);
        return switch (worst) {
            case NOT_CONFIGURED -> Status.HEALTHY;
            case UNKNOWN -> Status.DEGRADED;
            default -> worst;
        };
    }
}
