package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of messages that come in: their media, automatic replies, forwarding; each storage runs it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InboundMmsScenario {

    private static final String FORWARD_TO = "+14155598000";
    private static int people = 3000;

    private final Consumer consumer = new Consumer();
    private final AtomicInteger flaky = new AtomicInteger();
    private HttpServer store;

    abstract Sandbox sandbox();

    /** A number of ours; others of the same kind, for another storage's run, do not hurt it. */
    private static String person() {
        return "+1415559" + people++;
    }

    @BeforeAll
    void start() throws IOException {
        number("+14155597001", "Webhook", "");
        number("+14155597002", "Auto-Reply", ",\"auto_reply_text\":\"We are closed\"");
        number("+14155597003", "Forward", ",\"forward_to\":\"" + FORWARD_TO + "\"");
        store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/cat.jpg", 200, "image/jpeg", 1_000);
        serve("/page.html", 200, "text/html", 1_000);
        serve("/large.jpg", 200, "image/jpeg", 1_048_577);
        serve("/gone.jpg", 404, "image/jpeg", 10);
        serve("/moved.jpg", 302, "image/jpeg", 10);
        serve("/unsaid.png", 200, "application/octet-stream", 10);
        store.createContext("/flaky.jpg", exchange -> {
            boolean first = flaky.getAndIncrement() == 0;
            exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
            exchange.sendResponseHeaders(first ? 503 : 200, 4);
            exchange.getResponseBody().write(new byte[4]);
            exchange.close();
        });
        store.start();
    }

    private void serve(String path, int status, String type, int bytes) {
        store.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Location", "/cat.jpg");
            exchange.sendResponseHeaders(status, bytes);
            exchange.getResponseBody().write(new byte[bytes]);
            exchange.close();
        });
    }

    private void number(String number, String route, String more) {
        sandbox()
                .create(
                        "TEL DID",
                        "{\"phone_number\":\"" + number
                                + "\",\"country_code\":\"US\",\"status\":\"Active\",\"mms_enabled\":true,"
                                + "\"assigned_api_key\":\"KEY-sandbox\",\"assigned_organization\":\"Sandbox\","
                                + "\"webhook_url\":\"" + consumer.url() + "\",\"inbound_sms_route\":\"" + route + "\""
                                + more
                                + "}");
    }

    @AfterAll
    void stop() {
        String admin = Base64.getEncoder()
                .encodeToString(("admin:" + sandbox().key.adminPassword()).getBytes(StandardCharsets.UTF_8));
        for (int i = 1; i <= 3; i++) {
            sandbox()
                    .hub
                    .send(
                            "DELETE",
                            "/api/resource/TEL%20DID/%2B1415559700" + i,
                            Map.of("Authorization", "Basic " + admin),
                            null);
        }
        store.stop(0);
        consumer.close();
    }

    private void inbound(String carrier, String from, String to, String text, String... media) {
        String list = media.length == 0 ? "" : ",\"media\":[\"" + String.join("\",\"", media) + "\"]";
        Answer answer = sandbox()
                .hub
                .send(
                        "POST",
                        "/sandbox/" + carrier + "/_inbound",
                        Map.of(),
                        "{\"from\":\"" + from + "\",\"to\":\"" + to + "\",\"text\":\"" + text + "\"" + list + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private JsonNode told(String from) {
        await().atMost(Sandbox.SOON).until(() -> count(from) > 0);
        return consumer.all().stream()
                .map(Consumer.Delivery::json)
                .filter(event -> from.equals(event.at("/data/from").asText()))
                .findFirst()
                .orElseThrow()
                .path("data");
    }

    private long count(String from) {
        return consumer.all().stream()
                .filter(delivery -> delivery.event().equals("sms.received"))
                .filter(delivery -> from.equals(delivery.json().at("/data/from").asText()))
                .count();
    }

    private JsonNode messages(String field, String value) {
        String filters = Sandbox.encoded("[[\"" + field + "\",\"=\",\"" + value + "\"]]");
        return sandbox()
                .adminGet("/api/resource/TEL%20SMS%20Message?filters=" + filters + "&fields=%5B%22*%22%5D")
                .json()
                .path("data");
    }

    private static HttpResponse<byte[]> get(String url) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String stored(String path) {
        return "http://127.0.0.1:" + store.getAddress().getPort() + path;
    }

    @ParameterizedTest
    @ValueSource(strings = {"telnyx", "bandwidth", "sinch"})
    void media_that_come_in_are_fetched_kept_and_told_by_a_signed_url(String carrier) {
        String from = person();

        inbound(carrier, from, "+14155597001", "Look", "picture.png");

        JsonNode told = told(from);
        assertThat(told.path("body").asText()).isEqualTo("Look");
        assertThat(told.path("media_lost").asInt()).isZero();
        assertThat(told.path("media_urls")).hasSize(1);
        String url = told.path("media_urls").get(0).asText();
        HttpResponse<byte[]> medium = get(url);
        assertThat(medium.statusCode()).isEqualTo(200);
        assertThat(medium.body()).startsWith((byte) 0x89, 'P', 'N', 'G');
        assertThat(medium.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(medium.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(medium.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"SMS-")
                .endsWith(".png\"");
        JsonNode status = sandbox().status(told.path("message_id").asText());
        assertThat(status.path("media_urls").get(0).asText()).isEqualTo(url);
        JsonNode record = messages("from_number", from).get(0);
        assertThat(record.path("is_mms").asInt()).isEqualTo(1);
        assertThat(record.path("carrier").asText()).isEqualToIgnoringCase(carrier);
    }

    @Test
    void a_url_that_was_not_signed_by_us_or_was_changed_leads_nowhere() {
        String from = person();
        inbound("telnyx", from, "+14155597001", "Look", "picture.png");
        String url = told(from).path("media_urls").get(0).asText();

        assertThat(get(url).statusCode()).isEqualTo(200);
        assertThat(get(url.replaceFirst("expires=\\d+", "expires=9999999999")).statusCode())
                .isEqualTo(404);
        assertThat(get(url.replaceFirst("expires=\\d+", "expires=1")).statusCode())
                .isEqualTo(404);
        assertThat(get(url.replaceFirst("-1\\?", "-2?")).statusCode()).isEqualTo(404);
        assertThat(get(url.replaceFirst("signature=.", "signature=%C3%A9")).statusCode())
                .isEqualTo(404);
        assertThat(get(url.replaceFirst("\\?.*", "")).statusCode()).isEqualTo(404);
        assertThat(get(url.replaceFirst("/media/[^?]*", "/media/..%2f..%2fetc%2fpasswd"))
                        .statusCode())
                .isBetween(400, 404);
    }

    @Test
    void media_that_nobody_should_keep_are_lost_and_the_rest_is_told() {
        String from = person();

        inbound(
                "telnyx",
                from,
                "+14155597001",
                "",
                stored("/page.html"),
                stored("/large.jpg"),
                stored("/gone.jpg"),
                stored("/moved.jpg"),
                stored("/cat.jpg"),
                stored("/unsaid.png"));

        JsonNode told = told(from);
        assertThat(told.path("media_lost").asInt()).isEqualTo(4);
        assertThat(told.path("media_urls")).hasSize(2);
        assertThat(get(told.path("media_urls").get(0).asText()).body()).hasSize(1_000);
        assertThat(get(told.path("media_urls").get(1).asText()).headers().firstValue("Content-Type"))
                .hasValue("image/png");
    }

    @Test
    void a_medium_that_is_not_to_be_had_now_is_fetched_later() {
        String from = person();
        flaky.set(0);

        inbound("telnyx", from, "+14155597001", "Look", stored("/flaky.jpg"));

        assertThat(told(from).path("media_urls")).hasSize(1);
        assertThat(flaky.get()).isEqualTo(2);
    }

    @Test
    void a_number_replies_of_itself_once_an_hour_to_each_sender() {
        String from = person();

        inbound("telnyx", from, "+14155597002", "Hello");
        await().atMost(Sandbox.SOON).until(() -> sandbox().seen("telnyx", from) == 1);
        inbound("telnyx", from, "+14155597002", "Hello again");

        awaitKept(from, 2);
        JsonNode replies = messages("to_number", from);
        assertThat(replies).hasSize(1);
        assertThat(replies.get(0).path("body").asText()).isEqualTo("We are closed");
        assertThat(replies.get(0).path("from_number").asText()).isEqualTo("+14155597002");
        assertThat(messages("from_number", from).findValuesAsText("name"))
                .contains(replies.get(0)
                        .path("context_json")
                        .path("inbound_message_id")
                        .asText());
    }

    @Test
    void no_reply_goes_to_a_machine_to_ourselves_or_to_who_opted_out() {
        String machine = person();
        String leaving = person();

        inbound("telnyx", machine, "+14155597002", "Auto-reply: I am away");
        inbound("telnyx", "+14155597001", "+14155597002", "Hello");
        inbound("telnyx", leaving, "+14155597002", "STOP");
        inbound("telnyx", leaving, "+14155597002", "Really");

        awaitKept(machine, 1);
        assertThat(messages("to_number", machine)).isEmpty();
        assertThat(messages("to_number", "+14155597001").findValuesAsText("direction"))
                .doesNotContain("Outbound");
        await().atMost(Sandbox.SOON).until(() -> messages("to_number", leaving)
                .findValuesAsText("status")
                .contains("Failed"));
        // The confirmation of the opt-out, and nothing else, has left.
        assertThat(sandbox().seen("telnyx", leaving)).isEqualTo(1);
        sandbox().inbound(leaving, "START");
    }

    @Test
    void a_message_is_forwarded_with_its_sender_and_its_media() {
        String texting = person();
        String picturing = person();

        inbound("telnyx", texting, "+14155597003", "Hello");
        inbound("telnyx", picturing, "+14155597003", "Look", "picture.png");

        JsonNode text = forwarded("Fwd from " + texting + ": Hello");
        assertThat(text.path("to_number").asText()).isEqualTo(FORWARD_TO);
        assertThat(text.path("is_mms").asInt()).isZero();
        JsonNode picture = forwarded("Fwd from " + picturing + ": Look");
        assertThat(picture.path("is_mms").asInt()).isEqualTo(1);
        assertThat(picture.path("media_urls").get(0).asText())
                .isEqualTo(messages("from_number", picturing)
                        .get(0)
                        .path("media_urls")
                        .get(0)
                        .asText());
        sandbox().awaitStatus(picture.path("name").asText(), "delivered");
    }

    @Test
    void nothing_is_forwarded_in_a_circle() {
        String hopping = person();

        inbound("telnyx", FORWARD_TO, "+14155597003", "Back to you");
        inbound("telnyx", "+14155597001", "+14155597003", "From a number of ours");
        inbound("telnyx", hopping, "+14155597003", "Fwd from a: Fwd from b: Fwd from c: round and round");

        awaitKept(FORWARD_TO, 1);
        awaitKept(hopping, 1);
        assertThat(messages("to_number", FORWARD_TO).findValuesAsText("body"))
                .noneMatch(body -> body.contains("Back to you")
                        || body.contains("From a number of ours")
                        || body.contains("round and round"));
    }

    /** Until so many messages of a sender are kept; what the hub does with them of itself is kept with them. */
    private void awaitKept(String from, int count) {
        await().atMost(Sandbox.SOON).until(() -> messages("from_number", from).size() == count);
    }

    private JsonNode forwarded(String body) {
        await().atMost(Sandbox.SOON).until(() -> !messages("body", body).isEmpty());
        return messages("body", body).get(0);
    }
}
