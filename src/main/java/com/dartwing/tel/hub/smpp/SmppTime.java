package com.dartwing.tel.hub.smpp;

import com.dartwing.camel.smpp.CommandStatus;
import com.dartwing.camel.smpp.SmppException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as SMPP writes them (SMPP 5.0, section 4.7.23.4): {@code YYMMDDhhmmsstnnp}. */
final class SmppTime {

    private static final Pattern FORM =
            Pattern.compile("(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d)(\\d\\d)([+R-])");
    private static final DateTimeFormatter RECEIPT =
            DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ABSOLUTE =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'000+'").withZone(ZoneOffset.UTC);

    private SmppTime() {}

    /**
     * The instant that a time means, absolute or relative to {@code now}; null for none.
     *
     * @throws SmppException with {@code otherwise} when it is no time
     */
    static Instant read(String text, Instant now, CommandStatus otherwise) {
        if (text.isEmpty()) {
            return null;
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new SmppException(otherwise);
        }
        try {
            return "R".equals(parts.group(9)) ? relative(parts, now) : absolute(parts);
        } catch (DateTimeException e) {
            throw new SmppException(otherwise);
        }
    }

    private static Instant relative(Matcher parts, Instant now) {
        return now.atOffset(ZoneOffset.UTC)
                .plus(Period.of(number(parts, 1), number(parts, 2), number(parts, 3)))
                .plus(Duration.ofHours(number(parts, 4))
                        .plusMinutes(number(parts, 5))
                        .plusSeconds(number(parts, 6)))
                .toInstant();
    }

    private static Instant absolute(Matcher parts) {
        // The offset is counted in quarters of an hour.
        int seconds = number(parts, 8) * 15 * 60;
        return LocalDateTime.of(
                        2000 + number(parts, 1),
                        number(parts, 2),
                        number(parts, 3),
                        number(parts, 4),
                        number(parts, 5),
                        number(parts, 6))
                .toInstant(ZoneOffset.ofTotalSeconds("-".equals(parts.group(9)) ? -seconds : seconds));
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    /** As receipts' texts have it, {@code YYMMDDhhmm} in UTC. */
    static String ofReceipt(Instant instant) {
        return RECEIPT.format(instant);
    }

    static String absolute(Instant instant) {
        return ABSOLUTE.format(instant);
    }
}
