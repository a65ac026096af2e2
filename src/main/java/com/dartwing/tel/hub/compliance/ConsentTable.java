package com.dartwing.tel.hub.compliance;

import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.sms.Keyword;
import com.dartwing.tel.sms.Purpose;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Consent records: each word of a recipient is kept, the latest counts. */
@Component
public class ConsentTable {

    static final String GIVEN = "Given";
    private static final String WITHDRAWN = "Withdrawn";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public ConsentTable(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Notes what a keyword says about marketing, in the caller's transaction.
     *
     * @param organization whose number it was sent to; when it is nobody's, nobody is told anything
     * @param inboundId the incoming message, as proof
     */
    public void note(Keyword keyword, String e164, String organization, String inboundId) {
        if (keyword == Keyword.HELP || organization == null) {
            return;
        }
        LocalDateTime now = Sql.utc(clock.instant());
        jdbc.update(
                "INSERT INTO tel_consent_record (name, phone_number, organization, purpose, status, method, proof, at,"
                        + " created_at, modified_at) VALUES (?, ?, ?, ?, ?, 'keyword', ?, ?, ?, ?)",
                newName(),
                Sql.cut(e164, 20),
                organization,
                Purpose.MARKETING.name().toLowerCase(Locale.ROOT),
                keyword == Keyword.START ? GIVEN : WITHDRAWN,
                inboundId,
                now,
                now,
                now);
    }

    /** A name that no other record has. */
    public static String newName() {
        return "CONSENT-" + UUID.randomUUID().toString().substring(0, 23);
    }
}
