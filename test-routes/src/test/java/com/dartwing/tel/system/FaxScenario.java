package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way of a fax, driven from outside; each storage runs it. */
abstract class FaxScenario {

    private static final Duration BREAKER_CLOSES = Duration.ofSeconds(90);
    private static final AtomicInteger MACHINES = new AtomicInteger(1000);
    private static final byte[] TWO_PAGES = FaxClient.pdf(2);

    private final Consumer consumer = new Consumer();

    abstract Sandbox sandbox();

    @BeforeEach
    void carrierIsThere() {
        Sandbox sandbox = sandbox();
        // A test before may have left it in disgrace.
        await().atMost(BREAKER_CLOSES).untilAsserted(() -> assertThat(
                        sandbox.call("routing.explain", "{\"operation\":\"fax\",\"to\":\"+14155551234\"}")
                                .json()
                                .at("/message/candidates/0/eligible")
                                .asBoolean())
                .isTrue());
    }

    @AfterEach
    void behaveAgain() {
        sandbox().behaveAgain("telnyx");
        sandbox().behaveAgain("sinch");
        consumer.close();
    }

    private static String machine() {
        return "+1628556" + MACHINES.getAndIncrement();
    }

    private Answer fax(String to, Map<String, String> more) {
        Map<String, String> fields = new TreeMap<>(more);
        fields.put("to", to);
        return FaxClient.send(sandbox().hub, sandbox().key.apiKey(), fields, TWO_PAGES);
    }

    private static String id(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().at("/message/fax_id").asText();
    }

    private JsonNode get(String id) {
        return sandbox().ask("fax.get_status", "fax_id=" + id).json().path("message");
    }

    private JsonNode awaitStatus(String id, String status) {
        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(get(id).path("status").asText()).isEqualTo(status));
        return get(id);
    }

    private JsonNode awaitCdr(String id) {
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(cdrs(id)).hasSize(1));
        return cdrs(id).get(0);
    }

    private JsonNode cdrs(String id) {
        return sandbox().ask("analytics.get_cdrs", "record_id=" + id).json().at("/message/cdrs");
    }

    private List<JsonNode> seen(String to) {
        return seen("telnyx", to);
    }

    private List<JsonNode> seen(String carrier, String to) {
        return StreamSupport.stream(sandbox().seen(carrier).spliterator(), false)
                .filter(one -> to.equals(one.path("to").asText()))
                .toList();
    }

    private Answer cancel(String id) {
        return sandbox()
                .hub
                .delete(
                        "/api/method/dartwing_tel.api.fax.cancel?fax_id=" + id,
                        sandbox().key.apiKey());
    }

    private List<String> told() {
        return consumer.all().stream()
                .sorted(Comparator.comparing(
                        told -> told.json().path("sequence").asInt()))
                .map(Consumer.Delivery::event)
                .toList();
    }

    @Test
    void a_document_is_sent_to_a_machine_and_arrives() {
        String to = machine();

        Answer accepted = fax(to, Map.of("status_callback", consumer.url()));

        String id = id(accepted);
        assertThat(id).matches("FAX-\\d{4}-\\d{6,}");
        assertThat(accepted.json().at("/message/status").asText()).isEqualTo("queued");
        assertThat(accepted.json().at("/message/page_count").asInt()).isEqualTo(2);
        assertThat(accepted.json().at("/message/estimated_duration_seconds").asInt())
                .isEqualTo(60);
        JsonNode over = awaitStatus(id, "delivered");
        assertThat(over.path("pages_sent").asInt()).isEqualTo(2);
        assertThat(over.path("carrier").asText()).isEqualTo("Telnyx");
        assertThat(over.at("/cost/amount").decimalValue()).isEqualByComparingTo("0.014");
        assertThat(seen(to)).singleElement().satisfies(one -> {
            assertThat(one.path("pages").asInt()).isEqualTo(2);
            assertThat(one.path("quality").asText()).isEqualTo("high");
        });
        JsonNode cdr = awaitCdr(id);
        assertThat(cdr.path("cdr_type").asText()).isEqualTo("fax");
        assertThat(cdr.path("status").asText()).isEqualTo("delivered");
        assertThat(cdr.at("/cost/amount").decimalValue()).isEqualByComparingTo("0.014");
        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(told()).containsExactly("fax.queued", "fax.sending", "fax.delivered"));
    }

    @Test
    void a_document_is_fetched_from_where_it_is() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/a.pdf", exchange -> {
            exchange.sendResponseHeaders(200, TWO_PAGES.length);
            exchange.getResponseBody().write(TWO_PAGES);
            exchange.close();
        });
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            String id = id(sandbox()
                    .call("fax.send_fax", "{\"to\":\"" + machine() + "\",\"document_url\":\"" + base + "/a.pdf\"}"));
            Answer absent = sandbox()
                    .call("fax.send_fax", "{\"to\":\"" + machine() + "\",\"document_url\":\"" + base + "/b.pdf\"}");

            awaitStatus(id, "delivered");
            assertThat(absent.status()).isEqualTo(400);
            assertThat(absent.json().path("error_code").asText()).isEqualTo("TEL-303");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_text_goes_behind_its_cover_page_and_both_are_counted() {
        String to = machine();

        Answer accepted = FaxClient.send(
                sandbox().hub,
                sandbox().key.apiKey(),
                Map.of(
                        "to",
                        to,
                        "cover_page_enabled",
                        "true",
                        "cover_page_template",
                        "medical",
                        "cover_page.to_name",
                        "Dr. Ελένη <b>",
                        "resolution",
                        "standard"),
                "Hello there".getBytes(StandardCharsets.UTF_8));

        assertThat(accepted.json().at("/message/page_count").asInt()).isEqualTo(2);
        awaitStatus(id(accepted), "delivered");
        assertThat(seen(to).get(0).path("quality").asText()).isEqualTo("normal");
    }

    @Test
    void a_busy_line_is_dialled_again() {
        sandbox().behave("telnyx", "{\"receipt_status\":\"busy\",\"duplicate_receipts\":true,\"count\":1}");
        String to = machine();

        String id = id(fax(to, Map.of()));

        JsonNode over = awaitStatus(id, "delivered");
        assertThat(over.path("retry_count").asInt()).isEqualTo(1);
        assertThat(over.path("attempts").findValuesAsText("outcome")).containsExactly("sent", "sent");
        assertThat(seen(to)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"telnyx", "sinch"})
    void a_document_that_its_carrier_could_not_fetch_is_offered_again(String carrier) {
        sandbox().behave(carrier, "{\"receipt_status\":\"not_fetched\",\"count\":1}");
        if (!carrier.equals("telnyx")) {
            sandbox().behave("telnyx", "{\"status\":503,\"count\":1}");
        }
        String to = machine();

        String id = id(fax(to, Map.of("max_retries", "0")));

        JsonNode over = awaitStatus(id, "delivered");
        assertThat(over.path("retry_count").asInt()).as("dialled again").isZero();
        assertThat(over.path("attempts").findValuesAsText("outcome"))
                .filteredOn("sent"::equals)
                .hasSize(2);
        assertThat(seen(carrier, to)).isNotEmpty();
        assertThat(sandbox().adminGet("/actuator/prometheus").body())
                .containsPattern("tel_fax_not_fetched_total\\{[^}]*carrier=\"(?i:" + carrier + ")\"[^}]*} [1-9]");
    }

    @ParameterizedTest
    @CsvSource({
        "busy, failed, TEL-202, 0",
        "rejected, failed, TEL-204, 0",
        "negotiation, failed, TEL-301, 0",
        "failed, failed, TEL-302, 0",
        "partial, partial, TEL-302, 1",
    })
    void what_does_not_arrive_is_told_with_its_reason(String what, String status, String code, int pages) {
        sandbox().behave("telnyx", "{\"receipt_status\":\"" + what + "\",\"count\":1}");
        String to = machine();

        String id = id(fax(to, Map.of("max_retries", "0", "status_callback", consumer.url())));

        JsonNode over = awaitStatus(id, status);
        assertThat(over.path("error_code").asText()).isEqualTo(code);
        assertThat(over.path("pages_sent").asInt()).isEqualTo(pages);
        assertThat(awaitCdr(id).path("error_code").asText()).isEqualTo(code);
        assertThat(seen(to)).hasSize(1);
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(told()).endsWith("fax.failed"));
    }

    @Test
    void a_fax_whose_carrier_did_not_answer_in_time_is_found_by_its_reports_and_sent_once() {
        sandbox().behave("telnyx", "{\"accept_then_timeout\":true,\"count\":1}");
        String to = machine();

        String id = id(fax(to, Map.of()));

        awaitStatus(id, "delivered");
        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(get(id).path("attempts").findValuesAsText("outcome"))
                        .containsExactly("unknown"));
        assertThat(seen(to)).hasSize(1);
    }

    @Test
    void a_fax_that_no_carrier_can_take_now_waits() {
        sandbox().behave("telnyx", "{\"status\":503,\"count\":1}");
        sandbox().behave("sinch", "{\"status\":503,\"count\":1}");
        String to = machine();

        String id = id(fax(to, Map.of()));

        JsonNode over = awaitStatus(id, "delivered");
        assertThat(over.path("attempts").findValuesAsText("outcome"))
                .containsExactly("unavailable", "unavailable", "sent");
        assertThat(over.path("retry_count").asInt()).isZero();
    }

    @Test
    void a_fax_that_one_carrier_cannot_take_is_sent_by_the_other_and_once() {
        sandbox().behave("telnyx", "{\"status\":503,\"count\":1}");
        String to = machine();

        String id = id(fax(to, Map.of("status_callback", consumer.url())));

        JsonNode over = awaitStatus(id, "delivered");
        assertThat(over.path("carrier").asText()).isEqualTo("Sinch");
        assertThat(over.path("pages_sent").asInt()).isEqualTo(2);
        assertThat(over.path("attempts").findValuesAsText("carrier")).containsExactly("Telnyx", "Sinch");
        assertThat(over.path("attempts").findValuesAsText("outcome")).containsExactly("unavailable", "sent");
        assertThat(seen(to))
                .singleElement()
                .satisfies(one -> assertThat(one.path("taken").asBoolean()).isFalse());
        assertThat(seen("sinch", to)).singleElement().satisfies(one -> {
            assertThat(one.path("taken").asBoolean()).isTrue();
            assertThat(one.path("pages").asInt()).isEqualTo(2);
        });
        assertThat(awaitCdr(id).at("/cost/amount").decimalValue()).isEqualByComparingTo("0.09");
        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(told()).containsExactly("fax.queued", "fax.delivered"));
    }

    @Test
    void a_cover_has_the_logo_of_its_organization() throws IOException {
        String organization = Sandbox.resource("Organization", "Sandbox");
        // Dots without order are what no packer makes smaller.
        BufferedImage noise = new BufferedImage(80, 80, BufferedImage.TYPE_BYTE_GRAY);
        Random random = new Random(1);
        for (int dot = 0; dot < 80 * 80; dot++) {
            noise.getRaster().setSample(dot % 80, dot / 80, 0, random.nextInt(256));
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(noise, "png", png);
        String logo = Base64.getEncoder().encodeToString(png.toByteArray());
        int without = bytesOfCovered();

        assertThat(sandbox()
                        .adminPut(organization, "{\"logo\":\"" + logo + "\"}")
                        .status())
                .isEqualTo(200);
        try {
            assertThat(sandbox().adminGet(organization).json().at("/data/logo").asText())
                    .isEqualTo(logo);
            assertThat(bytesOfCovered() - without).isGreaterThan(5_000);
        } finally {
            sandbox().adminPut(organization, "{\"logo\":null}");
        }
    }

    private int bytesOfCovered() {
        String to = machine();
        awaitStatus(id(fax(to, Map.of("cover_page_enabled", "true"))), "delivered");
        return seen(to).get(0).path("bytes").asInt();
    }

    private Answer batch(Map<String, String> fields) {
        return FaxClient.sendBatch(sandbox().hub, sandbox().key.apiKey(), fields, TWO_PAGES);
    }

    private JsonNode batch(String id, String more) {
        return sandbox().ask("fax.get_batch", "batch_id=" + id + more).json().path("message");
    }

    @Test
    void a_document_goes_to_many_and_each_has_a_fax_of_its_own() {
        String one = machine();
        String two = machine();
        String blocked = machine();
        sandbox().create("TEL DNC Entry", "{\"phone_number\":\"" + blocked + "\",\"organization\":\"Sandbox\"}");
        Map<String, String> wish = Map.of(
                "recipients",
                "[\"" + one + "\",{\"to\":\"" + two + "\"},\"" + one + "\",\"nonsense\",\"" + blocked + "\"]",
                "batch_name",
                "Price list",
                "status_callback",
                consumer.url(),
                "cover_page_enabled",
                "true",
                "idempotency_key",
                "batch-" + one);

        Answer accepted = batch(wish);
        Answer again = batch(wish);

        assertThat(accepted.status()).as(accepted.body()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(accepted.body());
        JsonNode told = accepted.json().path("message");
        String id = told.path("batch_id").asText();
        assertThat(id).matches("BATCH-\\d{4}-\\d{6,}");
        assertThat(told.path("total_recipients").asInt()).isEqualTo(5);
        assertThat(told.path("failed_count").asInt()).isEqualTo(2);
        assertThat(told.path("page_count").asInt()).isEqualTo(3);
        await().atMost(Sandbox.SOON)
                .untilAsserted(
                        () -> assertThat(batch(id, "").path("status").asText()).isEqualTo("completed"));
        JsonNode over = batch(id, "");
        assertThat(over.path("delivered_count").asInt()).isEqualTo(2);
        assertThat(over.path("failed_count").asInt()).isEqualTo(3);
        assertThat(over.path("completed_at").asText()).isNotBlank();
        assertThat(over.path("recipients").findValuesAsText("status"))
                .containsExactly("failed", "failed", "delivered", "delivered", "failed");
        assertThat(over.path("recipients").findValuesAsText("error_code"))
                .startsWith("TEL-013", "TEL-001")
                .endsWith("TEL-103");
        assertThat(get(over.at("/recipients/2/fax_id").asText())
                        .path("pages_sent")
                        .asInt())
                .isEqualTo(3);
        assertThat(List.of(one, two)).allSatisfy(to -> assertThat(seen(to))
                .singleElement()
                .satisfies(fax -> assertThat(fax.path("pages").asInt()).isEqualTo(3)));
        assertThat(seen(blocked)).isEmpty();
        JsonNode first = batch(id, "&limit=3");
        JsonNode rest = batch(id, "&limit=3&cursor=" + first.path("next_cursor").asText());
        assertThat(first.path("recipients")).hasSize(3);
        assertThat(rest.path("recipients")).hasSize(2);
        assertThat(rest.path("next_cursor").isNull()).isTrue();
        JsonNode end = awaitEnd(id);
        assertThat(end.path("operation").asText()).isEqualTo("fax");
        assertThat(end.path("status").asText()).isEqualTo("completed");
        assertThat(end.path("batch_name").asText()).isEqualTo("Price list");
        assertThat(end.path("delivered_count").asInt()).isEqualTo(2);
        assertThat(end.path("failed_count").asInt()).isEqualTo(3);
        assertThat(cancelBatch(id).status()).isEqualTo(409);
    }

    private Answer cancelBatch(String batch) {
        return sandbox().call("fax.cancel_batch", "{\"batch_id\":\"" + batch + "\"}");
    }

    private JsonNode awaitEnd(String batch) {
        await().atMost(Sandbox.SOON).until(() -> !ends(batch).isEmpty());
        assertThat(ends(batch)).hasSize(1);
        return ends(batch).get(0).json().path("data");
    }

    private List<Consumer.Delivery> ends(String batch) {
        return consumer.all().stream()
                .filter(one -> one.event().equals("batch.completed"))
                .filter(one -> batch.equals(one.json().at("/data/batch_id").asText()))
                .toList();
    }

    @Test
    void what_waits_of_a_batch_is_not_dialled_again_once_it_is_canceled() {
        sandbox().behave("telnyx", "{\"receipt_status\":\"busy\",\"count\":2}");
        String one = machine();
        String two = machine();
        String id = batch(Map.of(
                        "recipients",
                        "[\"" + one + "\",\"" + two + "\",\"nonsense\"]",
                        "status_callback",
                        consumer.url()))
                .json()
                .at("/message/batch_id")
                .asText();
        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(List.of(1, 2)).allSatisfy(place -> assertThat(get(batch(id, "")
                                        .at("/recipients/" + place + "/fax_id")
                                        .asText())
                                .path("retry_count")
                                .asInt())
                        .isEqualTo(1)));

        Answer canceled = cancelBatch(id);

        assertThat(canceled.status()).as(canceled.body()).isEqualTo(200);
        assertThat(canceled.json().at("/message/status").asText()).isEqualTo("canceled");
        assertThat(canceled.json().at("/message/canceled_count").asInt()).isEqualTo(2);
        JsonNode end = awaitEnd(id);
        assertThat(end.path("status").asText()).isEqualTo("canceled");
        assertThat(end.path("canceled_count").asInt()).isEqualTo(2);
        assertThat(batch(id, "").path("recipients").findValuesAsText("status"))
                .containsExactly("failed", "canceled", "canceled");
        assertThat(cancelBatch(id).status()).isEqualTo(200);
        assertThat(cancelBatch("BATCH-2026-999999").status()).isEqualTo(404);
        assertThat(List.of(one, two)).allSatisfy(to -> assertThat(seen(to)).hasSize(1));
    }

    @Test
    void what_is_wrong_with_a_batch_is_said_and_nothing_of_it_is_sent() {
        String to = machine();
        String many = IntStream.range(0, 1_001).mapToObj(i -> "\"+1\"").collect(Collectors.joining(",", "[", "]"));

        Answer tooMany = batch(Map.of("recipients", many));
        Answer none = batch(Map.of("recipients", "[\"nonsense\"]"));
        Answer unknown = batch(Map.of("recipients", "[{\"to\":\"" + to + "\",\"colour\":\"red\"}]"));
        Answer document = FaxClient.sendBatch(
                sandbox().hub, sandbox().key.apiKey(), Map.of("recipients", "[\"" + to + "\"]"), new byte[] {0, 1, 2});

        assertThat(tooMany.status()).as(tooMany.body()).isEqualTo(413);
        assertThat(tooMany.json().path("_error_message").asText()).contains("1,000");
        assertThat(none.json().path("error_code").asText()).isEqualTo("TEL-001");
        assertThat(unknown.json().path("field").asText()).isEqualTo("recipients");
        assertThat(document.json().path("error_code").asText()).isEqualTo("TEL-303");
        assertThat(seen(to)).isEmpty();
    }

    @Test
    void what_is_no_document_is_refused_with_the_reason() {
        String to = machine();

        Answer junk = FaxClient.send(
                sandbox().hub, sandbox().key.apiKey(), Map.of("to", to), new byte[] {0x7f, 'E', 'L', 'F', 0, 1, 2});
        Answer none = FaxClient.send(sandbox().hub, sandbox().key.apiKey(), Map.of("to", to));
        Answer unknown = fax(to, Map.of("colour", "red"));

        assertThat(junk.status()).isEqualTo(400);
        assertThat(junk.json().path("error_code").asText()).isEqualTo("TEL-303");
        assertThat(none.json().path("error_code").asText()).isEqualTo("TEL-011");
        assertThat(unknown.json().path("field").asText()).isEqualTo("colour");
        assertThat(seen(to)).isEmpty();
    }

    @Test
    void who_asked_not_to_be_contacted_gets_no_fax() {
        String to = machine();
        sandbox().create("TEL DNC Entry", "{\"phone_number\":\"" + to + "\",\"organization\":\"Sandbox\"}");

        Answer listed = fax(to, Map.of());

        assertThat(listed.status()).isEqualTo(403);
        assertThat(listed.json().path("error_code").asText()).isEqualTo("TEL-103");
        assertThat(get(listed.json().path("fax_id").asText()).path("status").asText())
                .isEqualTo("failed");
        assertThat(seen(to)).isEmpty();
    }

    @Test
    void a_fax_is_stopped_by_its_owner_alone() {
        sandbox().behave("telnyx", "{\"receipt_status\":\"sending\",\"count\":1}");
        String id = id(fax(machine(), Map.of("status_callback", consumer.url())));
        awaitStatus(id, "sending");
        await().atMost(Sandbox.SOON)
                .untilAsserted(() ->
                        assertThat(get(id).path("carrier_fax_id").asText()).isNotBlank());

        Answer canceled = cancel(id);
        Answer again = cancel(id);

        assertThat(canceled.status()).as(canceled.body()).isEqualTo(200);
        assertThat(canceled.json().at("/message/status").asText()).isEqualTo("canceled");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("fax_id").asText()).isEqualTo(id);
        assertThat(awaitCdr(id).path("status").asText()).isEqualTo("canceled");
        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(told()).containsExactly("fax.queued", "fax.sending", "fax.failed"));
        assertThat(cancel("FAX-2026-999999").status()).isEqualTo(404);
    }

    @Test
    void a_repeated_request_is_answered_as_the_first_and_sends_nothing() {
        String to = machine();
        Map<String, String> key = Map.of("idempotency_key", to);
        Answer first = fax(to, key);

        Answer second = fax(to, key);

        assertThat(second.body()).isEqualTo(first.body());
        awaitStatus(id(first), "delivered");
        assertThat(seen(to)).hasSize(1);
        assertThat(fax(machine(), key).status()).isEqualTo(409);
    }

    @Test
    void the_documents_url_serves_its_attempt_and_nobody_else() {
        sandbox().behave("telnyx", "{\"receipt_status\":\"sending\",\"count\":1}");
        String to = machine();
        String id = id(fax(to, Map.of()));
        awaitStatus(id, "sending");
        URI url = URI.create(seen(to).get(0).at("/request/media_url").asText());
        String path = url.getPath() + "?" + url.getQuery();

        Answer open = sandbox().hub.get(path, null);
        Answer tampered = sandbox().hub.get(path.replaceFirst("expires=\\d", "expires=9"), null);

        assertThat(open.status()).isEqualTo(200);
        assertThat(open.header("Content-Type")).startsWith("application/pdf");
        assertThat(tampered.status()).isEqualTo(404);
        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(cancel(id).status()).isEqualTo(200));
        assertThat(sandbox().hub.get(path, null).status()).isEqualTo(404);
    }

    @Test
    void health_data_is_sealed_and_its_events_say_little() {
        JsonNode key = clinic();
        String secret = key.path("api_key").asText();
        Map<String, String> fields = Map.of(
                "to", machine(), "hipaa_mode", "true", "status_callback", consumer.url(), "context", "{\"case\":7}");

        Answer early = FaxClient.send(sandbox().hub, secret, fields, TWO_PAGES);
        sandbox()
                .create(
                        "TEL BAA Agreement",
                        "{\"organization\":\"" + key.path("organization").asText()
                                + "\",\"status\":\"Active\",\"expires_on\":\"2099-01-01\"}");
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(
                        FaxClient.send(sandbox().hub, secret, fields, TWO_PAGES).status())
                .isEqualTo(200));

        assertThat(early.json().path("error_code").asText()).isEqualTo("TEL-010");
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(told()).contains("fax.delivered"));
        assertThat(consumer.all())
                .allSatisfy(
                        told -> assertThat(told.json().at("/data/url").asText()).contains("get_status?fax_id="));
        assertThat(seen(fields.get("to")))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.path("pages").asInt()).isEqualTo(2));
    }

    private JsonNode clinic() {
        String organization = "Clinic " + machine();
        sandbox().create("Organization", "{\"name\":\"" + organization + "\"}");
        JsonNode key = sandbox()
                .create(
                        "TEL API Key",
                        "{\"module\":\"m\",\"organization\":\"" + organization
                                + "\",\"permissions\":{\"fax\":{\"send\":true}},\"tier\":\"Unlimited\"}");
        sandbox()
                .create(
                        "TEL DID",
                        "{\"phone_number\":\"" + machine()
                                + "\",\"country_code\":\"US\",\"status\":\"Active\",\"fax_enabled\":true,"
                                + "\"assigned_organization\":\"" + organization + "\",\"assigned_api_key\":\""
                                + key.path("name").asText() + "\"}");
        return key;
    }
}
