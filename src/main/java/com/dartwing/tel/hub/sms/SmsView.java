package com.dartwing.tel.hub.sms;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.carrier.AttemptRows;
import com.dartwing.tel.hub.carrier.AttemptTable;
import com.dartwing.tel.hub.db.AuditLog.Actor;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.hipaa.HealthAccess;
import com.dartwing.tel.hub.hipaa.HealthData;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.json.Money;
import com.dartwing.tel.json.UtcTime;
import com.dartwing.tel.sms.SmsStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Messages as their owners see them. */
@Component
public class SmsView {

    private static final List<String> CONTENT = List.of("context", "media_urls", "subject");

    private final JdbcTemplate jdbc;
    private final Carriers carriers;
    private final AttemptRows attempts;
    private final Node node;
    private final HealthData health;
    private final HealthAccess access;

    public SmsView(
            JdbcTemplate jdbc,
            Carriers carriers,
            AttemptRows attempts,
            Node node,
            HealthData health,
            HealthAccess access) {
        this.jdbc = jdbc;
        this.carriers = carriers;
        this.attempts = attempts;
        this.node = node;
        this.health = health;
        this.access = access;
    }

    /** Whether a message is still on its first way, in a node that lives. */
    public boolean isUnderWay(String id) {
        Integer rows = jdbc.queryForObject(
                "SELECT COUNT(*) FROM tel_sms_message WHERE name = ? AND owner = ?", Integer.class, id, node.name());
        return rows != null && rows > 0;
    }

    /**
     * A message's state with its attempts.
     *
     * @param reader of whom is kept that they read the message, if it holds health data
     * @throws TelException.NotFound when the caller has no such message
     */
    public Map<String, Object> status(String id, ApiKey caller, Actor reader) {
        List<String> opened = new ArrayList<>();
        Map<String, Object> answer = jdbc
                .query(
                        "SELECT * FROM tel_sms_message WHERE name = ? AND api_key = ?",
                        (row, n) -> status(row, opened),
                        id,
                        caller.name())
                .stream()
                .findFirst()
                .orElseThrow(() -> new TelException.NotFound("There is no message " + shown(id)));
        access.read(reader, "TEL SMS Message/" + id, opened, null);
        answer.put("attempts", attempts.told(AttemptTable.SMS, id));
        return answer;
    }

    private Map<String, Object> status(ResultSet row, List<String> opened) throws SQLException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("message_id", row.getString("name"));
        answer.put("status", SmsStatus.ofWord(row.getString("status")).answer());
        answer.put("direction", row.getString("direction").toLowerCase(Locale.ROOT));
        answer.put("from_number", row.getString("from_number"));
        answer.put("to", row.getString("to_number"));
        answer.put("segments", row.getInt("segments"));
        answer.put("carrier", carriers.titleOf(row.getString("carrier")));
        answer.put("cost", Money.told(row.getBigDecimal("cost_amount"), row.getString("cost_currency")));
        answer.put("created_at", UtcTime.write(Sql.instant(row, "created_at")));
        answer.put("scheduled_for", UtcTime.write(Sql.instant(row, "scheduled_for")));
        answer.put("held_until", UtcTime.write(Sql.instant(row, "held_until")));
        answer.put("sent_at", UtcTime.write(Sql.instant(row, "sent_at")));
        answer.put("delivered_at", UtcTime.write(Sql.instant(row, "delivered_at")));
        answer.put("error_code", row.getString("error_code"));
        answer.put("error_message", row.getString("error_message"));
        answer.put("context", Json.read(health.open(row, "context_json")));
        answer.put("tags", Json.read(row.getString("tags")));
        if (row.getBoolean("is_mms")) {
            String urls = health.open(row, "media_urls");
            answer.put("media_urls", urls == null ? List.of() : Json.read(urls));
            answer.put("subject", health.open(row, "subject"));
        }
        if (row.getBoolean("hipaa_mode")) {
            CONTENT.stream().filter(field -> answer.get(field) != null).forEach(opened::add);
        }
        return answer;
    }

    /** The state of a message with the stages of its way and its receipts. */
    public Map<String, Object> trace(String id, ApiKey caller, Actor reader) {
        Map<String, Object> answer = status(id, caller, reader);
        List<Map<String, Object>> stages = new ArrayList<>();
        stages.add(Stages.stage("admit", "pass", "by its API key"));
        stages.add(Stages.stage("validate", "pass", answer.get("segments") + " segments"));
        List<Map<String, Object>> judged = judgement(id);
        stages.addAll(judged.isEmpty() ? List.of(Stages.stage("comply", "pass", "no rule objected")) : judged);
        List<String> suspected = suspected(id);
        if (!suspected.isEmpty()) {
            stages.add(
                    Stages.stage("hipaa", "flag", "not in HIPAA mode, but looks like " + String.join(", ", suspected)));
        }
        if (judged.stream().noneMatch(stage -> "block".equals(stage.get("verdict")))) {
            stages.add(Stages.stage("route", (String) answer.get("status"), "by " + answer.get("carrier")));
        }
        answer.put("stages", stages);
        answer.put(
                "receipts",
                jdbc.query(
                        "SELECT * FROM tel_carrier_receipt WHERE message = ? ORDER BY received_at",
                        (row, n) -> {
                            Map<String, Object> receipt = new LinkedHashMap<>();
                            receipt.put("carrier", carriers.titleOf(row.getString("carrier")));
                            receipt.put("status", row.getString("status"));
                            receipt.put("code", row.getString("code"));
                            receipt.put("detail", row.getString("detail"));
                            receipt.put("reported_at", UtcTime.write(Sql.instant(row, "reported_at")));
                            receipt.put("received_at", UtcTime.write(Sql.instant(row, "received_at")));
                            return receipt;
                        },
                        id));
        return answer;
    }

    /** What looked like health data when the message came in. */
    private List<String> suspected(String id) {
        List<String> names = new ArrayList<>();
        jdbc.queryForList(
                        "SELECT detail FROM tel_audit_log WHERE record_id = ? AND action = 'phi.suspected'",
                        String.class,
                        id)
                .forEach(detail -> Json.read(detail).path("patterns").forEach(pattern -> names.add(pattern.asText())));
        return names;
    }

    /** What the rules said of a message when it was last held or refused; empty when it never was. */
    private List<Map<String, Object>> judgement(String id) {
        return Stages.read(
                jdbc.queryForObject("SELECT judgement FROM tel_sms_message WHERE name = ?", String.class, id));
    }

    private static String shown(String id) {
        return id.length() > 40 ? id.substring(0, 40) + "…" : id;
    }
}
