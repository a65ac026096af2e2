package com.dartwing.tel.hub.hipaa;

import com.dartwing.tel.hub.vault.Vault;
import com.dartwing.tel.sms.OutboundSms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.stereotype.Component;

/** The columns of a message that hold its content: sealed with its organisation's keys when it holds health data. */
@Component
public class HealthData {

    /** Where a message keeps its content. */
    public static final List<String> COLUMNS = List.of("body", "media_urls", "subject", "context_json");

    private final Vault vault;

    public HealthData(Vault vault) {
        this.vault = vault;
    }

    /** What is to be kept in a column of a message; as it is for a message without health data. */
    public String seal(OutboundSms sms, String column, String text) {
        return text == null || !sms.policy().hipaa()
                ? text
                : vault.seal(sms.owner().organization(), place(sms.id(), column), text);
    }

    /** What is to be kept of a carrier's answer, which may repeat the message. */
    public String sealRaw(OutboundSms sms, String attempt, String raw) {
        return raw == null || !sms.policy().hipaa()
                ? raw
                : vault.seal(sms.owner().organization(), place(attempt, "raw"), raw);
    }

    /** What a column of a row of {@code tel_sms_message} says. */
    public String open(ResultSet row, String column) throws SQLException {
        String kept = row.getString(column);
        // What was erased is empty.
        return kept == null || kept.isEmpty() || !row.getBoolean("hipaa_mode")
                ? kept
                : vault.open(row.getString("organization"), place(row.getString("name"), column), kept);
    }

    private static String place(String record, String column) {
        return record + "." + column;
    }
}
