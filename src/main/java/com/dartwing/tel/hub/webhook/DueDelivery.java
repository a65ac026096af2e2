package com.dartwing.tel.hub.webhook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.LocalDateTime;

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

    private int tries;

    @Column(name = "next_attempt_at")
    private LocalDateTime nextAttemptAt;

    private String owner;

    protected DueDelivery() {}

    public String getName() {
        return name;
    }

    public String getEvent() {
        return event;
    }

    public String getRecordId() {
        return recordId;
    }

    public String getPayload() {
        return payload;
    }

    public String getApiKey() {
        return apiKey;
    }

    public String getTargetUrl() {
        return targetUrl;
    }

    public int getTries() {
        return tries;
    }

    /** Takes it, in the transaction that found it. */
    public void claim(String node) {
        this.owner = node;
    }
}
