package com.dartwing.tel.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The tiers that there are, read from {@code limits/tiers.yaml} in the form of a key's {@code rate_limits}. */
public final class Tiers {

    private static final String FILE = "/limits/tiers.yaml";

    private final Map<String, Tier> byName = new LinkedHashMap<>();

    private Tiers(JsonNode tiers) {
        tiers.properties().forEach(entry -> {
            Limits limits = Limits.of(Tier.UNLIMITED, entry.getValue());
            Tier tier = new Tier(
                    entry.getKey(), limits.own(), limits.concurrentCalls().orElse(null));
            byName.put(entry.getKey().toLowerCase(Locale.ROOT), tier);
        });
    }

    /** The tiers that this hub is packaged with. */
    public static Tiers packaged() {
        try (InputStream file = Tiers.class.getResourceAsStream(FILE)) {
            return new Tiers(new ObjectMapper(new YAMLFactory()).readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    /** Their names, smallest first. */
    public List<String> names() {
        return byName.values().stream().map(Tier::name).toList();
    }

    /** The tier of a name in any case. */
    public Optional<Tier> named(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }
}
