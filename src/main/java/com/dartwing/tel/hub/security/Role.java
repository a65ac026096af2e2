package com.dartwing.tel.hub.security;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The roles that a person can hold, as the record types of the specification's section 3 name them. */
public enum Role {
    /** Everything, deleting included. */
    SYSTEM_MANAGER("System Manager"),
    /** Runs the hub: carriers, console, records but for deleting. */
    TEL_ADMIN("Dartwing Tel Admin"),
    /** Reads records. */
    TEL_USER("Dartwing Tel User");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** The role's name in {@code tel_person.roles} and among Spring Security's authorities, such as {@code System Manager}. */
    public String label() {
        return label;
    }

    /**
     * Reads a comma list of labels.
     *
     * @throws IllegalArgumentException when a label is none of ours: better no one than someone with unknown rights
     */
    public static Set<Role> parse(String labels) {
        return Arrays.stream(labels.split(","))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .map(Role::of)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    private static Role of(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such role: " + label));
    }
}
