package com.dartwing.tel.system;

import static com.dartwing.tel.system.Sandbox.encoded;
import static com.dartwing.tel.system.Sandbox.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What may be sent to whom and when, driven from outside; each storage runs it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ComplianceScenario {

    private static final String LONG_CODE = ",\"from_number\":\"+14155550100\"";
    private static int recipients = 1000;

    private Sandbox sandbox;

    abstract Sandbox sandbox();

    @BeforeAll
    void start() {
        sandbox = sandbox();
    }

    private static String recipient() {
        return "+1415557" + recipients++;
    }

    @Test
    void withdrawn_consent_forbids_marketing_and_nothing_else() {
        String to = recipient();
        consent(to, "Given");
        consent(to, "Withdrawn");

        Answer marketing = sandbox.send(to, ",\"purpose\":\"marketing\"");
        Answer transactional = sandbox.send(to, "");

        assertThat(marketing.status()).as(marketing.body()).isEqualTo(403);
        assertThat(marketing.json().path("error_code").asText()).isEqualTo("TEL-010");
        assertThat(transactional.status()).isEqualTo(200);
        JsonNode trace = trace(marketing.json().path("message_id").asText());
        assertThat(stage(trace, "consent").path("verdict").asText()).isEqualTo("block");
        assertThat(stage(trace, "consent").path("detail").asText()).contains("withdrew consent");
        assertThat(stage(trace, "dnc").path("verdict").asText()).isEqualTo("pass");
    }

    @Test
    void an_organisation_can_require_consent() {
        String to = recipient();
        organization("\"consent_required\":true");
        try {
            Answer before = sandbox.send(to, ",\"purpose\":\"marketing\"");
            consent(to, "given");
            JsonNode after = explain(to, ",\"purpose\":\"marketing\"");

            assertThat(before.json().path("error_code").asText()).isEqualTo("TEL-010");
            assertThat(stage(after, "consent").path("verdict").asText()).isEqualTo("pass");
        } finally {
            organization("\"consent_required\":false");
        }
    }

    @Test
    void keywords_are_kept_as_consent_with_their_proof() {
        String from = recipient();
        sandbox.inbound(from, "Stop");
        sandbox.inbound(from, "start");

        JsonNode records = sandbox.adminGet("/api/resource/TEL%20Consent%20Record?order_by=at&fields="
                        + encoded("[\"status\",\"method\",\"proof\",\"organization\"]") + "&filters="
                        + encoded("{\"phone_number\":\"" + from + "\"}"))
                .json()
                .path("data");

        assertThat(records.findValuesAsText("status")).containsExactly("Withdrawn", "Given");
        assertThat(records.findValuesAsText("method")).containsOnly("keyword");
        assertThat(records.findValuesAsText("organization")).containsOnly("Sandbox");
        assertThat(records.get(0).path("proof").asText()).startsWith("SMS-");
    }

    @Test
    void a_stop_counts_for_a_message_that_waits() {
        String to = recipient();
        sandbox.carriers().forEach(carrier -> sandbox.behave(carrier, "{\"status\":503,\"count\":1}"));
        String id = id(sandbox.send(to, ""));
        sandbox.inbound(to, "STOP");

        sandbox.awaitStatus(id, "failed");

        JsonNode trace = trace(id);
        assertThat(trace.path("error_code").asText()).isEqualTo("TEL-103");
        assertThat(stage(trace, "dnc").path("verdict").asText()).isEqualTo("block");
    }

    @Test
    void marketing_waits_where_it_is_night_and_nothing_else_does() {
        String to = Place.night().number();

        JsonNode held = sandbox.send(to, ",\"purpose\":\"marketing\"").json().path("message");
        JsonNode transactional = sandbox.send(to, "").json().path("message");

        assertThat(held.path("status").asText()).isEqualTo("held");
        assertThat(Instant.parse(held.path("held_until").asText())).isBetween(Instant.now(), tomorrow());
        assertThat(transactional.path("status").asText()).isEqualTo("sent");
        JsonNode stage = stage(trace(held.path("message_id").asText()), "quiet_hours");
        assertThat(stage.path("verdict").asText()).isEqualTo("hold");
        assertThat(stage.path("detail").asText()).contains("quiet hours in ");
        assertThat(stage(explain(to, ",\"purpose\":\"marketing\""), "quiet_hours")
                        .path("verdict")
                        .asText())
                .isEqualTo("hold");
    }

    @Test
    void what_was_held_leaves_when_the_quiet_hours_end() {
        Place place = Place.day();
        ZonedDateTime now = Instant.now().atZone(place.zones().get(0));
        organization("\"quiet_hours_start\":\"" + time(now.minusHours(1)) + "\",\"quiet_hours_end\":\""
                + time(now.plusSeconds(6)) + "\"");
        try {
            Answer answer = sandbox.send(place.number(), ",\"purpose\":\"marketing\"");

            assertThat(answer.json().path("message").path("status").asText()).isEqualTo("held");
            sandbox.awaitStatus(id(answer), "delivered");
        } finally {
            organization("\"quiet_hours_start\":null,\"quiet_hours_end\":null");
        }
    }

    @Test
    void a_long_code_wants_a_campaign_that_is_known_and_active() {
        String campaign = campaign(",\"status\":\"Suspended\"");

        Answer unknown = sandbox.send(recipient(), LONG_CODE + ",\"campaign\":\"CAMP-NOBODYS\"");
        Answer suspended = sandbox.send(recipient(), LONG_CODE + ",\"campaign\":\"" + campaign + "\"");
        Answer tollFree =
                sandbox.send(recipient(), ",\"from_number\":\"" + Sandbox.NUMBER + "\",\"campaign\":\"CAMP-NOBODYS\"");

        assertThat(unknown.json().path("error_code").asText()).isEqualTo("TEL-010");
        assertThat(suspended.json().path("exception").asText()).contains("Suspended");
        assertThat(tollFree.status()).isEqualTo(200);
    }

    @Test
    void a_campaign_gives_its_messages_their_purpose() {
        String campaign = campaign(",\"purpose\":\"marketing\"");

        JsonNode detail = stage(explain(recipient(), ",\"campaign\":\"" + campaign + "\""), "quiet_hours")
                .path("detail");

        assertThat(detail.asText()).doesNotContain("transactional");
    }

    @Test
    void over_its_days_limit_a_campaign_waits_for_tomorrow() {
        String more = LONG_CODE + ",\"campaign\":\"" + campaign(",\"per_day\":2,\"per_second\":50") + "\"";

        Answer first = sandbox.send(recipient(), more);
        Answer second = sandbox.send(recipient(), more);
        JsonNode third = sandbox.send(recipient(), more).json().path("message");

        assertThat(first.json().path("message").path("status").asText()).isEqualTo("sent");
        assertThat(second.json().path("message").path("status").asText()).isEqualTo("sent");
        assertThat(third.path("status").asText()).isEqualTo("held");
        assertThat(Instant.parse(third.path("held_until").asText()).atZone(ZoneId.of("America/Los_Angeles")))
                .matches(at -> at.getHour() == 0 && at.getMinute() == 0, "midnight");
        assertThat(stage(trace(third.path("message_id").asText()), "campaign_limits")
                        .path("verdict")
                        .asText())
                .isEqualTo("hold");
    }

    @Test
    void over_its_seconds_limit_a_campaign_waits_a_moment() {
        String more = LONG_CODE + ",\"campaign\":\"" + campaign(",\"per_second\":1") + "\"";

        List<Answer> answers = IntStream.range(0, 3)
                .mapToObj(i -> sandbox.send(recipient(), more))
                .toList();

        assertThat(answers)
                .extracting(
                        answer -> answer.json().path("message").path("status").asText())
                .contains("sent", "held");
        answers.forEach(answer -> sandbox.awaitStatus(id(answer), "delivered"));
    }

    @Test
    void forbidden_words_are_refused_and_link_shorteners_marked() {
        String to = recipient();
        sandbox.create("TEL Content Rule", "{\"phrase\":\"project chimera\",\"organization\":\"Sandbox\"}");

        Answer listed = sandbox.send("{\"to\":\"" + to + "\",\"body\":\"Best c@nnabis in town\"}");
        Answer own = sandbox.send("{\"to\":\"" + to + "\",\"body\":\"About Project-Chimera\"}");
        Answer link = sandbox.send("{\"to\":\"" + to + "\",\"body\":\"See https://bit.ly/3x\"}");

        assertThat(listed.status()).isEqualTo(403);
        assertThat(listed.json().path("error_code").asText()).isEqualTo("TEL-102");
        assertThat(own.json().path("error_code").asText()).isEqualTo("TEL-102");
        assertThat(link.status()).isEqualTo(200);
        assertThat(stage(trace(id(link)), "content").path("verdict").asText()).isEqualTo("flag");
    }

    @Test
    void a_sender_id_is_registered_where_a_country_wants_that() {
        String json = "{\"to\":\"+971501234567\",\"body\":\"Hello\",\"sender_id\":\"Chimera\"}";
        Answer before = sandbox.send(json);
        sandbox.create(
                "TEL Sender ID", "{\"sender_id\":\"Chimera\",\"organization\":\"Sandbox\",\"countries\":[\"AE\"]}");
        JsonNode after = sandbox.call("routing.explain", json).json().path("message");

        assertThat(before.status()).isEqualTo(400);
        assertThat(before.json().path("error_code").asText()).isEqualTo("TEL-101");
        assertThat(before.json().path("field").asText()).isEqualTo("sender_id");
        assertThat(stage(after, "validate").path("verdict").asText()).isEqualTo("pass");
    }

    private String campaign(String more) {
        String id = "CAMP-" + recipients++ + "-" + getClass().getSimpleName();
        sandbox.create("TEL Campaign", "{\"campaign_id\":\"" + id + "\",\"organization\":\"Sandbox\"" + more + "}");
        return id;
    }

    private void organization(String fields) {
        sandbox.change("Organization", "Sandbox", "{" + fields + "}");
    }

    private static String time(ZonedDateTime at) {
        return at.toLocalTime().truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_LOCAL_TIME);
    }

    private static Instant tomorrow() {
        return Instant.now().plus(Duration.ofHours(24));
    }

    /** Somewhere on earth; it is day in one of three such places, and night in another, at any time. */
    private record Place(String prefix, List<ZoneId> zones) {

        private static final List<Place> PLACES = List.of(
                new Place("+1415557", List.of(ZoneId.of("America/Los_Angeles"))),
                new Place("+44791155", List.of(ZoneId.of("Europe/London"))),
                new Place("+6145570", List.of(ZoneId.of("Australia/Perth"), ZoneId.of("Australia/Sydney"))));

        static Place day() {
            return where(place -> place.zones().stream().allMatch(zone -> hour(zone) >= 8 && hour(zone) < 20));
        }

        static Place night() {
            return where(place -> place.zones().stream().anyMatch(zone -> hour(zone) < 7 || hour(zone) >= 21));
        }

        private static Place where(Predicate<Place> holds) {
            return PLACES.stream().filter(holds).findFirst().orElseThrow();
        }

        private static int hour(ZoneId zone) {
            return Instant.now().atZone(zone).getHour();
        }

        String number() {
            return prefix + recipients++;
        }
    }

    private void consent(String number, String status) {
        sandbox.create(
                "TEL Consent Record",
                "{\"phone_number\":\"" + number + "\",\"organization\":\"Sandbox\",\"status\":\"" + status
                        + "\",\"method\":\"web form\",\"proof\":\"form 17\"}");
    }

    private JsonNode trace(String id) {
        return sandbox.ask("routing.get_trace", "id=" + id).json().path("message");
    }

    private JsonNode explain(String to, String more) {
        return sandbox.call("routing.explain", "{\"to\":\"" + to + "\",\"body\":\"Hello\"" + more + "}")
                .json()
                .path("message");
    }

    private static JsonNode stage(JsonNode answer, String name) {
        return StreamSupport.stream(answer.path("stages").spliterator(), false)
                .filter(stage -> name.equals(stage.path("name").asText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no stage " + name + " in " + answer.path("stages")));
    }
}
