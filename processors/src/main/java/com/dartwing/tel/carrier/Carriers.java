package com.dartwing.tel.carrier;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The carriers whose folders were found. */
public interface Carriers {

    /** All of them, by name. */
    List<Carrier> all();

    /** The carrier of a name in any case. */
    default Optional<Carrier> find(String name) {
        String folder = name.toLowerCase(Locale.ROOT);
        return all().stream().filter(carrier -> carrier.name().equals(folder)).findFirst();
    }

    /** How a carrier is written in answers. */
    default String titleOf(String name) {
        return name == null ? null : find(name).map(Carrier::title).orElse(name);
    }
}
