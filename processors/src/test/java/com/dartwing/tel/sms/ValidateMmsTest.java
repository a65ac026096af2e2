package com.dartwing.tel.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.compliance.SenderIds;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.json.StrictJson;
import com.dartwing.tel.limits.SpendLimit;
import com.dartwing.tel.numbers.ChooseSender;
import com.dartwing.tel.numbers.Did;
import com.dartwing.tel.numbers.Dids;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidateMmsTest {

    private static final String MEDIUM = "https://media.example.com/cat.jpg";
    private static final StrictJson JSON = new StrictJson(65_536);
    private static final ApiKey CALLER = caller();

    private final ValidateSms validate = new ValidateSms(
            new ChooseSender(new Numbers(), key -> Optional.empty(), Clock.systemUTC()),
            NoCarriers.INSTANCE,
            (campaign, organization) -> Optional.empty(),
            SenderIds.packaged((senderId, country) -> Optional.empty()),
            Clock.systemUTC());

    private static ApiKey caller() {
        return new ApiKey(
                "KEY-1",
                "tel_live_00000000",
                null,
                null,
                "crm",
                "Acme",
                null,
                null,
                null,
                SpendLimit.NONE,
                null,
                null,
                null,
                null,
                null);
    }

    private OutboundSms validate(String more) {
        String body = "{\"to\":\"+14155551234\"" + more + "}";
        MmsRequest request = JSON.read(body.getBytes(StandardCharsets.UTF_8), MmsRequest.class);
        return validate.validate(new SmsCommand(CALLER, request.text(), request.media(), ""));
    }

    private TelException refusal(String more) {
        return catchThrowableOfType(TelException.class, () -> validate(more));
    }

    private static String media(String... urls) {
        return ",\"media_urls\":[\"" + String.join("\",\"", urls) + "\"]";
    }

    @Test
    void an_mms_needs_no_text_counts_once_and_leaves_from_a_number_that_can() {
        OutboundSms bare = validate(media(MEDIUM));
        OutboundSms wordy = validate(media(MEDIUM) + ",\"subject\":\"Cats\",\"body\":\"" + "a".repeat(1_600) + "\"");

        assertThat(bare.operation()).isEqualTo("mms");
        assertThat(bare.text().body()).isEmpty();
        assertThat(bare.parties().from()).isEqualTo(Numbers.WITH_MMS);
        assertThat(bare.media().urls()).containsExactly(MEDIUM);
        assertThat(wordy.units()).isEqualTo(1);
        assertThat(wordy.media().subject()).isEqualTo("Cats");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://media.example.com/cat.jpg",
                "ftp://media.example.com/cat.jpg",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "https:///cat.jpg",
                "https://user:secret@media.example.com/cat.jpg",
                "media.example.com/cat.jpg",
                "https://media.example.com/a cat.jpg",
                ""
            })
    void a_url_that_carriers_cannot_or_must_not_fetch_is_refused(String url) {
        TelException refused = refusal(media(MEDIUM, url));

        assertThat(refused.code()).isEqualTo("TEL-011");
        assertThat(refused.field()).isEqualTo("media_urls");
        assertThat(refused).hasMessageContaining("media_urls[1]");
    }

    @Test
    void a_message_may_wait_as_long_as_anybody_means() {
        String far = "2099-01-01T00:00:00Z";

        assertThat(validate(media(MEDIUM) + ",\"scheduled_for\":\"" + far + "\"")
                        .policy()
                        .scheduledFor())
                .isEqualTo(Instant.parse(far));
        assertThat(refusal(media(MEDIUM) + ",\"scheduled_for\":\"9999-12-31T00:00:00Z\"")
                        .field())
                .isEqualTo("scheduled_for");
    }

    @Test
    void media_are_one_to_ten_of_a_bounded_length() {
        String[] eleven = Collections.nCopies(11, MEDIUM).toArray(String[]::new);
        String[] ten = Collections.nCopies(10, MEDIUM).toArray(String[]::new);

        assertThat(validate(media(ten)).media().urls()).hasSize(10);
        assertThat(refusal(media(eleven)).field()).isEqualTo("media_urls");
        assertThat(refusal(",\"media_urls\":[]").field()).isEqualTo("media_urls");
        assertThat(refusal("").field()).isEqualTo("media_urls");
        assertThat(refusal(media("https://media.example.com/" + "a".repeat(2_048)))
                        .field())
                .isEqualTo("media_urls");
        assertThat(refusal(media(MEDIUM) + ",\"subject\":\"" + "a".repeat(256) + "\"")
                        .field())
                .isEqualTo("subject");
    }

    @Test
    void letters_and_numbers_without_mms_are_no_senders() {
        assertThat(refusal(media(MEDIUM) + ",\"sender_id\":\"ACME\"").code()).isEqualTo("TEL-101");
        assertThat(refusal(media(MEDIUM) + ",\"from_number\":\"" + Numbers.WITHOUT_MMS + "\"")
                        .code())
                .isEqualTo("TEL-101");
    }

    private enum NoCarriers implements Carriers {
        INSTANCE;

        @Override
        public List<Carrier> all() {
            return List.of();
        }
    }

    private static final class Numbers implements Dids {

        static final String WITHOUT_MMS = "+14155590001";
        static final String WITH_MMS = "+18005559999";

        private final List<Did> all = List.of(did(WITHOUT_MMS, false), did(WITH_MMS, true));

        private static Did did(String number, boolean mms) {
            return new Did(
                    number,
                    "US",
                    "Active",
                    true,
                    mms,
                    true,
                    true,
                    null,
                    "KEY-1",
                    "Acme",
                    "crm",
                    Did.SmsRoute.WEBHOOK,
                    null,
                    null,
                    null,
                    Did.VoiceRoute.WEBHOOK,
                    null,
                    null);
        }

        @Override
        public Optional<Did> find(String e164) {
            return all.stream().filter(did -> did.phoneNumber().equals(e164)).findFirst();
        }

        @Override
        public List<Did> of(ApiKey key) {
            return all;
        }
    }
}
