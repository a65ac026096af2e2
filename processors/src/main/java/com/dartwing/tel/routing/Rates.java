package com.dartwing.tel.routing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All rates, by longest matching prefix. Immutable and safe to share; a change makes a new one. Made for a million
 * prefixes: equal terms are kept once, and a rate is put together only when it is asked for.
 */
public final class Rates {

    private final Map<String, Map<String, RateSheet>> sheets = new HashMap<>();
    private final int size;

    /** What equal rates of many prefixes share. */
    record Terms(BigDecimal price, String currency, Instant effectiveFrom) {}

    private Rates(Builder gathered) {
        gathered.lines.forEach((carrier, operations) -> {
            Map<String, RateSheet> own = sheets.computeIfAbsent(carrier, name -> new HashMap<>());
            operations.forEach((operation, lines) -> own.put(operation, new RateSheet(lines)));
        });
        this.size = gathered.count;
    }

    /** Gathers rates one by one: a million of them need not be in memory twice. */
    public static final class Builder {

        private final Map<String, Map<String, List<RateSheet.Line>>> lines = new HashMap<>();
        private final Map<Terms, Terms> known = new HashMap<>();
        private int count;

        /** @throws IllegalArgumentException when its prefix is not 0 to 15 digits */
        public Builder add(Rate rate) {
            Terms terms = new Terms(rate.price(), rate.currency(), rate.effectiveFrom());
            lines.computeIfAbsent(rate.carrier(), carrier -> new HashMap<>())
                    .computeIfAbsent(rate.operation(), operation -> new ArrayList<>())
                    .add(new RateSheet.Line(Prefix.of(rate.prefix()), known.computeIfAbsent(terms, own -> own)));
            count++;
            return this;
        }

        /** The table of these rates. Of two with equal prefix and date the later one given holds. */
        public Rates build() {
            return new Rates(this);
        }
    }

    /**
     * The table of these rates. Of two with equal prefix and date the later one given holds.
     *
     * @throws IllegalArgumentException when a prefix is not 0 to 15 digits
     */
    public static Rates of(Iterable<Rate> rates) {
        Builder builder = new Builder();
        rates.forEach(builder::add);
        return builder.build();
    }

    /**
     * The rate of the longest prefix that has one in force; of several in force the latest.
     *
     * @param e164 the number, with or without {@code +}
     */
    public Optional<Rate> find(String carrier, String operation, String e164, Instant now) {
        RateSheet sheet = sheets.getOrDefault(carrier, Map.of()).get(operation);
        if (sheet == null) {
            return Optional.empty();
        }
        int at = sheet.find(Prefix.of(e164), now);
        if (at < 0) {
            return Optional.empty();
        }
        Terms terms = sheet.terms(at);
        return Optional.of(new Rate(
                carrier,
                operation,
                Prefix.digits(sheet.prefix(at)),
                terms.price(),
                terms.currency(),
                terms.effectiveFrom()));
    }

    /** How many rates there are, past and future ones included. */
    public int size() {
        return size;
    }
}
