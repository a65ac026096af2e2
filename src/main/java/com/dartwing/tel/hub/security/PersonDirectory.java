package com.dartwing.tel.hub.security;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * Finds people in {@code tel_person}. It reads the row at every request, one lookup by primary key, so that a person who
 * is disabled or whose password changes is out at once; only the costly password check is remembered.
 */
final class PersonDirectory implements UserDetailsService {

    private static final String QUERY =
            "SELECT username, password_hash, roles, enabled FROM tel_person WHERE username = ?";

    private final JdbcTemplate jdbc;

    PersonDirectory(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public UserDetails loadUserByUsername(String username) {
        return jdbc
                .query(
                        QUERY,
                        (row, number) -> User.withUsername(row.getString("username"))
                                .password(row.getString("password_hash"))
                                .disabled(!row.getBoolean("enabled"))
                                .authorities(authorities(row.getString("roles")))
                                .build(),
                        username)
                .stream()
                .findFirst()
                .orElseThrow(() -> new UsernameNotFoundException("No such person"));
    }

    private static List<GrantedAuthority> authorities(String roles) {
        return AuthorityUtils.createAuthorityList(
                Role.parse(roles).stream().map(Role::label).toArray(String[]::new));
    }
}
