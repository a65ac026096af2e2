package com.dartwing.tel.compliance;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The data that rules go by: YAML files of {@code compliance/}. */
final class RuleFile {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()).registerModule(new JavaTimeModule());

    private RuleFile() {}

    /** @throws UncheckedIOException when the file is not there, or is not of this form */
    static <T> T read(String name, Class<T> type) {
        return read(name, YAML.constructType(type));
    }

    static <T> T read(String name, TypeReference<T> type) {
        return read(name, YAML.constructType(type));
    }

    private static <T> T read(String name, JavaType type) {
        try (InputStream file = RuleFile.class.getResourceAsStream("/compliance/" + name + ".yaml")) {
            return YAML.readValue(file, type);
        } catch (IOException e) {
            throw new UncheckedIOException("compliance/" + name + ".yaml cannot be read", e);
        }
    }
}
