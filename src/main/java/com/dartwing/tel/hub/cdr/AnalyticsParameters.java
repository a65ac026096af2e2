package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.json.Times;
import com.dartwing.tel.numbers.PhoneNumbers;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads what the analytics calls are asked (contract, section 7). */
@Component
class AnalyticsParameters {

    private static final int MOST = 1_000;
    private static final int USUAL = 100;
    private static final int LONGEST = 140;
    private static final Map<String, String> TYPES = byAnswer("Call", "SMS", "Fax");
    private static final Map<String, String> DIRECTIONS = byAnswer("Outbound", "Inbound");
    private static final Map<String, String> STATUSES = byAnswer(
            "Completed", "Failed", "Busy", "No Answer", "Canceled", "Delivered", "Undelivered", "Received", "Sent");

    private final Carriers carriers;
    private final PhoneNumbers numbers = new PhoneNumbers();

    AnalyticsParameters(Carriers carriers) {
        this.carriers = carriers;
    }

    /**
     * @param given a parameter's value by its name, or null
     * @throws TelException.InvalidRequest naming the parameter at fault
     */
    CdrFilter filter(ApiKey caller, Function<String, String> given) {
        Map<String, String> equal = new LinkedHashMap<>();
        word(equal, "cdr_type", given, TYPES);
        word(equal, "direction", given, DIRECTIONS);
        word(equal, "status", given, STATUSES);
        text(given, "carrier")
                .ifPresent(name -> equal.put(
                        "carrier",
                        carriers.find(name)
                                .orElseThrow(() -> new TelException.InvalidRequest("carrier is none", "carrier"))
                                .name()));
        number(equal, "from_number", given, caller);
        number(equal, "to_number", given, caller);
        text(given, "record_id").ifPresent(id -> equal.put("record_id", id));
        text(given, "module").ifPresent(module -> equal.put("module", module));
        // It can only narrow what the caller may see: another's are none.
        text(given, "organization").ifPresent(one -> equal.put("organization", one));
        Instant from = time(given, "from");
        Instant until = time(given, "to");
        if (from != null && until != null && until.isBefore(from)) {
            throw new TelException.InvalidRequest("to is before from", "to");
        }
        return new CdrFilter(caller.organization(), from, until, equal);
    }

    /** Throws when a parameter is given that a call does not have: a filter that is misspelt must not show everything. */
    void onlyKnown(Set<String> given, List<String> known) {
        given.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            String shown = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
            throw new TelException.InvalidRequest("There is no parameter " + shown, shown);
        });
    }

    int limit(Function<String, String> given) {
        return text(given, "limit").map(AnalyticsParameters::limit).orElse(USUAL);
    }

    private static int limit(String text) {
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw new TelException.InvalidRequest("limit is a number from 1 to 1,000", "limit");
        }
        return Integer.parseInt(text);
    }

    /** @return whether CSV is wanted */
    boolean isCsv(Function<String, String> given) {
        return switch (text(given, "format").orElse("json")) {
            case "json" -> false;
            case "csv" -> true;
            default -> throw new TelException.InvalidRequest("format is json or csv", "format");
        };
    }

    static Optional<String> text(Function<String, String> given, String name) {
        String value = given.apply(name);
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        if (value.length() > LONGEST && !name.equals("cursor")) {
            throw new TelException.InvalidRequest(name + " is too long", name);
        }
        return Optional.of(value.strip());
    }

    private static void word(
            Map<String, String> equal, String name, Function<String, String> given, Map<String, String> words) {
        text(given, name).ifPresent(value -> {
            String word = words.get(CdrView.answer(value));
            if (word == null) {
                throw new TelException.InvalidRequest(name + " is one of " + String.join(", ", words.keySet()), name);
            }
            equal.put(name, word);
        });
    }

    private void number(Map<String, String> equal, String name, Function<String, String> given, ApiKey caller) {
        text(given, name).ifPresent(value -> equal.put(name, e164(value, caller, name)));
    }

    /** A sender may also be a word, or a short code; then it is taken as it stands. */
    private String e164(String value, ApiKey caller, String name) {
        try {
            // A plus that was not encoded has become a blank, which is gone by now.
            String text = value.matches("\\d{11,15}") && caller.defaultCountry() == null ? "+" + value : value;
            return numbers.parse(text, caller.defaultCountry(), name).e164();
        } catch (TelException.InvalidNumber e) {
            if (value.matches("[A-Za-z0-9 ]{3,11}") && name.equals("from_number")) {
                return value;
            }
            throw e;
        }
    }

    /** A time, or a date: its first instant; as {@code to} its last. */
    private static Instant time(Function<String, String> given, String name) {
        return text(given, name)
                .map(value -> {
                    if (value.matches("\\d{4}-\\d{2}-\\d{2}")) {
                        return date(value, name);
                    }
                    return Times.parse(value).orElseThrow(() -> noTime(name));
                })
                .orElse(null);
    }

    private static Instant date(String value, String name) {
        try {
            LocalDate date = LocalDate.parse(value);
            return (name.equals("to") ? date.plusDays(1) : date)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeException e) {
            throw noTime(name);
        }
    }

    private static TelException noTime(String name) {
        return new TelException.InvalidRequest(name + " is no ISO 8601 time or date", name);
    }

    private static Map<String, String> byAnswer(String... words) {
        return Stream.of(words)
                .collect(Collectors.toMap(
                        word -> word.toLowerCase(Locale.ROOT).replace(' ', '_'),
                        word -> word,
                        (one, other) -> one,
                        LinkedHashMap::new));
    }
}
