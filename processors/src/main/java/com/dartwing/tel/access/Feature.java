package com.dartwing.tel.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Something that can be switched off, as {@code access/features.yaml} lists it.
 *
 * @param enabled whether it is on where no flag says anything
 * @param permissions the permissions whose use asks for it at the door
 */
public record Feature(String name, boolean enabled, String description, Set<String> permissions) {

    private static final String FILE = "/access/features.yaml";

    public Feature {
        permissions = permissions == null ? Set.of() : Set.copyOf(permissions);
    }

    /** The features that this hub is packaged with. */
    public static List<Feature> packaged() {
        try (InputStream file = Feature.class.getResourceAsStream(FILE)) {
            return Arrays.asList(new ObjectMapper(new YAMLFactory()).readValue(file, Feature[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }
}
