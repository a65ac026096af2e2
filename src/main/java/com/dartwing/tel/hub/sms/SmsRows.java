package com.dartwing.tel.hub.sms;

import com.dartwing.tel.compliance.Judgement;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.hipaa.HealthData;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.numbers.PhoneNumbers;
import com.dartwing.tel.sms.OnUnknown;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.Purpose;
import com.dartwing.tel.sms.SmsStatus;
import com.dartwing.tel.sms.SmsText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Outbound messages as rows of {@code tel_sms_message}. */
@Component
public class SmsRows {

    private static final String INSERT =
            """
            INSERT INTO tel_sms_message
              (name, direction, status, from_number, to_number, body, encoding, segments, character_count,
               created_at, modified_at, scheduled_for, held_until, cost_center, organization, api_key, module,
               context_json, idempotency_key, campaign, purpose, error_code, error_message, webhook_url, tags,
               sender_id, preferred_carrier, from_chosen, on_unknown, priority, valid_until, next_attempt_at, owner,
               in_reply_to, is_mms, media_urls, subject, hipaa_mode, batch, event_sequence)
            VALUES (?, 'Outbound', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                    ?, ?, ?, ?, ?, ?, ?, ?, 1)
            """;

    private final JdbcTemplate jdbc;
    private final HealthData health;

    public SmsRows(JdbcTemplate jdbc, HealthData health) {
        this.jdbc = jdbc;
        this.health = health;
    }

    /**
     * How a message starts its life.
     *
     * @param dueAt when it is to be claimed from the table; null when it never is, or when its owner holds it
     * @param owner the node that sends it now, or null
     */
    record Start(
            OutboundSms sms,
            SmsStatus status,
            Instant heldUntil,
            Instant dueAt,
            String owner,
            String errorCode,
            String errorMessage) {}

    void insert(List<Start> starts) {
        jdbc.batchUpdate(INSERT, starts.stream().map(this::row).toList());
    }

    private Object[] row(Start start) {
        OutboundSms sms = start.sms();
        OutboundSms.Policy policy = sms.policy();
        OutboundSms.Media media = sms.media();
        return new Object[] {
            sms.id(),
            start.status().word(),
            sms.parties().from(),
            sms.parties().to(),
            health.seal(sms, "body", sms.text().body()),
            sms.text().encoding().label(),
            sms.units(),
            sms.text().characters(),
            Sql.utc(sms.createdAt()),
            Sql.utc(sms.createdAt()),
            Sql.utc(policy.scheduledFor()),
            Sql.utc(start.heldUntil()),
            sms.owner().costCenter(),
            sms.owner().organization(),
            sms.owner().apiKey(),
            sms.owner().module(),
            health.seal(sms, "context_json", sms.details().contextJson()),
            sms.details().idempotencyKey(),
            policy.campaign(),
            policy.purpose().name().toLowerCase(Locale.ROOT),
            start.errorCode(),
            Sql.cut(start.errorMessage(), 500),
            sms.details().callbackUrl(),
            sms.details().tagsJson(),
            sms.parties().senderId(),
            policy.preferredCarrier(),
            sms.parties().fromChosen(),
            policy.onUnknown().name().toLowerCase(Locale.ROOT),
            policy.priority(),
            Sql.utc(policy.validUntil()),
            Sql.utc(start.dueAt()),
            start.owner(),
            sms.details().inReplyTo(),
            media != null,
            media == null ? null : health.seal(sms, "media_urls", Json.write(media.urls())),
            media == null ? null : health.seal(sms, "subject", media.subject()),
            policy.hipaa(),
            sms.details().batch()
        };
    }

    /** An outbound message by its id. */
    public Optional<OutboundSms> find(String id) {
        return jdbc
                .query(
                        "SELECT * FROM tel_sms_message WHERE name = ? AND direction = 'Outbound'",
                        (row, n) -> outbound(row),
                        id)
                .stream()
                .findFirst();
    }

    /**
     * A message that waited for its time.
     *
     * @param errorCode why it was held, when a carrier's answer was lost; else null
     */
    record Waiting(OutboundSms sms, SmsStatus status, String errorCode) {}

    /** Outbound messages by their ids, in one query. */
    List<Waiting> waiting(List<String> ids) {
        return jdbc.query(
                "SELECT * FROM tel_sms_message WHERE name IN (" + Sql.marks(ids.size())
                        + ") AND direction = 'Outbound'",
                (row, n) -> new Waiting(
                        outbound(row), SmsStatus.ofWord(row.getString("status")), row.getString("error_code")),
                ids.toArray());
    }

    /** Keeps what the rules said of messages, for their traces. */
    void note(List<Judgement> judgements) {
        if (!judgements.isEmpty()) {
            jdbc.batchUpdate(
                    "UPDATE tel_sms_message SET judgement = ? WHERE name = ?",
                    judgements.stream()
                            .map(judged -> new Object[] {
                                Stages.write(judged), judged.message().id()
                            })
                            .toList());
        }
    }

    /** Gives a scheduled message another text, other times and another callback; false when it is scheduled no more. */
    boolean replace(OutboundSms sms, Instant now) {
        Object due = Sql.utc(sms.policy().scheduledFor());
        return jdbc.update(
                        "UPDATE tel_sms_message SET body = ?, encoding = ?, segments = ?, character_count = ?,"
                                + " scheduled_for = ?, next_attempt_at = ?, valid_until = ?, webhook_url = ?,"
                                + " modified_at = ? WHERE name = ? AND status = 'Scheduled' AND owner IS NULL",
                        health.seal(sms, "body", sms.text().body()),
                        sms.text().encoding().label(),
                        sms.units(),
                        sms.text().characters(),
                        due,
                        due,
                        Sql.utc(sms.policy().validUntil()),
                        sms.details().callbackUrl(),
                        Sql.utc(now),
                        sms.id())
                == 1;
    }

    private OutboundSms outbound(ResultSet row) throws SQLException {
        String to = row.getString("to_number");
        return new OutboundSms(
                row.getString("name"),
                new OutboundSms.Owner(
                        row.getString("api_key"),
                        row.getString("organization"),
                        row.getString("module"),
                        row.getString("cost_center")),
                new OutboundSms.Parties(
                        row.getString("from_number"),
                        row.getBoolean("from_chosen"),
                        row.getString("sender_id"),
                        to,
                        new PhoneNumbers().parse(to, null, "to").country()),
                SmsText.of(health.open(row, "body")),
                media(row),
                new OutboundSms.Policy(
                        Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
                        row.getString("campaign"),
                        row.getString("preferred_carrier"),
                        OnUnknown.valueOf(row.getString("on_unknown").toUpperCase(Locale.ROOT)),
                        row.getInt("priority"),
                        Sql.instant(row, "scheduled_for"),
                        Sql.instant(row, "valid_until"),
                        row.getBoolean("hipaa_mode")),
                new OutboundSms.Details(
                        row.getString("webhook_url"),
                        health.open(row, "context_json"),
                        row.getString("tags"),
                        row.getString("idempotency_key"),
                        row.getString("in_reply_to"),
                        row.getString("batch")),
                Sql.instant(row, "created_at"),
                row.getInt("tries"),
                row.getInt("event_sequence"));
    }

    private OutboundSms.Media media(ResultSet row) throws SQLException {
        if (!row.getBoolean("is_mms")) {
            return null;
        }
        List<String> urls = new ArrayList<>();
        Json.read(health.open(row, "media_urls")).forEach(url -> urls.add(url.asText()));
        return new OutboundSms.Media(urls, health.open(row, "subject"));
    }
}
