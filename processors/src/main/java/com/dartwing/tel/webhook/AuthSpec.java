package com.dartwing.tel.webhook;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** A carrier folder's {@code auth:} section, read with errors that its author understands. */
final class AuthSpec {

    private static final int FIVE_MINUTES = 300;

    private final Map<String, ?> settings;
    private final Function<String, String> secrets;

    AuthSpec(Map<String, ?> settings, Function<String, String> secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    String scheme() {
        return text("scheme");
    }

    void only(String... known) {
        Set<String> unknown = new TreeSet<>(settings.keySet());
        unknown.removeAll(Set.of(known));
        unknown.remove("scheme");
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("auth: " + scheme() + " does not know " + unknown);
        }
    }

    String text(String name) {
        String value = text(name, null);
        if (value == null) {
            throw new IllegalArgumentException("auth: " + name + " is required");
        }
        return value;
    }

    String text(String name, String otherwise) {
        Object value = settings.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value.toString().isBlank()) {
            throw new IllegalArgumentException("auth: " + name + " is empty");
        }
        return value.toString();
    }

    /** The secret that the setting names. */
    String secret(String name) {
        String secretName = text(name);
        String secret = secrets.apply(secretName);
        if (secret == null || secret.isBlank()) {
            throw new IllegalArgumentException("auth: " + name + ": the secret " + secretName + " is not set");
        }
        return secret;
    }

    Tolerance tolerance() {
        String seconds = text("tolerance-seconds", Integer.toString(FIVE_MINUTES));
        try {
            return new Tolerance(Duration.ofSeconds(Integer.parseUnsignedInt(seconds)));
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("auth: tolerance-seconds is not a number: " + seconds, noNumber);
        }
    }
}
