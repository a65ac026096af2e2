package com.dartwing.tel.hub.media;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.Table;
import java.time.LocalDateTime;

/** A medium that is still at its carrier. The part of its row that fetching needs. */
@Entity
@Table(name = "tel_media")
// Found and locked by one statement: between two, another node may claim the row and commit.
@NamedNativeQuery(
        name = "dueMedia",
        query = "SELECT name, message, carrier, source_url, state, tries, next_attempt_at, owner FROM tel_media"
                + " WHERE state = 'Pending' AND owner IS NULL AND next_attempt_at <= LOCALTIMESTAMP(6)"
                + " ORDER BY next_attempt_at LIMIT 50 FOR UPDATE SKIP LOCKED",
        resultClass = DueMedium.class)
public class DueMedium {

    @Id
    private String name;

    private String message;

    private String carrier;

    @Column(name = "source_url")
    private String sourceUrl;

    private String state;

    private int tries;

    @Column(name = "next_attempt_at")
    private LocalDateTime nextAttemptAt;

    private String owner;

    protected DueMedium() {}

    public String getName() {
        return name;
    }

    public String getMessage() {
        return message;
    }

    public String getCarrier() {
        return carrier;
    }

    public String getSourceUrl() {
        return sourceUrl;
    }

    public int getTries() {
        return tries;
    }

    /** Takes it, in the transaction that found it. */
    public void claim(String node) {
        this.owner = node;
    }
}
