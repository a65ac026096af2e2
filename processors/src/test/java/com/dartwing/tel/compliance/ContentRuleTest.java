package com.dartwing.tel.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.dartwing.tel.compliance.ContentRules.Action;
import com.dartwing.tel.compliance.ContentRules.Category;
import com.dartwing.tel.compliance.ContentRules.Named;
import com.dartwing.tel.sms.Purpose;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentRuleTest {

    private static final ContentRules COMMON = ContentRules.packaged();

    private Organization organization = Organization.UNKNOWN;
    private ContentRules own = new ContentRules(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hot porn here",
                "Hot PORN!",
                "p0rn for you",
                "pörn",
                "p\u200born",
                "рorn with a Cyrillic er",
                "Best c@nnabis in town",
                "Free nude   pics, today",
                "50% off all WINES this week",
            })
    void what_is_listed_is_blocked_however_it_is_written(String body) {
        assertThat(((Verdict.Block) check(body, Purpose.MARKETING)).refusal().code())
                .isEqualTo("TEL-102");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello",
                "Your code is 123456",
                "Popcorn and popular corn",
                "The winery is closed",
            })
    void what_only_looks_like_it_passes(String body) {
        assertThat(check(body, Purpose.MARKETING)).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void some_categories_are_about_marketing_alone_and_some_about_one_country() {
        assertThat(check("Your table with wine pairing is booked", Purpose.TRANSACTIONAL))
                .isInstanceOf(Verdict.Pass.class);
        assertThat(rule().check(Messages.message("x", "+491701234567", "DE", Purpose.MARKETING, null, "Wine sale")))
                .isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void age_gated_content_can_be_allowed_and_no_other() {
        organization = new Organization(false, false, null, null, Set.of("alcohol", "cannabis"));

        assertThat(check("Wine sale", Purpose.MARKETING)).isInstanceOf(Verdict.Pass.class);
        assertThat(check("Cannabis sale", Purpose.MARKETING)).isInstanceOf(Verdict.Block.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Look: https://bit.ly/3xYz",
                "Look: bit.ly/3xYz.",
                "Look (http://WWW.TinyURL.com/a)",
                "t.co/x",
            })
    void public_link_shorteners_are_flagged(String body) {
        assertThat(check(body, Purpose.TRANSACTIONAL)).isInstanceOf(Verdict.Flag.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://notbit.ly/x", "https://bit.ly.example.com/", "mail to a@example.com", "ends. t.com"})
    void other_links_are_not(String body) {
        assertThat(check(body, Purpose.TRANSACTIONAL)).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void an_organisation_has_words_of_its_own() {
        own = new ContentRules(
                List.of(new Named("own", new Category(Action.BLOCK, false, null, null, List.of("Project X"), null))));

        assertThat(((Verdict.Block) check("about project-x", Purpose.TRANSACTIONAL)).refusal())
                .hasMessageContaining("\"project x\"");
    }

    @Property
    void nothing_that_a_text_can_hold_breaks_it(@ForAll String body) {
        assertThatCode(() -> COMMON.matches(body)).doesNotThrowAnyException();
    }

    @Test
    void hostile_texts_take_no_longer_than_others() {
        String hostile = "nude ".repeat(20_000) + "a.".repeat(20_000) + "https://".repeat(5_000);

        Assertions.assertTimeout(Duration.ofSeconds(2), () -> COMMON.matches(hostile));
    }

    private Verdict check(String body, Purpose purpose) {
        return rule().check(Messages.message("+14155550100", "+14155551234", "US", purpose, null, body));
    }

    private ContentRule rule() {
        return new ContentRule(COMMON, name -> own, name -> organization);
    }
}
