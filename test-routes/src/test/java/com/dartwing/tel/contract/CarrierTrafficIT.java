package com.dartwing.tel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.json.Json;
import com.dartwing.tel.system.HubProcess;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/**
 * Every request that leaves the hub, every answer and every call back, caught on the wire and judged by the carrier's
 * own document.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CarrierTrafficIT {

    /** One call that went through the wire. */
    record Call(String method, String path, Map<String, String> headers, String body, int status, String answer) {}

    private static final String KEY = "tel_live_" + random();
    private static final String PASSWORD = random();

    private final Wire toCarriers = new Wire();
    private final Wire toHub = new Wire();
    private HttpServer speech;
    private HubProcess hub;

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @BeforeAll
    void start() throws IOException {
        speech = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        speech.createContext("/v1/audio/transcriptions", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] said = "{\"text\":\"Call me back.\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        speech.start();
        hub = HubProcess.with(
                        "--tel.transcription.provider=whisper",
                        "--tel.transcription.url=http://127.0.0.1:"
                                + speech.getAddress().getPort(),
                        "--tel.sandbox.simulators-url=" + toCarriers.url(),
                        "--tel.sandbox.hub-url=" + toHub.url(),
                        "--tel.public-url=" + toHub.url())
                .env("TEL_BOOTSTRAP_API_KEY", KEY)
                .env("TEL_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD)
                .start();
        toCarriers.to(hub.url(""));
        toHub.to(hub.url(""));
    }

    @AfterAll
    void stop() {
        if (hub != null) {
            hub.close();
        }
        speech.stop(0);
        toCarriers.close();
        toHub.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"telnyx", "bandwidth", "sinch", "didww"})
    void what_is_said_to_a_carrier_and_by_it_is_what_its_document_says(String carrier) {
        for (String body : List.of("Plain words", "Ünïcödé and a rocket 🚀")) {
            sendAndAwaitDelivery("send_sms", carrier, "\"body\":\"" + body + "\"");
        }

        judge(carrier, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"telnyx", "bandwidth", "sinch"})
    void an_mms_is_said_as_the_carriers_document_says(String carrier) {
        String media = "\"media_urls\":[\"https://media.example.com/cat.png\"]";
        sendAndAwaitDelivery("send_mms", carrier, media);
        sendAndAwaitDelivery("send_mms", carrier, media + ",\"body\":\"A cat 🐈\"");
        sendAndAwaitDelivery("send_mms", carrier, media + ",\"subject\":\"" + "Cats ".repeat(40) + "\"");
        sendAndAwaitDelivery("send_mms", carrier, media + ",\"body\":\"A cat\",\"subject\":\"Cats\"");

        judge(carrier, 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"telnyx", "bandwidth", "sinch"})
    void what_comes_in_and_its_media_are_as_the_carriers_document_says(String carrier) {
        CarrierContract contract = CarrierContract.of(carrier);
        for (String more : List.of("", ",\"media\":[\"picture.png\"]")) {
            HubProcess.Answer answer = hub.send(
                    "POST",
                    "/sandbox/" + carrier + "/_inbound",
                    Map.of(),
                    "{\"from\":\"+14155591234\",\"to\":\"+18005559999\",\"text\":\"Look\"" + more + "}");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> toCarriers.calls("/sandbox/" + carrier + "/").stream()
                .anyMatch(call -> call.path().endsWith("/picture.png")));

        assertThat(inbound(carrier)).hasSize(2).allSatisfy(call -> assertThat(
                        contract.webhook(webhook(carrier, call.body()), call.headers(), call.body()))
                .as("call back " + call)
                .isEmpty());
        toCarriers.calls("/sandbox/" + carrier + "/").stream()
                .filter(call -> call.path().endsWith("/picture.png"))
                .forEach(call -> assertThat(call.status()).isEqualTo(200));
        if (carrier.equals("bandwidth")) {
            judge(carrier, 0);
        }
    }

    @Test
    void a_call_and_what_its_callee_hears_are_as_the_carriers_document_says() throws Exception {
        String carrier = "bandwidth";
        hangUp(call(
                carrier,
                ",\"caller_id_name\":\"Desk\",\"machine_detection\":true,\"max_duration_seconds\":120,"
                        + "\"audio_url\":\"https://media.example.com/a.mp3?b=1&c=2\""));

        judge(carrier, 0);
        assertThat(toCarriers.calls("/sandbox/" + carrier + "/api/v2/accounts/"))
                .extracting(Call::status)
                .contains(201, 200);
        String heard = toHub.calls("/api/tel/webhook/" + carrier + "/call").stream()
                .filter(call ->
                        call.body().contains("\"answer\"") && call.path().contains("&audio="))
                .findFirst()
                .orElseThrow()
                .answer();
        Document bxml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(heard)));
        assertThat(bxml.getDocumentElement().getNodeName()).isEqualTo("Response");
        assertThat(bxml.getElementsByTagName("PlayAudio").item(0).getTextContent())
                .isEqualTo("https://media.example.com/a.mp3?b=1&c=2");
        assertThat(bxml.getElementsByTagName("Pause")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("duration")
                        .getNodeValue())
                .isEqualTo("120");
    }

    @Test
    void calls_that_are_told_by_documents_are_told_as_the_carrier_reads_them() throws Exception {
        String carrier = "bandwidth";
        String id =
                call(carrier, ",\"tts_text\":\"Fish & \\\"chips\\\" <now>\\ufffe\",\"tts_voice\":\"en-GB-Neural2-A\"");
        command("speak", id, ",\"text\":\"Hello\",\"voice\":\"katrin\"");
        command("speak", id, ",\"text\":\"Hello\\u0007\",\"voice\":\"AWS.Polly.Joanna\\uffff\"");
        command("play_audio", id, ",\"audio_url\":\"https://media.example.com/b.mp3?a=1&b=2\",\"loop\":3");
        command("send_dtmf", id, ",\"digits\":\"" + "1w2#".repeat(15) + "\"");
        command("gather_dtmf", id, ",\"timeout_seconds\":120,\"prompt_text\":\"Press <one> & two\\uffff\"");
        command("gather_dtmf", id, ",\"max_digits\":1,\"prompt_audio_url\":\"https://media.example.com/c.mp3\"");
        command("start_recording", id, ",\"channels\":\"dual\",\"format\":\"wav\"");
        command("stop_recording", id, "");
        command("transfer", id, ",\"destination\":\"+14155551235\"");
        hangUp(id);
        HubProcess.Answer came = hub.send(
                "POST",
                "/sandbox/" + carrier + "/_inbound",
                Map.of(),
                "{\"call\":\"c-1\",\"from\":\"+14155559999\",\"to\":\"+14155551299\"}");
        assertThat(came.status()).as(came.body()).isEqualTo(200);

        judge(carrier, 8);
        assertThat(judgedDocuments(carrier)).hasSizeGreaterThan(10).anySatisfy(document -> assertThat(document)
                .contains("<Hangup>"));
    }

    @Test
    void calls_that_are_told_by_answers_are_told_as_the_carriers_document_says() {
        String carrier = "sinch";
        hangUp(call(
                carrier,
                ",\"machine_detection\":true,\"max_duration_seconds\":120,"
                        + "\"audio_url\":\"https://media.example.com/a.mp3?b=1&c=2;d\""));
        String id = call(carrier, ",\"tts_text\":\"Fish; [chips]\",\"tts_voice\":\"en-GB-Neural2-A\"");
        command("speak", id, ",\"text\":\"Hello\",\"voice\":\"katrin\"");
        command("play_audio", id, ",\"audio_url\":\"https://media.example.com/b.mp3?a=1;b=2\",\"loop\":3");
        command("gather_dtmf", id, ",\"timeout_seconds\":120,\"prompt_text\":\"Press <one>; two\"");
        command("gather_dtmf", id, ",\"max_digits\":1,\"prompt_audio_url\":\"https://media.example.com/c.mp3\"");
        command("gather_dtmf", id, "");
        command("transfer", id, ",\"destination\":\"+14155551235\"");
        hangUp(id);
        HubProcess.Answer came = hub.send(
                "POST",
                "/sandbox/" + carrier + "/_inbound",
                Map.of(),
                "{\"call\":\"c-1\",\"from\":\"+14155559999\",\"to\":\"+14155551299\"}");
        assertThat(came.status()).as(came.body()).isEqualTo(200);

        judge(carrier, 8);
        CarrierContract contract = CarrierContract.of(carrier);
        List<Call> callouts = toCarriers.calls("/sandbox/" + carrier + "/calling/v1/callouts");
        Stream<String> first = callouts.stream()
                .map(call -> Json.read(call.body()).at("/customCallout/ice").asText());
        Stream<String> next = toHub.calls("/api/tel/webhook/" + carrier + "/call").stream()
                .map(Call::answer)
                .filter(answer -> answer.contains("\"action\""));
        // What we answer is what a call is told in between.
        String told = "/calling/v1/calls/id/c-1";
        assertThat(Stream.concat(first, next).toList())
                .hasSizeGreaterThan(8)
                .allSatisfy(svaml -> assertThat(
                                contract.request("PATCH", told, callouts.get(0).headers(), svaml))
                        .as(svaml)
                        .isEmpty())
                .anySatisfy(svaml -> assertThat(svaml).contains("#href[https://media.example.com/a.mp3?b=1&c=2%3Bd]"))
                .anySatisfy(svaml -> assertThat(svaml).contains("#tts[Fish, (chips)]", "en-GB"))
                .anySatisfy(svaml -> assertThat(svaml).contains("\"hangup\""));
    }

    /** What it was answered, and what was put in the place of that: all as its tables say. */
    private List<String> judgedDocuments(String carrier) throws Exception {
        List<String> documents = Stream.concat(
                        toHub.calls("/api/tel/webhook/" + carrier).stream().map(Call::answer),
                        toCarriers.calls("/sandbox/" + carrier + "/").stream().map(Call::body))
                .filter(text -> text.startsWith("<?xml"))
                .toList();
        Validator bxml = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(CarrierTrafficIT.class.getResource("/contracts/bandwidth/bxml.xsd"))
                .newValidator();
        for (String document : documents) {
            assertThatCode(() -> bxml.validate(new StreamSource(new StringReader(document))))
                    .as(document)
                    .doesNotThrowAnyException();
        }
        return documents;
    }

    @Test
    void a_call_and_what_is_done_in_it_are_as_the_carriers_document_says() {
        String carrier = "telnyx";
        String id = call(
                carrier,
                ",\"caller_id_name\":\"Desk\",\"machine_detection\":true,\"max_duration_seconds\":120,"
                        + "\"audio_url\":\"https://media.example.com/a.mp3\"");
        command("speak", id, ",\"text\":\"Hello\",\"voice\":\"en-GB\"");
        command("play_audio", id, ",\"audio_url\":\"https://media.example.com/b.mp3\",\"loop\":2");
        command("send_dtmf", id, ",\"digits\":\"1w2#\"");
        command("gather_dtmf", id, ",\"min_digits\":1,\"max_digits\":4,\"timeout_seconds\":5,\"terminator\":\"#\"");
        command("gather_dtmf", id, ",\"max_digits\":1,\"prompt_text\":\"Press one\"");
        command("gather_dtmf", id, ",\"max_digits\":1,\"prompt_audio_url\":\"https://media.example.com/c.mp3\"");
        command("start_recording", id, ",\"channels\":\"dual\",\"format\":\"wav\"");
        command("stop_recording", id, "");
        command("transfer", id, ",\"destination\":\"+14155551235\"");
        hangUp(id);
        hangUp(call(carrier, ",\"tts_text\":\"Hello\",\"recording_enabled\":true"));

        judge(carrier, 12);
    }

    @Test
    void what_is_said_in_a_recording_is_written_down() {
        String id = call("telnyx", "");
        command("start_recording", id, ",\"transcribe\":true");
        String recording = hub.post(
                        "/api/method/dartwing_tel.api.voice.stop_recording", KEY, "{\"call_id\":\"" + id + "\"}")
                .json()
                .at("/message/recording_id")
                .asText();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        hub.get("/api/method/dartwing_tel.api.voice.get_recording?recording_id=" + recording, KEY)
                                .json()
                                .at("/message/transcription/text")
                                .asText())
                .isEqualTo("Call me back."));
        hangUp(id);
    }

    @ParameterizedTest
    @CsvSource({"telnyx, true, 10", "bandwidth, true, 8", "sinch, false, 7"})
    void a_conference_is_as_the_carriers_document_says(String carrier, boolean recorded, int least) throws Exception {
        String host = call(carrier, "");
        String guest = call(carrier, "");
        HubProcess.Answer made = hub.post(
                "/api/method/dartwing_tel.api.voice.create_conference",
                KEY,
                "{\"name\":\"Daily\",\"call_ids\":[\"" + host + "\",\"" + guest + "\"],\"record\":" + recorded + "}");
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        String id = made.json().at("/message/conference_id").asText();
        String conference = ",\"conference_id\":\"" + id + "\"";
        await().atMost(Duration.ofSeconds(20))
                .until(() -> hub.get("/api/method/dartwing_tel.api.voice.get_conference?conference_id=" + id, KEY)
                        .json()
                        .at("/message/participants/1/status")
                        .asText()
                        .equals("joined"));
        command("mute_participant", guest, conference);
        command("unmute_participant", guest, conference);
        command("leave_conference", guest, conference);
        HubProcess.Answer ended =
                hub.post("/api/method/dartwing_tel.api.voice.end_conference", KEY, "{" + conference.substring(1) + "}");
        assertThat(ended.status()).as(ended.body()).isEqualTo(200);
        awaitStatus("voice.get_conference?conference_id=" + id, "ended");
        hangUp(guest);
        // Some carriers hang up on whoever is in it.
        hub.post("/api/method/dartwing_tel.api.voice.hangup", KEY, "{\"call_id\":\"" + host + "\"}");
        awaitStatus("voice.get_call?call_id=" + host, "completed");

        judge(carrier, least);
        if (carrier.equals("bandwidth")) {
            assertThat(judgedDocuments(carrier))
                    .anySatisfy(document -> assertThat(document).contains("<Conference", ">" + id + "</Conference>"));
            assertThat(toHub.calls("/api/tel/webhook/" + carrier))
                    .filteredOn(call -> call.body().contains("\"conferenceCreated\""))
                    .singleElement()
                    .satisfies(call -> assertThat(call.answer()).contains("<StartRecording "));
        }
    }

    @ParameterizedTest
    @CsvSource({"telnyx, sinch", "sinch, telnyx"})
    void a_fax_is_said_as_the_carriers_document_says(String carrier, String other) {
        operate(other, "disable");
        try {
            fax(carrier);
        } finally {
            operate(other, "enable");
        }

        assertThat(toHub.calls("/api/tel/webhook/" + carrier + "/fax")).isNotEmpty();
        judge(carrier, 1);
    }

    private void operate(String carrier, String order) {
        HubProcess.Answer done = hub.send(
                "POST",
                "/admin/carriers/" + carrier + "/" + order,
                Map.of(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8))),
                "");
        assertThat(done.status()).as(done.body()).isEqualTo(200);
    }

    private void fax(String carrier) {
        String form = "--b\r\nContent-Disposition: form-data; name=\"to\"\r\n\r\n+14155551234\r\n--b\r\n"
                + "Content-Disposition: form-data; name=\"document\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n"
                + "Some words\r\n--b--\r\n";

        HubProcess.Answer sent = hub.send(
                "POST",
                "/api/method/dartwing_tel.api.fax.send_fax",
                Map.of("Authorization", "Bearer " + KEY, "Content-Type", "multipart/form-data; boundary=b"),
                form);

        assertThat(sent.status()).as(sent.body()).isEqualTo(200);
        String asked =
                "fax.get_status?fax_id=" + sent.json().at("/message/fax_id").asText();
        awaitStatus(asked, "delivered");
        assertThat(hub.get("/api/method/dartwing_tel.api." + asked, KEY)
                        .json()
                        .at("/message/carrier")
                        .asText())
                .isEqualToIgnoringCase(carrier);
    }

    /** A call that somebody has answered. */
    private String call(String carrier, String more) {
        HubProcess.Answer made = hub.post(
                "/api/method/dartwing_tel.api.voice.make_call",
                KEY,
                "{\"to\":\"+14155551234\",\"preferred_carrier\":\"" + carrier + "\"" + more + "}");
        assertThat(made.json().at("/message/carrier").asText()).as(made.body()).isEqualToIgnoringCase(carrier);
        String id = made.json().at("/message/call_id").asText();
        awaitStatus("voice.get_call?call_id=" + id, "in_progress");
        return id;
    }

    private void command(String name, String call, String more) {
        HubProcess.Answer answer = hub.post(
                "/api/method/dartwing_tel.api.voice." + name, KEY, "{\"call_id\":\"" + call + "\"" + more + "}");
        assertThat(answer.status()).as(name + ": " + answer.body()).isEqualTo(200);
    }

    private void hangUp(String id) {
        command("hangup", id, "");
        awaitStatus("voice.get_call?call_id=" + id, "completed");
    }

    private void awaitStatus(String asked, String status) {
        await().atMost(Duration.ofSeconds(20)).until(() -> hub.get("/api/method/dartwing_tel.api." + asked, KEY)
                .json()
                .at("/message/status")
                .asText()
                .equals(status));
    }

    private List<Call> inbound(String carrier) {
        return toHub.calls("/api/tel/webhook/" + carrier).stream()
                .filter(call -> webhook(carrier, call.body()).contains("nbound"))
                .toList();
    }

    private void sendAndAwaitDelivery(String function, String carrier, String fields) {
        HubProcess.Answer answer = hub.post(
                "/api/method/dartwing_tel.api.sms." + function,
                KEY,
                "{\"to\":\"+14155551234\"," + fields + ",\"preferred_carrier\":\"" + carrier + "\"}");
        assertThat(answer.json().path("message").path("carrier").asText())
                .as(answer.body())
                .isEqualToIgnoringCase(carrier);
        String id = answer.json().path("message").path("message_id").asText();
        awaitStatus("sms.get_status?message_id=" + id, "delivered");
    }

    /** Judges all that has been said to a carrier and by it so far. */
    private void judge(String carrier, int least) {
        CarrierContract contract = CarrierContract.of(carrier);
        List<Call> sent = toCarriers.calls("/sandbox/" + carrier + "/").stream()
                // Stores of media and recordings that are no part of the API.
                .filter(call -> !call.path().startsWith("/sandbox/" + carrier + "/media/")
                        && !call.path().startsWith("/sandbox/" + carrier + "/recordings/"))
                .toList();
        assertThat(sent).hasSizeGreaterThanOrEqualTo(least).allSatisfy(call -> {
            String path = call.path().substring(("/sandbox/" + carrier).length());
            assertThat(contract.request(call.method(), path, call.headers(), call.body()))
                    .as("request " + call)
                    .isEmpty();
            assertThat(contract.response(call.method(), path, call.status(), call.answer()))
                    .as("answer " + call)
                    .isEmpty();
        });
        List<Call> back = toHub.calls("/api/tel/webhook/" + carrier);
        assertThat(back).hasSizeGreaterThanOrEqualTo(least).allSatisfy(call -> {
            assertThat(call.status()).isEqualTo(200);
            assertThat(contract.webhook(webhook(carrier, call.body()), call.headers(), call.body()))
                    .as("call back " + call)
                    .isEmpty();
        });
    }

    /** What the carrier's document calls a call back. */
    private static String webhook(String carrier, String body) {
        return switch (carrier) {
            case "telnyx" -> telnyxWebhook(body);
            case "bandwidth" -> bandwidthWebhook(body);
            case "sinch" ->
                body.contains("\"callid\"")
                        ? sinchCall(body)
                        : body.contains("contact_message")
                                ? "messageInbound"
                                : body.contains("message_delivery_report")
                                        ? "messageDelivery"
                                        : body.contains("FAX_COMPLETED")
                                                ? "faxCompleted"
                                                : body.contains("mo_text") ? "inbound" : "deliveryReport";
            default -> body.contains("dlr_event") ? "dlrEvent" : "outboundMessageCallback";
        };
    }

    private static String sinchCall(String body) {
        Matcher event = Pattern.compile("\"event\":\"([^\"]+)\"").matcher(body);
        assertThat(event.find()).as(body).isTrue();
        return switch (event.group(1)) {
            case "ice" -> "callIncoming";
            case "ace" -> "callAnswered";
            case "pie" -> "callPromptInput";
            case "notify" -> "callNotification";
            default -> "callDisconnected";
        };
    }

    private static String bandwidthWebhook(String body) {
        Matcher event = Pattern.compile("\"eventType\":\"([^\"]+)\"").matcher(body);
        if (!event.find()) {
            return body.contains("message-received") ? "inboundCallback" : "statusCallback";
        }
        return switch (event.group(1)) {
            case "initiate" -> "callInitiated";
            case "answer" -> "callAnswered";
            case "redirect" -> "callRedirected";
            case "gather" -> "callGathered";
            case "recordComplete" -> "callRecordComplete";
            case "recordingAvailable" -> "callRecordingAvailable";
            case "transferComplete" -> "callTransferComplete";
            case "machineDetectionComplete" -> "callMachineDetected";
            case "disconnect" -> "callEnded";
            // Those of conferences are named there as they name themselves.
            default -> event.group(1);
        };
    }

    /** A call's webhooks are named in camel case there, those of faxes as they name themselves. */
    private static String telnyxWebhook(String body) {
        Matcher type = Pattern.compile("\"event_type\":\"([^\"]+)\"").matcher(body);
        assertThat(type.find()).as(body).isTrue();
        String event = type.group(1);
        if (event.startsWith("message.")) {
            return event.equals("message.received") ? "inboundMessage" : "deliveryUpdate";
        }
        return event.startsWith("fax.")
                ? event
                : Pattern.compile("\\.([a-z])").matcher(event).replaceAll(found -> found.group(1)
                        .toUpperCase(java.util.Locale.ROOT));
    }

    /** Passes calls on and keeps them. */
    private static final class Wire implements AutoCloseable {

        private final HttpServer server;
        private final HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final List<Call> calls = new CopyOnWriteArrayList<>();
        private volatile URI target;

        Wire() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            server.setExecutor(Executors.newFixedThreadPool(8));
            server.createContext("/", exchange -> {
                byte[] body = exchange.getRequestBody().readAllBytes();
                Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
                HttpRequest.Builder request = HttpRequest.newBuilder(
                                target.resolve(exchange.getRequestURI().toString()))
                        .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
                headers.forEach((name, value) -> {
                    if (!List.of(
                                    "host",
                                    "connection",
                                    "content-length",
                                    "upgrade",
                                    "http2-settings",
                                    "transfer-encoding")
                            .contains(name.toLowerCase(java.util.Locale.ROOT))) {
                        request.header(name, value);
                    }
                });
                try {
                    HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                    calls.add(new Call(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            headers,
                            new String(body, StandardCharsets.UTF_8),
                            answer.statusCode(),
                            new String(answer.body(), StandardCharsets.UTF_8)));
                    answer.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                            .set("Content-Type", type));
                    exchange.sendResponseHeaders(
                            answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
                    exchange.getResponseBody().write(answer.body());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    exchange.close();
                }
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        void to(URI hub) {
            target = hub;
        }

        List<Call> calls(String prefix) {
            return calls.stream().filter(call -> call.path().startsWith(prefix)).toList();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
