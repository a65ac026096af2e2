package com.dartwing.tel.hub.fax;

import com.dartwing.tel.fax.FaxState;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A fax as its row tells it.
 *
 * @param sequence of its last event
 */
record FaxRow(Facts facts, FaxState state, Course course, int sequence) {

    /** What never changes. */
    record Facts(
            String name,
            String apiKey,
            String organization,
            String webhookUrl,
            boolean hipaa,
            int pages,
            int maxRetries,
            Instant createdAt) {}

    /**
     * How far it is on its way.
     *
     * @param carrier the one that was asked last, or null
     * @param perPage its rate, or null when none has it
     * @param tries walks along the carriers that are over
     * @param retries how many of them ended at a busy line or one that nobody answered
     * @param nextAttemptAt when the next walk is due, or null while one is under way
     * @param watchAt when its carrier must have told its end, or null
     */
    record Course(
            String carrier,
            String carrierFaxId,
            BigDecimal perPage,
            String currency,
            int tries,
            int retries,
            Instant nextAttemptAt,
            Instant watchAt) {

        /** A carrier has it, or may have it. */
        Course with(FaxChange.Asked asked, String id, Instant watch) {
            return new Course(
                    asked.attempt().carrier(), id, asked.perPage(), asked.currency(), tries, retries, null, watch);
        }

        /** The same, known by its carrier's id. */
        Course knownAs(String by, String id, Instant watch) {
            return new Course(by, id, perPage, currency, tries, retries, null, watch);
        }

        /** The next walk is due later. */
        Course again(Instant at, boolean counted) {
            return new Course(null, null, null, null, tries + 1, counted ? retries + 1 : retries, at, null);
        }

        /** Nothing more is to happen. */
        Course over() {
            return new Course(carrier, carrierFaxId, perPage, currency, tries, retries, null, null);
        }
    }

    FaxRow in(FaxState next) {
        return new FaxRow(facts, next, next.status().isFinal() ? course.over() : course, sequence);
    }

    FaxRow on(Course next) {
        return new FaxRow(facts, state, state.status().isFinal() ? next.over() : next, sequence);
    }

    FaxRow told() {
        return new FaxRow(facts, state, course, sequence + 1);
    }

    BigDecimal cost() {
        return state.status().isFinal() ? state.cost(course.perPage()) : null;
    }
}
