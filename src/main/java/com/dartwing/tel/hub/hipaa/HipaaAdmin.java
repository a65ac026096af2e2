package com.dartwing.tel.hub.hipaa;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.AuditLog;
import com.dartwing.tel.hub.rest.ApiEdge;
import com.dartwing.tel.hub.security.Role;
import com.dartwing.tel.hub.vault.Vault;
import com.dartwing.tel.json.Required;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What a System Manager does with the keys of health data. */
@Component("hipaaAdmin")
public class HipaaAdmin {

    /** The body of {@code rotate_hipaa_key}. */
    public record Rotation(@Required String organization) {}

    private final ApiEdge api;
    private final Vault vault;
    private final AuditLog audit;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    public HipaaAdmin(ApiEdge api, Vault vault, AuditLog audit, JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.api = api;
        this.vault = vault;
        this.audit = audit;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Gives an organisation a new key and answers its id. */
    public void rotate(Exchange exchange) {
        ApiEdge.require(exchange, Role.SYSTEM_MANAGER);
        String organization = api.read(exchange, Rotation.class).organization();
        Integer known =
                jdbc.queryForObject("SELECT COUNT(*) FROM organization WHERE name = ?", Integer.class, organization);
        if (known == null || known == 0) {
            throw new TelException.NotFound("There is no Organization of this name");
        }
        String key = transaction.execute(status -> {
            String fresh = vault.rotate(organization);
            audit.add(
                    ApiEdge.actor(exchange),
                    "vault.rotate",
                    "Organization/" + organization,
                    Map.of("hipaa_key_id", fresh));
            return fresh;
        });
        vault.snapshot().refresh();
        api.answer(exchange, 200, Map.of("organization", organization, "hipaa_key_id", key));
    }
}
