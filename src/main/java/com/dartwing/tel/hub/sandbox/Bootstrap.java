package com.dartwing.tel.hub.sandbox;

import com.dartwing.tel.access.KeySecret;
import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.hub.access.WebhookSecrets;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.routes.RouteFiles;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * The first start: an administrator everywhere, and in the sandbox an organisation, numbers, rates and a key with
 * every permission. Secrets that the environment does not give are generated, and printed this once.
 */
@Component
public class Bootstrap {

    private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);
    private static final String ORGANIZATION = "Sandbox";
    private static final String KEY_NAME = "KEY-sandbox";
    private static final String PARTNER = "sandbox";

    private final JdbcTemplate jdbc;
    private final Environment environment;
    private final WebhookSecrets secrets;
    private final LocalDateTime now;
    private final SecureRandom random = new SecureRandom();

    public Bootstrap(
            JdbcTemplate jdbc,
            HubProperties properties,
            Environment environment,
            Carriers carriers,
            WebhookSecrets secrets,
            Clock clock)
            throws IOException {
        this.jdbc = jdbc;
        this.environment = environment;
        this.secrets = secrets;
        this.now = Sql.utc(clock.instant());
        if (!properties.isSimulatorsOnly()) {
            administrator();
            if (properties.sandbox().enabled()) {
                sandbox(carriers);
            }
        }
    }

    private void administrator() {
        String given = environment.getProperty("TEL_BOOTSTRAP_ADMIN_PASSWORD");
        boolean known = exists("SELECT COUNT(*) FROM tel_person WHERE username = 'admin'");
        if (known && given == null) {
            return;
        }
        String password = given == null ? secret(18) : given;
        String hash = new BCryptPasswordEncoder().encode(password);
        if (known) {
            jdbc.update("UPDATE tel_person SET password_hash = ?, modified_at = ? WHERE username = 'admin'", hash, now);
        } else {
            jdbc.update(
                    "INSERT INTO tel_person (username, password_hash, roles, enabled, created_at, modified_at)"
                            + " VALUES ('admin', ?, 'System Manager,Dartwing Tel Admin', TRUE, ?, ?)",
                    hash,
                    now,
                    now);
        }
        if (given == null) {
            LOG.warn("The administrator is 'admin', password: {}   (shown this once)", password);
        }
    }

    private void sandbox(Carriers carriers) throws IOException {
        if (!exists("SELECT COUNT(*) FROM organization WHERE name = '" + ORGANIZATION + "'")) {
            jdbc.update(
                    "INSERT INTO organization (name, default_timezone, enabled, created_at, modified_at)"
                            + " VALUES (?, 'America/New_York', TRUE, ?, ?)",
                    ORGANIZATION,
                    now,
                    now);
        }
        firstKey();
        partner();
        JsonNode data =
                new ObjectMapper(new YAMLFactory()).readTree(RouteFiles.text(new ClassPathResource("sandbox.yaml")));
        data.get("numbers").forEach(this::number);
        carriers.all().forEach(this::rates);
    }

    private void firstKey() {
        String given = environment.getProperty("TEL_BOOTSTRAP_API_KEY");
        boolean known = exists("SELECT COUNT(*) FROM tel_api_key WHERE name = '" + KEY_NAME + "'");
        if (known && given == null) {
            return;
        }
        KeySecret key = given == null ? KeySecret.generate() : new KeySecret(given);
        if (known) {
            jdbc.update(
                    "UPDATE tel_api_key SET key_prefix = ?, key_hash = ?, modified_at = ? WHERE name = ?",
                    key.prefix(),
                    key.hash(),
                    now,
                    KEY_NAME);
        } else {
            String webhookSecret = environment.getProperty(
                    "TEL_BOOTSTRAP_WEBHOOK_SECRET",
                    "whsec_" + Base64.getEncoder().encodeToString(bytes(24)));
            jdbc.update(
                    "INSERT INTO tel_api_key (name, key_prefix, key_hash, module, organization, status, tier,"
                            + " permissions, rate_limits, webhook_secret, created_at, modified_at)"
                            + " VALUES (?, ?, ?, 'sandbox', ?, 'Active', 'Unlimited', ?, ?, ?, ?, ?)",
                    KEY_NAME,
                    key.prefix(),
                    key.hash(),
                    ORGANIZATION,
                    EVERY_PERMISSION,
                    "{\"sms\": {\"per_second\": 10000}}",
                    secrets.seal(KEY_NAME, webhookSecret),
                    now,
                    now);
            if (environment.getProperty("TEL_BOOTSTRAP_WEBHOOK_SECRET") == null) {
                LOG.warn("Events of the first API key are signed with: {}   (shown this once)", webhookSecret);
            }
        }
        if (given == null) {
            LOG.warn("The first API key is: {}   (shown this once)", key.text());
        }
    }

    /** Who binds over SMPP as {@code sandbox} is the first key's. */
    private void partner() {
        String given = environment.getProperty("TEL_BOOTSTRAP_SMPP_PASSWORD");
        boolean known = exists("SELECT COUNT(*) FROM tel_smpp_account WHERE system_id = '" + PARTNER + "'");
        if (known && given == null) {
            return;
        }
        // Eight characters: many clients send no more.
        String password = given == null ? secret(6) : given;
        String hash = new BCryptPasswordEncoder().encode(password);
        if (known) {
            jdbc.update(
                    "UPDATE tel_smpp_account SET password_hash = ?, modified_at = ? WHERE system_id = ?",
                    hash,
                    now,
                    PARTNER);
        } else {
            jdbc.update(
                    "INSERT INTO tel_smpp_account (system_id, password_hash, api_key, max_binds, created_at, modified_at)"
                            + " VALUES (?, ?, ?, 20, ?, ?)",
                    PARTNER,
                    hash,
                    KEY_NAME,
                    now,
                    now);
        }
        if (given == null) {
            LOG.warn("SMPP partner '{}', password: {}   (shown this once)", PARTNER, password);
        }
    }

    private static final String EVERY_PERMISSION =
            """
            {"sms": {"send": true, "receive": true, "batch": true},
             "voice": {"call": true, "record": true, "conference": true},
             "fax": {"send": true, "receive": true},
             "numbers": {"search": true, "purchase": true, "configure": true},
             "emergency": {"broadcast": true, "register": true, "call": true},
             "analytics": {"read": true}}
            """;

    private void number(JsonNode did) {
        String number = did.get("phone_number").asText();
        if (!exists("SELECT COUNT(*) FROM tel_did WHERE phone_number = '" + number + "'")) {
            jdbc.update(
                    "INSERT INTO tel_did (phone_number, country_code, number_type, status, sms_enabled, mms_enabled,"
                            + " voice_enabled, fax_enabled, assigned_organization, assigned_api_key, assigned_module,"
                            + " provisioned_at, created_at, modified_at)"
                            + " VALUES (?, ?, ?, 'Active', TRUE, TRUE, TRUE, TRUE, ?, ?, 'sandbox', ?, ?, ?)",
                    number,
                    did.get("country_code").asText(),
                    did.get("number_type").asText(),
                    ORGANIZATION,
                    did.path("first_key").asBoolean() ? KEY_NAME : null,
                    now,
                    now,
                    now);
        }
    }

    /** The rates that a carrier's folder gives the sandbox, once. */
    private void rates(Carrier carrier) {
        if (exists("SELECT COUNT(*) FROM tel_rate WHERE carrier = '" + carrier.name() + "'")) {
            return;
        }
        carrier.sandboxRates()
                .forEach((operation, prices) -> prices.forEach((prefix, price) -> jdbc.update(
                        "INSERT INTO tel_rate (name, carrier, operation, prefix, price, currency, effective_from,"
                                + " enabled, created_at, modified_at) VALUES (?, ?, ?, ?, ?, 'USD', ?, TRUE, ?, ?)",
                        carrier.name() + "-" + operation + "-" + prefix,
                        carrier.name(),
                        operation,
                        prefix,
                        price,
                        now,
                        now,
                        now)));
    }

    private boolean exists(String count) {
        Integer rows = jdbc.queryForObject(count, Integer.class);
        return rows != null && rows > 0;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private String secret(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bytes));
    }
}
