package com.dartwing.tel.routing;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days and hours in a time zone, written {@code Mon-Fri 09:00-17:00 Europe/Berlin}. Days are a list of days and ranges,
 * or {@code daily}. Hours go from the first up to, and without, the second; {@code 24:00} ends a day. Hours that end
 * before they begin go past midnight, and belong to the day on which they begin.
 *
 * @param text as it was written
 */
public record RouteWindow(String text, Set<DayOfWeek> days, LocalTime from, LocalTime until, ZoneId zone) {

    private static final Pattern FORM = Pattern.compile(
            "(\\S+) ([01]\\d:[0-5]\\d|2[0-3]:[0-5]\\d)-([01]\\d:[0-5]\\d|2[0-3]:[0-5]\\d|24:00) (\\S+)");
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    public RouteWindow {
        days = Set.copyOf(days);
    }

    /** @throws IllegalArgumentException when the text is no window, saying why */
    public static RouteWindow parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "is days, hours and a time zone, as in Mon-Fri 09:00-17:00 Europe/Berlin");
        }
        LocalTime until = form.group(3).equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(form.group(3));
        return new RouteWindow(text, days(form.group(1)), LocalTime.parse(form.group(2)), until, zone(form.group(4)));
    }

    private static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        String words = text.equalsIgnoreCase("daily") ? "mon-sun" : text.toLowerCase(Locale.ROOT);
        for (String part : words.split(",", -1)) {
            String[] ends = part.split("-", 2);
            DayOfWeek last = day(ends[ends.length - 1]);
            DayOfWeek day = day(ends[0]);
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(String word) {
        int index = DAYS.indexOf(word);
        if (index < 0) {
            throw new IllegalArgumentException("names a day that is not one of Mon, Tue, Wed, Thu, Fri, Sat, Sun");
        }
        return DayOfWeek.of(index + 1);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("names no time zone of the IANA database");
        }
    }

    public boolean includes(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        LocalTime time = local.toLocalTime();
        boolean begun = !time.isBefore(from);
        if (until.isAfter(from)) {
            return begun && time.isBefore(until) && days.contains(local.getDayOfWeek());
        }
        return begun
                ? days.contains(local.getDayOfWeek())
                : time.isBefore(until) && days.contains(local.getDayOfWeek().minus(1));
    }
}
