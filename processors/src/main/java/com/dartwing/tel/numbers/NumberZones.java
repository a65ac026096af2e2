package com.dartwing.tel.numbers;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The time zones in which whoever holds a number may be. In North America an area code counts as a whole: mobile numbers
 * have area codes too, and numbers are taken along when people move house.
 */
public final class NumberZones {

    private static final int NORTH_AMERICA = 1;
    private static final long AREA = 10_000_000L;
    private static final long EXCHANGE = 10_000L;
    private static final int FIRST_EXCHANGE = 200;
    private static final int LAST_EXCHANGE = 999;

    private final PhoneNumberUtil util = PhoneNumberUtil.getInstance();
    private final PhoneNumberToTimeZonesMapper mapper = PhoneNumberToTimeZonesMapper.getInstance();
    private final Map<String, List<ZoneId>> mainZones;
    private final Map<Long, Set<ZoneId>> areas = new ConcurrentHashMap<>();

    /** @param mainZones by country, the zones that count for its numbers of no place */
    public NumberZones(Map<String, List<ZoneId>> mainZones) {
        this.mainZones = Map.copyOf(mainZones);
    }

    /**
     * At least one zone; several when the number does not tell.
     *
     * @param country the number's, ISO 3166-1 alpha-2
     */
    public Set<ZoneId> of(String e164, String country) {
        Set<ZoneId> zones = ofPlace(e164, country);
        return zones.isEmpty() ? new LinkedHashSet<>(mainZones.getOrDefault(country, List.of(ZoneOffset.UTC))) : zones;
    }

    /** Empty when the number tells no place. */
    private Set<ZoneId> ofPlace(String e164, String country) {
        try {
            Phonenumber.PhoneNumber number = util.parse(e164, null);
            if (mainZones.containsKey(country) && !util.isNumberGeographical(number)) {
                return Set.of();
            }
            return number.getCountryCode() == NORTH_AMERICA
                    ? areas.computeIfAbsent(number.getNationalNumber() / AREA, this::ofArea)
                    : of(number);
        } catch (NumberParseException e) {
            return Set.of();
        }
    }

    private Set<ZoneId> ofArea(long area) {
        Set<ZoneId> zones = new LinkedHashSet<>();
        for (int exchange = FIRST_EXCHANGE; exchange <= LAST_EXCHANGE; exchange++) {
            zones.addAll(of(new Phonenumber.PhoneNumber()
                    .setCountryCode(NORTH_AMERICA)
                    .setNationalNumber(area * AREA + exchange * EXCHANGE)));
        }
        return zones;
    }

    private Set<ZoneId> of(Phonenumber.PhoneNumber number) {
        Set<ZoneId> zones = new LinkedHashSet<>();
        mapper.getTimeZonesForGeographicalNumber(number).forEach(name -> add(zones, name));
        return zones;
    }

    private static void add(Set<ZoneId> zones, String name) {
        if (name.equals(PhoneNumberToTimeZonesMapper.getUnknownTimeZone())) {
            return;
        }
        try {
            zones.add(ZoneId.of(name));
        } catch (DateTimeException e) {
            // A zone that this JDK does not know yet; the others still count.
        }
    }
}
