package com.dartwing.tel.hub.sms;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.LocalDateTime;

/** A message that waits for its time: scheduled, held, or to be tried again. The part of its row that claims need. */
@Entity
@Table(name = "tel_sms_message")
@NamedQuery(
        name = "dueSms",
        query = "select m from DueSms m where m.status in ('Queued', 'Scheduled', 'Held') and m.owner is null"
                + " and m.nextAttemptAt <= local datetime order by m.nextAttemptAt")
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
