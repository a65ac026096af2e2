package com.dartwing.tel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the hub does of itself with a text that came in: when it is silent, and how it passes one on. */
class InboundTextTest {

    private static InboundSms inbound(String from, String body) {
        return new InboundSms("acme", "1", from, "+18005559999", body, null, List.of(), Instant.EPOCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Reply: I am away",
                "This is an AUTOMATIC REPLY.",
                "I am out of the office until Monday",
                "Please do not reply to this message",
                "automated message from your bank"
            })
    void a_message_that_says_so_is_automatic(String body) {
        assertThat(AutomaticMessage.is(inbound("+14155551234", body))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "ACME", "+123", ""})
    void a_message_of_a_short_code_or_of_letters_is_automatic(String from) {
        assertThat(AutomaticMessage.is(inbound(from, "Hello"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello", "", "My car is an automatic", "Why did nobody reply?", "The office is closed"})
    void a_persons_message_is_not(String body) {
        assertThat(AutomaticMessage.is(inbound("+14155551234", body))).isFalse();
    }

    @Test
    void a_forwarded_text_names_its_sender() {
        assertThat(ForwardedText.of(inbound("+14155551234", "Hello"))).contains("Fwd from +14155551234: Hello");
    }

    @Test
    void a_text_goes_three_hops_and_no_further() {
        String body = "Hello";
        for (int hop = 1; hop <= 3; hop++) {
            body = ForwardedText.of(inbound("+1415555123" + hop, body)).orElseThrow();
        }

        assertThat(ForwardedText.of(inbound("+14155551239", body))).isEmpty();
        assertThat(ForwardedText.of(inbound("+14155551239", "See: Fwd from a: Fwd from b: Fwd from c: ")))
                .isPresent();
    }

    @Test
    void a_forwarded_text_is_cut_between_characters() {
        String text =
                ForwardedText.of(inbound("+14155551234", "🚀".repeat(1_600))).orElseThrow();

        assertThat(text.codePointCount(0, text.length())).isEqualTo(1_600);
        assertThat(Character.isLowSurrogate(text.charAt(text.length() - 1))).isTrue();
    }
}
