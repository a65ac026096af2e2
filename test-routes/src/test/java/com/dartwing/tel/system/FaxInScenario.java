package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way of a fax in, from its carrier's call to its owner; each storage runs it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaxInScenario {

    private static final String NUMBER = "+14155596001";
    /** One fax is read after the other, after everybody else. */
    private static final Duration READ = Duration.ofMinutes(2);

    private static final AtomicInteger MACHINES = new AtomicInteger(1000);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Consumer consumer = new Consumer();

    abstract Sandbox sandbox();

    private static String machine() {
        return "+1628557" + MACHINES.getAndIncrement();
    }

    @BeforeAll
    void number() {
        number(NUMBER, "Sandbox", "KEY-sandbox", ",\"fax_enabled\":true");
    }

    private void number(String number, String organization, String key, String more) {
        sandbox()
                .create(
                        "TEL DID",
                        "{\"phone_number\":\"" + number + "\",\"country_code\":\"US\",\"status\":\"Active\","
                                + "\"assigned_organization\":\"" + organization
                                + "\",\"assigned_api_key\":\"" + key + "\",\"webhook_url\":\"" + consumer.url() + "\""
                                + more + "}");
    }

    @AfterEach
    void behaveAgain() {
        sandbox().behaveAgain("telnyx");
    }

    @AfterAll
    void stop() {
        sandbox().adminDelete(Sandbox.resource("TEL DID", NUMBER));
        consumer.close();
    }

    private void comesIn(String from, String to, String document, String more) {
        Answer answer = sandbox()
                .hub
                .send(
                        "POST",
                        "/sandbox/telnyx/_inbound",
                        Map.of(),
                        "{\"from\":\"" + from + "\",\"to\":\"" + to + "\",\"fax\":\"" + document + "\"" + more + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private List<Consumer.Delivery> told(String field, String value) {
        return consumer.all().stream()
                .filter(one -> value.equals(one.json().path("data").path(field).asText()))
                .toList();
    }

    private Consumer.Delivery awaitTold(String from) {
        await().atMost(READ).until(() -> !told("from", from).isEmpty());
        return told("from", from).get(0);
    }

    private JsonNode get(String id) {
        return sandbox().ask("fax.get_status", "fax_id=" + id).json().path("message");
    }

    private JsonNode records(String type, String field, String value) {
        return sandbox()
                .adminGet(Sandbox.resource(type, "").replaceFirst("/$", "") + "?fields=%5B%22*%22%5D&filters="
                        + Sandbox.encoded("[[\"" + field + "\",\"=\",\"" + value + "\"]]"))
                .json()
                .path("data");
    }

    /** What the audit log has of who saw the fax: who asked for its state, and who fetched its document. */
    private JsonNode accesses(String id) {
        return records("TEL Audit Log", "reference_name", id);
    }

    private static HttpResponse<byte[]> fetch(String url) {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The share of black dots in a part of a page, which is given in shares of its width and height. */
    private static double black(BufferedImage page, double top, double bottom) {
        int black = 0;
        int all = 0;
        for (int y = (int) (top * page.getHeight()); y < (int) (bottom * page.getHeight()); y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                all++;
                black += (page.getRGB(x, y) & 0xff) < 128 ? 1 : 0;
            }
        }
        return (double) black / all;
    }

    private static void assertLetter(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, 100, ImageType.GRAY);
            assertThat(black(page, 0, 0.3)).as("text above").isBetween(0.002, 0.2);
            assertThat(black(page, 0.6, 1)).as("paper below").isZero();
        }
    }

    @Test
    void a_picture_comes_in_and_is_a_pdf_with_that_very_picture() throws IOException {
        String from = machine();

        comesIn(from, NUMBER, "letter.tiff", "");

        JsonNode told = awaitTold(from).json();
        assertThat(told.path("event").asText()).isEqualTo("fax.received");
        assertThat(told.at("/data/to").asText()).isEqualTo(NUMBER);
        assertThat(told.at("/data/page_count").asInt()).isEqualTo(2);
        HttpResponse<byte[]> pdf = fetch(told.at("/data/pdf_url").asText());
        assertThat(pdf.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertLetter(pdf.body());
        byte[] tiff = fetch(
                        sandbox().hub.url("/sandbox/telnyx/faxes/letter.tiff").toString())
                .body();
        try (PDDocument document = Loader.loadPDF(pdf.body())) {
            PDImageXObject picture = (PDImageXObject) document.getPage(0)
                    .getResources()
                    .getXObject(document.getPage(0)
                            .getResources()
                            .getXObjectNames()
                            .iterator()
                            .next());
            assertThat(picture.getStream().getFilters()).containsExactly(COSName.CCITTFAX_DECODE);
            assertThat(latin1(tiff))
                    .contains(
                            latin1(picture.getCOSObject().createRawInputStream().readAllBytes()));
        }
    }

    @Test
    void a_number_that_asks_for_it_gets_the_text_and_a_document_that_can_be_searched() throws IOException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "tesseract"))),
                "tesseract is not installed");
        String number = machine();
        number(number, "Sandbox", "KEY-sandbox", ",\"fax_enabled\":true,\"ocr_enabled\":true");
        String from = machine();

        comesIn(from, number, "letter.tiff", "");

        JsonNode told = awaitTold(from).json().path("data");
        assertThat(told.path("text").asText()).contains("your invoice of March has the number 4711", "\f");
        JsonNode fax = get(told.path("fax_id").asText());
        assertThat(fax.path("text").asText()).isEqualTo(told.path("text").asText());
        byte[] pdf = fetch(told.path("pdf_url").asText()).body();
        assertLetter(pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document)).contains("invoice", "4711", "goodbye");
        }
        sandbox().adminDelete(Sandbox.resource("TEL DID", number));
    }

    @Test
    void a_pdf_comes_in_and_can_be_asked_for_with_a_key() throws IOException {
        String from = machine();

        comesIn(from, NUMBER, "letter.pdf", ",\"partial\":true");

        JsonNode told = awaitTold(from).json().path("data");
        assertThat(told.path("partial_content").asBoolean()).isTrue();
        String id = told.path("fax_id").asText();
        JsonNode fax = get(id);
        assertThat(fax.path("direction").asText()).isEqualTo("inbound");
        assertThat(fax.path("status").asText()).isEqualTo("received");
        assertThat(fax.path("from_number").asText()).isEqualTo(from);
        assertThat(fax.path("carrier").asText()).isEqualTo("Telnyx");
        assertThat(fax.path("page_count").asInt()).isEqualTo(2);
        assertLetter(fetch(fax.path("document_url").asText()).body());
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(sandbox()
                        .ask("analytics.get_cdrs", "record_id=" + id)
                        .json()
                        .at("/message/cdrs"))
                .singleElement()
                .satisfies(cdr -> assertThat(cdr.path("status").asText()).isEqualTo("received")));
        assertThat(accesses(id)).hasSize(2);
    }

    @Test
    void a_fax_that_is_told_again_is_the_same() {
        String from = machine();
        String same = ",\"id\":\"" + UUID.randomUUID() + "\"";

        comesIn(from, NUMBER, "letter.tiff", same);
        comesIn(from, NUMBER, "letter.tiff", same);
        awaitTold(from);
        comesIn(from, NUMBER, "letter.tiff", same);

        assertThat(records("TEL Fax", "from_number", from)).hasSize(1);
        assertThat(told("from", from)).hasSize(1);
    }

    @Test
    void a_fax_for_a_number_that_takes_none_is_not_kept() {
        String from = machine();
        String deaf = "+14155596002";
        number(deaf, "Sandbox", "KEY-sandbox", "");

        comesIn(from, "+14155596003", "letter.tiff", "");
        comesIn(from, deaf, "letter.tiff", "");

        assertThat(records("TEL Fax", "from_number", from)).isEmpty();
        sandbox().adminDelete(Sandbox.resource("TEL DID", deaf));
    }

    @Test
    void a_document_that_is_not_to_be_had_now_is_fetched_later() {
        sandbox().behave("telnyx", "{\"operation\":\"fax.fetch\",\"status\":503,\"count\":1}");
        String from = machine();

        comesIn(from, NUMBER, "letter.tiff", "");

        assertThat(awaitTold(from).event()).isEqualTo("fax.received");
    }

    @ParameterizedTest
    @CsvSource({
        "gone, TEL-302",
        "page.html, TEL-303",
        "http://127.0.0.1:9/letter.pdf, TEL-302",
    })
    void a_document_that_cannot_be_had_is_told_with_its_reason(String document, String code) {
        String from = machine();

        comesIn(from, NUMBER, document, "");

        JsonNode told = awaitTold(from).json();
        assertThat(told.path("event").asText()).isEqualTo("fax.failed");
        assertThat(told.at("/data/error_code").asText()).isEqualTo(code);
        JsonNode fax = get(told.at("/data/fax_id").asText());
        assertThat(fax.path("status").asText()).isEqualTo("failed");
        assertThat(fax.path("error_code").asText()).isEqualTo(code);
        assertThat(fax.path("document_url").isNull()).isTrue();
    }

    @Test
    void of_a_fax_with_health_data_little_is_told_and_the_rest_to_who_has_a_key() throws IOException {
        String number = machine();
        JsonNode key = clinic();
        number(
                number,
                key.path("organization").asText(),
                key.path("name").asText(),
                ",\"fax_enabled\":true,\"ocr_enabled\":true");

        comesIn(machine(), number, "letter.tiff", "");

        await().atMost(READ).until(() -> consumer.all().stream()
                .anyMatch(one -> one.json().at("/data/url").isTextual()));
        Consumer.Delivery told = consumer.all().stream()
                .filter(one -> one.json().at("/data/url").isTextual())
                .findFirst()
                .orElseThrow();
        assertThat(told.event()).isEqualTo("fax.received");
        assertThat(told.body()).doesNotContain(number).doesNotContain("signature");
        URI url = URI.create(told.json().at("/data/url").asText());
        JsonNode fax = sandbox()
                .hub
                .get(url.getPath() + "?" + url.getQuery(), key.path("api_key").asText())
                .json()
                .path("message");
        assertThat(fax.path("hipaa_mode").asBoolean()).isTrue();
        assertThat(told.body()).doesNotContain("invoice");
        assertLetter(fetch(fax.path("document_url").asText()).body());
        assertThat(accesses(fax.path("fax_id").asText())).hasSize(2);
        sandbox().adminDelete(Sandbox.resource("TEL DID", number));
    }

    private JsonNode clinic() {
        String organization = "Practice " + machine();
        sandbox().create("Organization", "{\"name\":\"" + organization + "\"}");
        sandbox()
                .create(
                        "TEL BAA Agreement",
                        "{\"organization\":\"" + organization
                                + "\",\"status\":\"Active\",\"expires_on\":\"2099-01-01\"}");
        return sandbox()
                .create(
                        "TEL API Key",
                        "{\"module\":\"m\",\"organization\":\"" + organization
                                + "\",\"permissions\":{\"fax\":{\"receive\":true}},\"tier\":\"Unlimited\"}");
    }

    @Test
    void who_is_forgotten_leaves_no_document() {
        String from = machine();
        comesIn(from, NUMBER, "letter.tiff", "");
        String url = awaitTold(from).json().at("/data/pdf_url").asText();
        assertThat(fetch(url).statusCode()).isEqualTo(200);

        sandbox().admin("/api/method/dartwing_tel.admin.gdpr_erase", "{\"phone_number\":\"" + from + "\"}");

        assertThat(fetch(url).statusCode()).isEqualTo(404);
        assertThat(records("TEL Fax", "from_number", from)).isEmpty();
    }
}
