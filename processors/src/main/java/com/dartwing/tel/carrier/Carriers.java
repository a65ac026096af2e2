package com.dartwing.tel.carrier;

import com.dartwing.tel.error.TelException;
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

    /**
     * The folder's name of the carrier that a caller would like; null when it has no wish.
     *
     * @throws TelException.InvalidRequest when no carrier has this name
     */
    default String preferred(String name) {
        return name == null
                ? null
                : find(name)
                        .orElseThrow(
                                () -> new TelException.InvalidRequest("no carrier has this name", "preferred_carrier"))
                        .name();
    }

    /** How a carrier is written in answers. */
    default String titleOf(String name) {
        return name == null ? null : find(name).map(Carrier::title).orElse(name);
    }
}
