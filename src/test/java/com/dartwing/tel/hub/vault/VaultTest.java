package com.dartwing.tel.hub.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.dartwing.tel.crypto.CannotOpen;
import com.dartwing.tel.crypto.MasterKey;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.access.WebhookSecrets;
import com.dartwing.tel.hub.db.TableVersions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class VaultTest {

    private static final String PLACE = "SMS-2026-000001.body";

    private final Tables tables = new Tables("vault");
    private final String first = key();

    @AfterEach
    void close() {
        tables.close();
    }

    private static String key() {
        byte[] key = new byte[MasterKey.BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /** A node with these master keys. */
    private Vault node(String keys) {
        MasterKey master = MasterKey.parse(keys);
        Keysets keysets = new Keysets(
                tables.jdbc, new TableVersions(tables.jdbc), master, Clock.systemUTC(), tables.transactions);
        return new Vault(tables.jdbc, keysets, master);
    }

    private String rotate(Vault vault) {
        return new TransactionTemplate(tables.transactions).execute(status -> vault.rotate("Clinic"));
    }

    @Test
    void a_node_opens_what_another_one_sealed_with_keys_that_it_has_not_seen_yet() {
        Vault one = node(first);
        Vault other = node(first);

        String sealed = one.seal("Clinic", PLACE, "text");
        rotate(one);
        one.snapshot().refresh();
        String again = one.seal("Clinic", PLACE, "again");

        assertThat(other.open("Clinic", PLACE, sealed)).isEqualTo("text");
        assertThat(other.open("Clinic", PLACE, again)).isEqualTo("again");
    }

    @Test
    void an_organizations_texts_open_with_its_own_keys_alone() {
        Vault vault = node(first);
        String sealed = vault.seal("Clinic", PLACE, "text");
        vault.seal("Other", PLACE, "text");

        assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> vault.open("Other", PLACE, sealed));
        assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> vault.open("Nobody", PLACE, sealed));
    }

    @Test
    void keys_outlive_the_rollback_of_what_they_sealed() {
        Vault vault = node(first);

        String sealed = new TransactionTemplate(tables.transactions).execute(status -> {
            status.setRollbackOnly();
            return vault.seal("Clinic", PLACE, "text");
        });

        assertThat(node(first).open("Clinic", PLACE, sealed)).isEqualTo("text");
    }

    @Test
    void the_organization_shows_which_key_seals() {
        tables.jdbc.update("INSERT INTO organization (name, enabled, created_at, modified_at)"
                + " VALUES ('Clinic', TRUE, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)");

        String id = rotate(node(first));

        assertThat(tables.jdbc.queryForObject("SELECT hipaa_key_id FROM organization", String.class))
                .isEqualTo(id);
    }

    @Test
    void a_new_master_key_takes_over_and_the_old_one_is_needed_no_more() {
        String second = key();
        String sealed = node(first).seal("Clinic", PLACE, "text");

        node(second + "," + first);

        assertThat(node(second).open("Clinic", PLACE, sealed)).isEqualTo("text");
    }

    @Test
    void a_hub_with_another_master_key_does_not_start() {
        node(first);

        assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> node(key()));
    }

    @Test
    void numbers_have_the_same_hash_on_every_node() {
        assertThat(node(first).hash("+14155551234")).isEqualTo(node(first).hash("+14155551234"));
    }

    @Test
    void secrets_that_were_kept_in_clear_are_sealed_once() {
        tables.jdbc.update("INSERT INTO tel_api_key (name, key_prefix, key_hash, module, organization, permissions,"
                + " webhook_secret, created_at, modified_at) VALUES ('KEY-1', 'p', 'h', 'm', 'o', '{}', 'whsec_clear',"
                + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)");
        String kept = "SELECT webhook_secret FROM tel_api_key";

        WebhookSecrets secrets = new WebhookSecrets(tables.jdbc, node(first));
        secrets.sealAll();
        String sealed = tables.jdbc.queryForObject(kept, String.class);
        secrets.sealAll();

        assertThat(sealed).doesNotContain("whsec").isEqualTo(tables.jdbc.queryForObject(kept, String.class));
        assertThat(secrets.open("KEY-1", sealed)).isEqualTo("whsec_clear");
        assertThat(secrets.open("KEY-1", "whsec_other")).isEqualTo("whsec_other");
        assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> secrets.open("KEY-2", sealed));
    }
}
