package com.dartwing.tel.compliance;

import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;

/**
 * What an organisation asks of its own messages, beyond what the law does.
 *
 * @param consentRequired whether a marketing message must have its recipient's consent on record
 * @param campaignRequired whether a message from a long code to the United States must name its campaign
 * @param quietFrom start of its own quiet hours, by the recipient's clock; null when it has none
 * @param quietUntil their end
 * @param allowedContent categories of age-gated content that it may send
 */
public record Organization(
        boolean consentRequired,
        boolean campaignRequired,
        LocalTime quietFrom,
        LocalTime quietUntil,
        Set<String> allowedContent) {

    /** Asks for nothing. */
    public static final Organization UNKNOWN = new Organization(false, false, null, null, Set.of());

    /** The hours outside its own quiet hours; empty when it has none. */
    public Optional<WeekHours> ownHours() {
        boolean has = quietFrom != null && quietUntil != null && !quietFrom.equals(quietUntil);
        return has ? Optional.of(WeekHours.allBut(quietFrom, quietUntil)) : Optional.empty();
    }
}
