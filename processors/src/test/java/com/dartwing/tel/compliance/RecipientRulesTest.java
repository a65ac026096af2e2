package com.dartwing.tel.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.sms.OutboundSms;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecipientRulesTest {

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Standing GIVEN = new Standing(null, new Consent(true, "web form", THEN));
    private static final Standing WITHDRAWN = new Standing(null, new Consent(false, "keyword", THEN));

    private final OutboundSms marketing = Messages.marketing("+14155551234", "US");
    private final OutboundSms transactional = Messages.transactional("+14155551234", "US");
    private final ConsentRule lenient = new ConsentRule(message -> false);
    private final ConsentRule strict = new ConsentRule(message -> true);

    @Test
    void who_is_on_the_list_gets_nothing() {
        Verdict verdict = new DncRule().check(transactional, new Standing("Acme", null));

        assertThat(refusal(verdict)).isInstanceOf(TelException.DncMatch.class).hasMessageContaining("(Acme)");
    }

    @Test
    void who_withdrew_consent_gets_nothing_of_that_purpose() {
        assertThat(refusal(lenient.check(marketing, WITHDRAWN)).code()).isEqualTo("TEL-010");
        assertThat(refusal(lenient.check(transactional, WITHDRAWN)).code()).isEqualTo("TEL-010");
    }

    @Test
    void where_consent_is_required_marketing_wants_it_given() {
        assertThat(refusal(strict.check(marketing, Standing.UNKNOWN)).code()).isEqualTo("TEL-010");
        assertThat(strict.check(marketing, GIVEN)).isInstanceOf(Verdict.Pass.class);
        assertThat(strict.check(transactional, Standing.UNKNOWN)).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void where_it_is_not_required_silence_passes() {
        assertThat(lenient.check(marketing, Standing.UNKNOWN)).isInstanceOf(Verdict.Pass.class);
    }

    private static TelException refusal(Verdict verdict) {
        return ((Verdict.Block) verdict).refusal();
    }
}
