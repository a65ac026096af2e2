package com.dartwing.tel.routing;

import java.time.Instant;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * An operator's word on a carrier, for what its conditions describe.
 *
 * @param carrier whom it is about
 * @param value of {@link Action#WEIGHT}: percent of the carrier's weight, 0 to 100
 * @param priority the lowest number is heard first
 */
public record RouteRule(String name, Conditions conditions, Action action, String carrier, int value, int priority) {

    /** What becomes of the carrier. */
    public enum Action {
        /** It goes first, if its health is good. */
        PREFER,
        /** It is not tried. */
        FORBID,
        /** Its score counts for less. */
        WEIGHT
    }

    /**
     * When a rule holds. One that is null holds for everything.
     *
     * @param operation {@code sms}, {@code mms}, {@code voice} or {@code fax}
     * @param prefix digits that the recipient's number begins with
     * @param country the recipient's, ISO 3166-1 alpha-2
     * @param organization the caller's
     * @param module the caller's
     * @param window days and hours
     */
    public record Conditions(
            String operation, String prefix, String country, String organization, String module, RouteWindow window) {

        boolean describe(RouteQuestion question, Instant now) {
            return holds(operation, question.operation())
                    && holds(country, question.parties().country())
                    && holds(organization, question.owner().organization())
                    && holds(module, question.owner().module())
                    && (window == null || window.includes(now));
        }

        private static boolean holds(String condition, String fact) {
            return condition == null || condition.equals(fact);
        }

        @Override
        public String toString() {
            StringJoiner told = new StringJoiner(", ");
            told.setEmptyValue("everything");
            tell(told, "", operation);
            tell(told, "prefix ", prefix);
            tell(told, "", country);
            tell(told, "organization ", organization);
            tell(told, "module ", module);
            tell(told, "", window == null ? null : window.text());
            return told.toString();
        }

        private static void tell(StringJoiner told, String word, String condition) {
            if (condition != null) {
                told.add(word + condition);
            }
        }
    }

    public RouteRule {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(conditions, "conditions");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(carrier, "carrier");
        if (value < 0 || value > 100) {
            throw new IllegalArgumentException("value must be from 0 to 100: " + value);
        }
    }

    /** What it does and when it holds, for whoever asks. */
    public String explanation() {
        String what =
                switch (action) {
                    case PREFER -> "prefers it";
                    case FORBID -> "forbids it";
                    case WEIGHT -> "gives it " + value + " % of its weight";
                };
        return "route rule " + name + " " + what + " for " + conditions;
    }
}
