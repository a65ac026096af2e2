package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.event.TelEvent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** An event that a consumer still has to hear of: the part of its row that deliveries work with. */
@Entity
@Table(name = "tel_event")
@NamedQuery(
        name = "dueDeliveries",
        query = "select d from DueDelivery d where d.state = 'Pending' and d.owner is null"
                + " and d.nextAttemptAt <= local datetime order by d.nextAttemptAt")
public class DueDelivery {

    @Id
    private String name;

    private String event;

    @Column(name = "record_id")
    private String recordId;

    private String payload;

    @Column(name = "api_key")
    private String apiKey;

    @Column(name = "target_url")
    private String targetUrl;

    private String state;

    private int sequence;

    @Column(name = "created_at")
    private LocalDateTime createdAt;

    @Column(name = "next_attempt_at")
    private LocalDateTime nextAttemptAt;

    private String owner;

    protected DueDelivery() {}

    TelEvent event() {
        return new TelEvent(
                name, event, recordId, sequence, apiKey, targetUrl, createdAt.toInstant(ZoneOffset.UTC), payload);
    }

    void done() {
        this.state = "Done";
    }
}
