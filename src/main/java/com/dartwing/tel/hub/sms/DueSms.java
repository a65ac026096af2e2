package com.dartwing.tel.hub.sms;

import com.dartwing.tel.hub.db.Sql;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.Table;
import java.time.LocalDateTime;

/** A message that waits for its time: scheduled, held, or to be tried again. The part of its row that claims need. */
@Entity
@Table(name = "tel_sms_message")
// Found and locked by one statement: between two, another node may claim the row and commit.
@NamedNativeQuery(
        name = "dueSms",
        query = "SELECT name, status, owner, next_attempt_at FROM tel_sms_message USE INDEX (ix_tel_sms_message_next)"
                + " WHERE status IN ('Queued', 'Scheduled', 'Held') AND owner IS NULL AND next_attempt_at BETWEEN "
                + Sql.BEGINNING + " AND LOCALTIMESTAMP(6)"
                + " ORDER BY next_attempt_at LIMIT 200 FOR UPDATE SKIP LOCKED",
        resultClass = DueSms.class)
public class DueSms {

    @Id
    private String name;

    private String status;

    private String owner;

    @Column(name = "next_attempt_at")
    private LocalDateTime nextAttemptAt;

    protected DueSms() {}

    public String getName() {
        return name;
    }

    /** Takes it, in the transaction that found it. */
    public void claim(String node) {
        this.owner = node;
    }
}
