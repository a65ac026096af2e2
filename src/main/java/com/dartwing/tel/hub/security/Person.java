package com.dartwing.tel.hub.security;

import java.util.Set;

/**
 * The person behind a request, as the request attribute {@value #ATTRIBUTE}: Camel works on other threads than the one
 * that holds Spring's security context, so what is needed inside travels with the request.
 *
 * @param username as in {@code tel_person}
 * @param roles what the person holds, possibly empty
 */
public record Person(String username, Set<Role> roles) {

    /** The request attribute that holds the person; absent when nobody logged in. */
    public static final String ATTRIBUTE = "person";

    /** Copies the roles, so that nobody gains one later. */
    public Person {
        roles = Set.copyOf(roles);
    }

    /** Whether the person holds the role. */
    public boolean is(Role role) {
        return roles.contains(role);
    }
}
