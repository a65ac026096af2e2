package com.dartwing.tel.hub.smpp;

import com.dartwing.tel.event.TelEvent;
import com.dartwing.tel.hub.db.GroupCommit;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Body;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps what partners are to hear: receipts of messages that asked for one, and messages that came in at their numbers.
 * It is durable before the event is settled; an event that comes again changes nothing. No number and no text is kept
 * here: both are read from the message when it is delivered.
 */
@Component("partnerEvents")
public class PartnerEvents {

    /** What one partner is to hear of one event. */
    record News(String name, String account, TelEvent event, String status, String errorCode) {}

    private static final String RECEIVED = "sms.received";
    private static final Set<String> FINAL = Set.of("sms.delivered", "sms.failed");

    private final PartnerAccounts accounts;
    private final JdbcTemplate jdbc;
    private final GroupCommit<News, Boolean> writer;

    public PartnerEvents(PartnerAccounts accounts, JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.writer = new GroupCommit<>("smpp-news", transaction, this::write, group -> Map.of());
    }

    /** Whether a partner hears of an event, as far as is known without its content. */
    public boolean areWanted(TelEvent event) {
        return FINAL.contains(event.event())
                ? receiver(event).isPresent()
                : event.event().equals(RECEIVED) && receiving(event).isPresent();
    }

    /** @throws com.dartwing.tel.error.TelException.Unavailable when the storage cannot take it now */
    public void keep(@Body TelEvent event) {
        Optional<News> news = FINAL.contains(event.event())
                ? receipt(event)
                : event.event().equals(RECEIVED) ? incoming(event) : Optional.empty();
        news.ifPresent(one -> {
            try {
                GroupCommit.await(writer.submit(one));
            } catch (DuplicateKeyException e) {
                // Another node had the event at the same time.
            }
        });
    }

    private Optional<News> receipt(TelEvent event) {
        return receiver(event).map(target -> news(event, target.account(), data(event)));
    }

    private static Optional<PartnerTarget> receiver(TelEvent event) {
        return PartnerTarget.parse(event.targetUrl())
                .filter(target -> target.wants(event.event().equals("sms.delivered")));
    }

    private Optional<News> incoming(TelEvent event) {
        // Health data goes by no bind: its event has no text.
        return receiving(event).flatMap(account -> {
            JsonNode data = data(event);
            return data.hasNonNull("body") ? Optional.of(news(event, account.systemId(), data)) : Optional.empty();
        });
    }

    private Optional<PartnerAccount> receiving(TelEvent event) {
        return Optional.ofNullable(event.apiKey()).flatMap(accounts::receiving);
    }

    private static News news(TelEvent event, String account, JsonNode data) {
        return new News(
                event.id() + "@" + account,
                account,
                event,
                data.path("status").asText(),
                data.path("error_code").textValue());
    }

    private static JsonNode data(TelEvent event) {
        return Json.read(event.payload()).path("data");
    }

    private List<Boolean> write(List<News> group) {
        Set<String> known = new HashSet<>(jdbc.queryForList(
                "SELECT name FROM tel_smpp_delivery WHERE name IN (" + Sql.marks(group.size()) + ")",
                String.class,
                group.stream().map(News::name).toArray()));
        List<Object[]> rows = new ArrayList<>(group.size());
        for (News news : group) {
            if (known.add(news.name())) {
                rows.add(new Object[] {
                    news.name(),
                    news.account(),
                    news.event().event(),
                    news.event().recordId(),
                    news.status(),
                    news.errorCode(),
                    Sql.utc(news.event().createdAt()),
                    Sql.utc(news.event().createdAt())
                });
            }
        }
        jdbc.batchUpdate(
                "INSERT INTO tel_smpp_delivery (name, account, event, record_id, status, error_code, next_attempt_at,"
                        + " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
        return group.stream().map(news -> true).toList();
    }

    @PreDestroy
    void close() {
        writer.close();
    }
}
