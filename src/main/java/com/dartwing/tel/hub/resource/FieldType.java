package com.dartwing.tel.hub.resource;

import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.fax.document.SmallPicture;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.resource.RecordType.Field;
import com.dartwing.tel.hub.security.Role;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.json.Times;
import com.dartwing.tel.json.UtcTime;
import com.dartwing.tel.limits.Limits;
import com.dartwing.tel.limits.Tier;
import com.dartwing.tel.numbers.PhoneNumbers;
import com.dartwing.tel.routing.RouteWindow;
import com.dartwing.tel.webhook.EventFilter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a field may hold: how its JSON becomes a column's value, and back. */
enum FieldType {
    Data,
    Link,
    Phone,
    Phones,
    Prefix,
    Country,
    TimeZone,
    Window,
    Url,
    Carrier,
    Select,
    Check,
    Int,
    Count,
    Percent,
    Currency,
    Datetime,
    Date,
    Time,
    Picture,
    SoundUrl,
    Json,
    Flow,
    Texts,
    Events,
    Permissions,
    RateLimits,
    Addresses,
    Password,
    PartnerPassword,
    Roles;

    private static final int MOST_TEXTS = 20;
    private static final int LONGEST_TEXT = 140;
    private static final int MOST_PHONES = 1_000;
    private static final BigDecimal DEAREST = new BigDecimal("999999999999");
    private static final PhoneNumbers NUMBERS = new PhoneNumbers();
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /**
     * The column's value for what a caller wrote.
     *
     * @throws TelException.InvalidRequest naming the field, when it is of another type or out of range
     */
    Object toColumn(Field field, JsonNode value, Carriers carriers) {
        if (value.isNull()) {
            // Where there is a value from the start, there always is one.
            require(!field.required() && field.fallback() == null, field, "is required");
            return null;
        }
        return switch (this) {
            case Data, Link, SoundUrl -> text(field, value);
            case Phone -> NUMBERS.parse(text(field, value), null, field.name()).e164();
            case Phones -> phones(field, value);
            case Prefix ->
                matching(field, value, "\\+?\\d{1,15}", "is 1 to 15 digits").replace("+", "");
            case Country -> {
                require(COUNTRIES.contains(text(field, value)), field, "is no ISO 3166-1 alpha-2 country");
                yield value.asText();
            }
            case TimeZone -> timeZone(field, value);
            case Window -> window(field, value);
            case Url -> url(field, value);
            case Carrier ->
                carriers.find(text(field, value))
                        .orElseThrow(() -> wrong(field, "is no carrier"))
                        .name();
            case Select -> {
                String word = text(field, value);
                yield field.options().stream()
                        .filter(word::equalsIgnoreCase)
                        .findFirst()
                        .orElseThrow(() -> wrong(field, "is one of " + String.join(", ", field.options())));
            }
            case Check -> check(field, value);
            case Int -> {
                require(value.isInt(), field, "is a whole number");
                yield value.intValue();
            }
            case Count -> {
                require(value.isInt() && value.intValue() >= 1, field, "is a whole number of 1 or more");
                yield value.intValue();
            }
            case Percent -> {
                require(value.isInt() && value.intValue() >= 0 && value.intValue() <= 100, field, "is 0 to 100");
                yield value.intValue();
            }
            case Currency -> {
                require(
                        value.isNumber()
                                && value.decimalValue().signum() >= 0
                                && value.decimalValue().compareTo(DEAREST) < 0
                                && value.decimalValue().stripTrailingZeros().scale() <= 6,
                        field,
                        "is a number of 0 or more with at most six decimals");
                yield value.decimalValue();
            }
            case Datetime ->
                Sql.utc(Times.parseFrappe(text(field, value)).orElseThrow(() -> wrong(field, "is no ISO 8601 time")));
            case Date -> date(field, value);
            case Time ->
                matching(field, value, "([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?", "is a time of the day, such as 21:00");
            case Picture -> picture(field, value);
            case Json -> value.toString();
            case Flow -> {
                require(value.isObject(), field, "is an object with start and steps");
                yield com.dartwing.tel.voice.script.Flow.valid((ObjectNode) value)
                        .json()
                        .toString();
            }
            case Texts -> {
                require(value.isArray() && value.size() <= MOST_TEXTS, field, "is a list of at most 20 strings");
                value.forEach(item -> require(
                        item.isTextual() && item.asText().length() <= LONGEST_TEXT,
                        field,
                        "is a list of strings of at most 140 characters"));
                yield value.toString();
            }
            case Events -> events(field, value);
            case Permissions -> AccessFields.permissions(field, value);
            case RateLimits -> {
                require(value.isObject(), field, "is an object");
                Limits.of(Tier.UNLIMITED, value);
                yield value.toString();
            }
            case Addresses -> AccessFields.addresses(field, value);
            case Password -> AccessFields.password(field, value);
            case PartnerPassword -> AccessFields.partnerPassword(field, value);
            case Roles -> AccessFields.roles(field, value);
        };
    }

    static String text(Field field, JsonNode value) {
        require(value.isTextual(), field, "is a string");
        String text = value.asText();
        require((!field.required() && field.fallback() == null) || !text.isBlank(), field, "is required");
        require(text.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\t'), field, "holds control characters");
        // One database ignores blanks at the end, and a name is part of a path.
        require(!field.fixed() || text.equals(text.strip()), field, "begins or ends with a blank");
        require(
                !field.fixed() || text.chars().noneMatch(c -> "/\\;%?#\n\t".indexOf(c) >= 0),
                field,
                "holds one of / \\ ; % ? #");
        require(!field.fixed() || !text.matches("\\.{1,2}"), field, "cannot be . or ..");
        require(field.length() == null || text.length() <= field.length(), field, "is too long");
        return text;
    }

    /** A small PNG or JPEG in base64; an empty one is none. */
    private static String picture(Field field, JsonNode value) {
        try {
            String text = text(field, value);
            return text.isBlank() ? null : SmallPicture.of(text).base64();
        } catch (TelException.InvalidDocument e) {
            throw new TelException.InvalidRequest(e.getMessage(), field.name());
        }
    }

    private static String phones(Field field, JsonNode value) {
        require(value.isArray() && value.size() <= MOST_PHONES, field, "is a list of at most 1,000 numbers");
        List<String> numbers = new ArrayList<>();
        value.forEach(item -> numbers.add(NUMBERS.parse(item.isTextual() ? item.asText() : null, null, field.name())
                .e164()));
        return com.dartwing.tel.json.Json.write(numbers);
    }

    private static String events(Field field, JsonNode value) {
        require(value.isArray() && value.size() <= MOST_TEXTS, field, "is a list of at most 20 events");
        value.forEach(item -> require(
                item.isTextual() && item.asText().length() <= LONGEST_TEXT && EventFilter.isSound(item.asText()),
                field,
                "is a list of events such as sms.sent, sms.* or *"));
        return value.toString();
    }

    private static String matching(Field field, JsonNode value, String pattern, String otherwise) {
        require(text(field, value).matches(pattern), field, otherwise);
        return value.asText();
    }

    private static String timeZone(Field field, JsonNode value) {
        require(
                ZoneId.getAvailableZoneIds().contains(text(field, value)),
                field,
                "is no time zone of the IANA database");
        return value.asText();
    }

    private static LocalDate date(Field field, JsonNode value) {
        try {
            return LocalDate.parse(text(field, value));
        } catch (DateTimeParseException e) {
            throw wrong(field, "is no date such as 2027-01-31");
        }
    }

    private static String window(Field field, JsonNode value) {
        try {
            return RouteWindow.parse(text(field, value)).text();
        } catch (IllegalArgumentException e) {
            throw wrong(field, e.getMessage());
        }
    }

    private static String url(Field field, JsonNode value) {
        try {
            URI uri = new URI(text(field, value));
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            require(web && uri.getHost() != null && uri.getUserInfo() == null, field, "is no URL");
            return value.asText();
        } catch (URISyntaxException e) {
            throw wrong(field, "is no URL");
        }
    }

    /** Frappe's clients write 0 and 1. */
    private static boolean check(Field field, JsonNode value) {
        boolean number = value.isInt() && (value.intValue() == 0 || value.intValue() == 1);
        require(value.isBoolean() || number, field, "is true or false");
        return value.isBoolean() ? value.booleanValue() : value.intValue() == 1;
    }

    /** What a caller sees of a column. */
    Object toJson(Field field, ResultSet row, Carriers carriers) throws SQLException {
        String column = field.column();
        return switch (this) {
            case Check -> row.getObject(column) == null ? null : row.getBoolean(column);
            case Int, Count, Percent -> row.getObject(column, Integer.class);
            case Currency -> {
                BigDecimal amount = row.getBigDecimal(column);
                yield amount == null ? null : amount.stripTrailingZeros();
            }
            case Datetime -> UtcTime.write(Sql.instant(row, column));
            case Date -> {
                LocalDate date = row.getObject(column, LocalDate.class);
                yield date == null ? null : date.toString();
            }
            case Json, Flow, Texts, Events, Phones, Permissions, RateLimits, Addresses ->
                com.dartwing.tel.json.Json.read(row.getString(column));
            case Roles ->
                Role.parse(row.getString(column)).stream().map(Role::label).toList();
            case Carrier -> carriers.titleOf(row.getString(column));
            default -> row.getString(column);
        };
    }

    static void require(boolean condition, Field field, String otherwise) {
        if (!condition) {
            throw wrong(field, otherwise);
        }
    }

    static TelException wrong(Field field, String otherwise) {
        return new TelException.InvalidRequest(field.name() + " " + otherwise, field.name());
    }
}
