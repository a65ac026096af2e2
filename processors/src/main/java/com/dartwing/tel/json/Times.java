package com.dartwing.tel.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/** Reads times of ISO 8601; a time without zone is UTC (section 1 of the contract). */
public final class Times {

    private static final int LONGEST = 40;

    private Times() {}

    /** The instant, or empty when the text is no time of the years 1 to 9999. */
    public static Optional<Instant> parse(String text) {
        if (text == null || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            TemporalAccessor time =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            OffsetDateTime when =
                    time instanceof OffsetDateTime zoned ? zoned : ((LocalDateTime) time).atOffset(ZoneOffset.UTC);
            return when.getYear() < 1 || when.getYear() > 9999 ? Optional.empty() : Optional.of(when.toInstant());
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    /** The same of what Frappe's clients write too: a blank before the time, or a day alone, which is its first instant. */
    public static Optional<Instant> parseFrappe(String text) {
        if (text != null && text.matches("\\d{4}-\\d{2}-\\d{2}")) {
            return parse(text + "T00:00:00");
        }
        return parse(text == null ? null : text.replaceFirst("(?<=^\\d{4}-\\d{2}-\\d{2}) ", "T"));
    }

    static final class InstantReader extends StdScalarDeserializer<Instant> {
        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getText();
            return parse(text).orElseThrow(() -> context.weirdStringException(text, Instant.class, "not a time"));
        }
    }
}
