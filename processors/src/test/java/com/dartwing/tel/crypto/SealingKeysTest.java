package com.dartwing.tel.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SealingKeysTest {

    private static final String PLACE = "SMS-2026-000001.body";

    private final SealingKeys keys = MasterKey.newSealingKeys();

    private static byte[] random() {
        byte[] bytes = new byte[MasterKey.BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    @Property(tries = 200)
    void what_is_sealed_is_opened_again(@ForAll String text) {
        // Half of a surrogate pair is no text: UTF-8 has no bytes for it.
        String whole = new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(keys.open(keys.seal(whole, PLACE), PLACE)).isEqualTo(whole);
    }

    @Test
    void the_same_text_never_looks_the_same_and_shows_nothing() {
        String once = keys.seal("Your result is positive", PLACE);
        String again = keys.seal("Your result is positive", PLACE);

        assertThat(once).isNotEqualTo(again).doesNotContain("result");
        assertThat(SealingKeys.isSealed(once)).isTrue();
    }

    @Test
    void a_sealed_text_opens_at_its_own_place_alone() {
        String sealed = keys.seal("Your result is positive", PLACE);

        assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> keys.open(sealed, "SMS-2026-000002.body"));
        assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> keys.open(sealed, "SMS-2026-000001.subject"));
    }

    @Test
    void an_altered_text_does_not_open() {
        String sealed = keys.seal("Your result is positive", PLACE);
        char last = sealed.charAt(sealed.length() - 3);
        String altered = sealed.substring(0, sealed.length() - 3)
                + (last == 'A' ? 'B' : 'A')
                + sealed.substring(sealed.length() - 2);

        assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> keys.open(altered, PLACE));
        assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> keys.open("sealed:%%%", PLACE));
        assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> keys.open("in clear", PLACE));
    }

    @Test
    void after_a_rotation_the_new_key_seals_and_the_old_one_still_opens() {
        String before = keys.seal("before", PLACE);

        SealingKeys rotated = keys.rotated();

        assertThat(rotated.size()).isEqualTo(2);
        assertThat(rotated.primaryId()).matches("[0-9a-f]{8}").isNotEqualTo(keys.primaryId());
        assertThat(rotated.open(before, PLACE)).isEqualTo("before");
        assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> keys.open(rotated.seal("after", PLACE), PLACE));
    }

    @Test
    void keys_are_unwrapped_under_their_name_by_their_master_key_alone() {
        MasterKey master = MasterKey.of(random());
        String wrapped = master.wrap(keys, "organization/Acme");
        String sealed = keys.seal("text", PLACE);

        assertThat(master.unwrapSealingKeys(wrapped, "organization/Acme").open(sealed, PLACE))
                .isEqualTo("text");
        assertThatExceptionOfType(CannotOpen.class)
                .isThrownBy(() -> master.unwrapSealingKeys(wrapped, "organization/Zeta"));
        assertThatExceptionOfType(CannotOpen.class)
                .isThrownBy(() -> MasterKey.of(random()).unwrapSealingKeys(wrapped, "organization/Acme"));
    }

    @Test
    void a_new_master_key_opens_what_the_one_behind_it_wrapped() {
        String old = Base64.getEncoder().encodeToString(random());
        String fresh = Base64.getEncoder().encodeToString(random());
        HashingKey hashing = MasterKey.newHashingKey();
        String wrapped = MasterKey.parse(old).wrap(hashing, "numbers");

        MasterKey both = MasterKey.parse(fresh + ", " + old);

        assertThat(both.fingerprint()).isEqualTo(MasterKey.parse(fresh).fingerprint());
        assertThat(both.unwrapHashingKey(wrapped, "numbers").hash("+14155551234"))
                .isEqualTo(hashing.hash("+14155551234"))
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(hashing.hash("+14155551235"));
    }

    @Test
    void what_is_no_master_key_is_refused_without_being_repeated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MasterKey.parse("hunter2"))
                .withMessageNotContaining("hunter2");
    }
}
