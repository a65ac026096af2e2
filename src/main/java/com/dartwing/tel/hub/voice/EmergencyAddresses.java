package com.dartwing.tel.hub.voice;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The addresses to which help is sent, by the number that calls for it (seed, section 3.2.7). */
@Component
public class EmergencyAddresses {

    private static final Logger LOG = LoggerFactory.getLogger(EmergencyAddresses.class);

    private static final String ACTIVE =
            """
            SELECT COUNT(*) FROM tel_e911_address a
            WHERE a.status = 'Active' AND (a.assigned_did = ?
               OR a.name = (SELECT d.e911_address FROM tel_did d WHERE d.phone_number = ?))
            """;

    private final JdbcTemplate jdbc;

    EmergencyAddresses(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether help would know where to go; false also when nobody can tell. */
    public boolean knows(String fromNumber) {
        try {
            Integer active = jdbc.queryForObject(ACTIVE, Integer.class, fromNumber, fromNumber);
            return active != null && active > 0;
        } catch (DataAccessException e) {
            // The call is made: nobody may be told that it failed because a warning could not be worked out.
            LOG.warn("The address of a caller for help could not be read: {}", e.getMessage());
            return false;
        }
    }
}
