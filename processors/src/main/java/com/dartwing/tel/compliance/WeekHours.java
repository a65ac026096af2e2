package com.dartwing.tel.compliance;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The hours of each weekday in which something is allowed, by a local clock. */
public final class WeekHours {

    private static final String CLOSED = "closed";
    private static final int DAYS_AHEAD = 8;

    /** From {@code start} to before {@code end}, since midnight; the day ends after 24 hours. */
    private record Span(Duration start, Duration end) {}

    private final Map<DayOfWeek, List<Span>> days;

    private WeekHours(Map<DayOfWeek, List<Span>> days) {
        this.days = days;
    }

    /**
     * Hours as data.
     *
     * @param hours {@code 08:00-21:00} or {@code closed}, by {@code daily} or by {@code mon} to {@code sun}
     */
    public static WeekHours of(Map<String, String> hours) {
        Map<DayOfWeek, List<Span>> days = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.name().substring(0, 3).toLowerCase(Locale.ROOT);
            days.put(day, spans(hours.getOrDefault(name, hours.getOrDefault("daily", CLOSED))));
        }
        return new WeekHours(days);
    }

    /** Every hour but those from {@code start} to {@code end}, which may be on the next day. */
    public static WeekHours allBut(LocalTime start, LocalTime end) {
        List<Span> spans = new ArrayList<>();
        if (start.isBefore(end)) {
            spans.add(new Span(Duration.ZERO, since(start)));
            spans.add(new Span(since(end), Duration.ofDays(1)));
        } else {
            spans.add(new Span(since(end), since(start)));
        }
        Map<DayOfWeek, List<Span>> days = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            days.put(day, spans);
        }
        return new WeekHours(days);
    }

    private static List<Span> spans(String text) {
        if (text.equals(CLOSED)) {
            return List.of();
        }
        String[] ends = text.split("-");
        return List.of(new Span(since(LocalTime.parse(ends[0])), since(LocalTime.parse(ends[1]))));
    }

    private static Duration since(LocalTime time) {
        return Duration.ofNanos(time.toNanoOfDay());
    }

    /** The first instant that is allowed, {@code from} itself if it is; empty when there is none within a week. */
    public Optional<Instant> next(Instant from, ZoneId zone) {
        LocalDate today = from.atZone(zone).toLocalDate();
        for (int ahead = 0; ahead < DAYS_AHEAD; ahead++) {
            LocalDate day = today.plusDays(ahead);
            for (Span span : days.get(day.getDayOfWeek())) {
                Instant start = at(day, span.start(), zone);
                if (from.isBefore(at(day, span.end(), zone))) {
                    return Optional.of(from.isAfter(start) ? from : start);
                }
            }
        }
        return Optional.empty();
    }

    /** By the clock on the wall: a day on which clocks change has not 24 hours. */
    private static Instant at(LocalDate day, Duration sinceMidnight, ZoneId zone) {
        return day.atStartOfDay().plus(sinceMidnight).atZone(zone).toInstant();
    }
}
