package com.dartwing.tel.hub.smpp;

import com.dartwing.camel.smpp.CommandStatus;
import com.dartwing.camel.smpp.SmppException;
import com.dartwing.tel.hub.db.Held;
import com.dartwing.tel.hub.db.Snapshot;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.sms.SmsAlphabet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The partners' accounts, held in memory. */
@Component
class PartnerAccounts implements Held {

    private final Snapshot<Map<String, PartnerAccount>> snapshot;

    PartnerAccounts(JdbcTemplate jdbc) {
        this.snapshot = new Snapshot<>(jdbc, "tel_smpp_account", () -> {
            Map<String, PartnerAccount> all = new TreeMap<>();
            jdbc.query("SELECT * FROM tel_smpp_account", (row, n) -> account(row))
                    .forEach(account -> all.put(account.systemId(), account));
            return all;
        });
    }

    @Override
    public Snapshot<?> snapshot() {
        return snapshot;
    }

    /** An account that is enabled. */
    Optional<PartnerAccount> find(String systemId) {
        return Optional.ofNullable(snapshot.get().get(systemId)).filter(PartnerAccount::enabled);
    }

    /**
     * The account of a partner that is bound.
     *
     * @throws SmppException when it is enabled no more
     */
    PartnerAccount bound(String systemId) {
        return find(systemId).orElseThrow(() -> new SmppException(CommandStatus.ESME_RX_R_APPN));
    }

    /** The account that hears of what comes in for a key: the first by name, so that nothing is told twice. */
    Optional<PartnerAccount> receiving(String apiKey) {
        return snapshot.get().values().stream()
                .filter(account -> account.enabled()
                        && account.receives()
                        && account.apiKey().equals(apiKey))
                .findFirst();
    }

    private static PartnerAccount account(ResultSet row) throws SQLException {
        List<String> addresses = new ArrayList<>();
        String listed = row.getString("ip_allowlist");
        if (listed != null) {
            Json.read(listed).forEach(address -> addresses.add(address.asText()));
        }
        return new PartnerAccount(
                row.getString("system_id"),
                row.getString("password_hash"),
                row.getString("api_key"),
                List.copyOf(addresses),
                row.getInt("max_binds"),
                row.getInt("window_size"),
                switch (row.getString("default_alphabet")) {
                    case "GSM packed" -> SmsAlphabet.GSM_PACKED;
                    case "Latin-1" -> SmsAlphabet.LATIN_1;
                    default -> SmsAlphabet.GSM;
                },
                row.getBoolean("idempotent"),
                row.getBoolean("receive_messages"),
                row.getBoolean("enabled"));
    }
}
