package com.dartwing.tel.numbers;

import java.util.Set;

/**
 * The numbers that reach help: 911 (North America) with its test number 933, 112 (ITU-T E.161.1, Europe and every mobile
 * network) and 999. They belong to no numbering plan of ours; the carrier takes them as they are.
 */
public final class EmergencyNumbers {

    private static final Set<String> ALL = Set.of("911", "933", "112", "999");

    private EmergencyNumbers() {}

    /** Whether a text is an emergency number; null is none. */
    public static boolean isOne(String text) {
        return text != null && ALL.contains(text.strip());
    }
}
