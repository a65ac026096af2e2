package com.dartwing.tel.compliance;

import com.dartwing.tel.numbers.NumberZones;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** In which hours marketing may reach a number: data of {@code compliance/hours.yaml}. */
public final class MarketingHours {

    private static final int AREA_STARTS = "+1".length();
    private static final int AREA_ENDS = AREA_STARTS + 3;

    /** Hours by the clock of one place. */
    record LocalHours(ZoneId zone, WeekHours hours) {}

    /** The file. */
    private record File(
            Map<String, String> everywhere,
            Map<String, Map<String, String>> regions,
            Map<String, List<ZoneId>> mainZones,
            Map<String, String> states) {}

    private final WeekHours everywhere;
    private final Map<String, WeekHours> regions = new HashMap<>();
    private final Map<String, String> stateByArea = new HashMap<>();
    private final NumberZones zones;

    private MarketingHours(File file) {
        this.everywhere = WeekHours.of(file.everywhere());
        file.regions().forEach((region, hours) -> regions.put(region, WeekHours.of(hours)));
        file.states().forEach((state, areas) -> {
            for (String area : areas.split(" +")) {
                stateByArea.put(area, state);
            }
        });
        this.zones = new NumberZones(file.mainZones());
    }

    /** Reads the packaged file. */
    public static MarketingHours packaged() {
        return new MarketingHours(RuleFile.read("hours", File.class));
    }

    /** All hours that must allow a message to this number. */
    List<LocalHours> of(String e164, String country) {
        List<WeekHours> binding = new ArrayList<>(List.of(everywhere));
        for (String region : List.of(country, state(e164, country))) {
            if (regions.containsKey(region)) {
                binding.add(regions.get(region));
            }
        }
        List<LocalHours> all = new ArrayList<>();
        for (ZoneId zone : zones.of(e164, country)) {
            binding.forEach(hours -> all.add(new LocalHours(zone, hours)));
        }
        return all;
    }

    private String state(String e164, String country) {
        boolean hasArea = country.equals("US") && e164.length() > AREA_ENDS;
        return hasArea ? stateByArea.getOrDefault(e164.substring(AREA_STARTS, AREA_ENDS), "") : "";
    }
}
