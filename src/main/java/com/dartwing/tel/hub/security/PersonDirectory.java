package com.dartwing.tel.hub.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * Finds people in {@code tel_person}. It reads the row at every request, one lookup by primary key, so that a person who
 * is disabled or whose password changes is out at once; only the costly password check is remembered. When the database
 * is away, whoever was found within the last hour is known as then: operators and their monitors see a hub in trouble.
 */
final class PersonDirectory implements UserDetailsService {

    private static final String QUERY =
            "SELECT username, password_hash, roles, enabled FROM tel_person WHERE username = ?";

    private static final Duration KNOWN_FOR = Duration.ofHours(1);
    private static final int KNOWN_AT_MOST = 1_000;

    private record Known(UserDetails person, Instant at) {}

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    PersonDirectory(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public UserDetails loadUserByUsername(String username) {
        try {
            UserDetails person = read(username);
            remember(person);
            return person;
        } catch (UsernameNotFoundException e) {
            known.remove(username);
            throw e;
        } catch (DataAccessException e) {
            Known before = known.get(username);
            if (before == null || before.at().plus(KNOWN_FOR).isBefore(clock.instant())) {
                throw e;
            }
            return copy(before.person());
        }
    }

    private void remember(UserDetails person) {
        if (known.size() >= KNOWN_AT_MOST) {
            known.clear();
        }
        known.put(person.getUsername(), new Known(copy(person), clock.instant()));
    }

    /** The login erases the password of the person that it was given. */
    private static UserDetails copy(UserDetails person) {
        return User.withUserDetails(person).build();
    }

    private UserDetails read(String username) {
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
