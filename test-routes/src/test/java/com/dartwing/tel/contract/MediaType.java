package com.dartwing.tel.contract;

import java.util.List;
import java.util.Locale;

/** A media type: its name in lower case, and what follows it. */
record MediaType(String name, String parameters) {

    static MediaType of(String text) {
        var parts = text.split(";", 2);
        return new MediaType(parts[0].strip().toLowerCase(Locale.ROOT), parts.length == 2 ? parts[1].strip() : "");
    }

    boolean isJson() {
        return name.equals("application/json") || name.endsWith("+json");
    }

    boolean isForm() {
        return name.equals("application/x-www-form-urlencoded");
    }

    /** JSON:API 1.1, section 5: servers answer 415 to any parameter but {@code ext} and {@code profile}. */
    List<String> violations() {
        return name.equals("application/vnd.api+json") && !parameters.isEmpty()
                ? List.of("header Content-Type: JSON:API allows no parameter " + parameters)
                : List.of();
    }
}
