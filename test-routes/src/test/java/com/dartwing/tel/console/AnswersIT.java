package com.dartwing.tel.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hub answers as its OpenAPI document says, well or not. */
class AnswersIT {

    private static final String SEND = "/api/method/dartwing_tel.api.sms.send_sms";
    private static final String SEND_MMS = "/api/method/dartwing_tel.api.sms.send_mms";
    private static final String STATUS = "/api/method/dartwing_tel.api.sms.get_status";
    private static final String CALL = "/api/method/dartwing_tel.api.voice.make_call";
    private static final String GET_CALL = "/api/method/dartwing_tel.api.voice.get_call";
    private static final String HANGUP = "/api/method/dartwing_tel.api.voice.hangup";
    private static final String FAX = "/api/method/dartwing_tel.api.fax.send_fax";
    private static final String FAX_STATUS = "/api/method/dartwing_tel.api.fax.get_status";
    private static final String FAX_BATCH = "/api/method/dartwing_tel.api.fax.send_batch";
    private static final String FAX_BATCH_STATE = "/api/method/dartwing_tel.api.fax.get_batch";
    private static final String FAX_CANCEL = "/api/method/dartwing_tel.api.fax.cancel";
    private static final String EXPLAIN = "/api/method/dartwing_tel.api.routing.explain";
    private static final String TRACE = "/api/method/dartwing_tel.api.routing.get_trace";
    private static final String MESSAGE = "{\"to\": \"+14155551234\", \"body\": \"Hello\"}";

    private static final ApiDescription API = ApiDescription.read();

    private static Site site;

    @BeforeAll
    static void startHub() {
        site = Site.start();
    }

    @AfterAll
    static void stopHub() {
        site.close();
    }

    @Test
    void a_message_from_sending_to_its_trace() {
        Answer sent = site.hub().post(SEND, site.key(), MESSAGE);
        String id = sent.json().at("/message/message_id").asText();

        assertDescribed(SEND, "post", 200, sent);
        assertDescribed(STATUS, "get", 200, site.hub().get(STATUS + "?message_id=" + id, site.key()));
        assertDescribed(TRACE, "get", 200, site.hub().get(TRACE + "?id=" + id, site.key()));
        assertDescribed(EXPLAIN, "post", 200, site.hub().post(EXPLAIN, site.key(), MESSAGE));
    }

    @Test
    void a_call_its_state_and_its_end() {
        Answer made = site.hub().post(CALL, site.key(), "{\"to\": \"+14155591500\"}");
        String id = made.json().at("/message/call_id").asText();

        assertDescribed(CALL, "post", 200, made);
        assertDescribed(CALL, "post", 400, site.hub().post(CALL, site.key(), "{\"to\": \"12\"}"));
        assertDescribed(
                CALL,
                "post",
                400,
                site.hub().post(CALL, site.key(), "{\"to\": \"+14155591500\", \"tts_voice\": \"\"}"));
        assertDescribed(CALL, "post", 403, site.hub().post(CALL, site.key(), "{\"to\": \"+19005551234\"}"));
        assertDescribed(GET_CALL, "get", 200, site.hub().get(GET_CALL + "?call_id=" + id, site.key()));
        Answer traced = site.hub().get(TRACE + "?id=" + id, site.key());
        assertDescribed(TRACE, "get", 200, traced);
        assertThat(traced.json().at("/message/attempts/0/carrier").asText())
                .isEqualTo(traced.json().at("/message/candidates/0/carrier").asText());
        assertThat(traced.json().at("/message/events/0/event").asText()).isEqualTo("call.initiated");
        assertDescribed(TRACE, "get", 404, site.hub().get(TRACE + "?id=FAX-2026-999999", site.key()));
        assertDescribed(GET_CALL, "get", 404, site.hub().get(GET_CALL + "?call_id=CALL-2026-999999", site.key()));
        assertDescribed(HANGUP, "post", 200, site.hub().post(HANGUP, site.key(), "{\"call_id\": \"" + id + "\"}"));
    }

    @Test
    void a_conference_that_cannot_be() {
        String create = "/api/method/dartwing_tel.api.voice.create_conference";
        String join = "/api/method/dartwing_tel.api.voice.join_conference";
        String get = "/api/method/dartwing_tel.api.voice.get_conference";
        String absent = "{\"name\": \"Daily\", \"call_ids\": [\"CALL-2026-999999\"]}";

        assertDescribed(create, "post", 400, site.hub().post(create, site.key(), "{\"name\": \"Daily\"}"));
        assertDescribed(create, "post", 404, site.hub().post(create, site.key(), absent));
        assertDescribed(join, "post", 400, site.hub().post(join, site.key(), "{}"));
        assertDescribed(get, "get", 404, site.hub().get(get + "?conference_id=CONF-2026-999999", site.key()));
    }

    @Test
    void a_fax_its_refusals_and_its_state() {
        Answer refused = site.hub()
                .post(FAX, site.key(), "{\"to\": \"+14155591600\", \"document_url\": \"http://127.0.0.1:9/a.pdf\"}");

        assertDescribed(FAX, "post", 400, refused);
        assertDescribed(FAX, "post", 400, site.hub().post(FAX, site.key(), "{\"to\": \"+14155591600\"}"));
        assertDescribed(FAX_STATUS, "get", 404, site.hub().get(FAX_STATUS + "?fax_id=FAX-2026-999999", site.key()));
        assertDescribed(
                FAX_CANCEL, "delete", 404, site.hub().delete(FAX_CANCEL + "?fax_id=FAX-2026-999999", site.key()));
        assertDescribed(FAX_BATCH, "post", 400, site.hub().post(FAX_BATCH, site.key(), "{\"recipients\": []}"));
        assertDescribed(FAX_BATCH_STATE, "get", 404, site.hub().get(FAX_BATCH_STATE + "?batch_id=none", site.key()));
        assertDescribed("/fax/{purpose}", "get", 404, site.hub().get("/fax/FAX-2026-000001-0.1", null));
    }

    @Test
    void an_mms_and_its_state() {
        Answer sent = site.hub()
                .post(
                        SEND_MMS,
                        site.key(),
                        "{\"to\": \"+14155591000\", \"media_urls\": [\"https://example.com/cat.jpg\"]}");
        String id = sent.json().at("/message/message_id").asText();

        assertDescribed(SEND_MMS, "post", 200, sent);
        assertDescribed(STATUS, "get", 200, site.hub().get(STATUS + "?message_id=" + id, site.key()));
        assertDescribed(SEND_MMS, "post", 400, site.hub().post(SEND_MMS, site.key(), MESSAGE));
        assertDescribed("/media/{medium}", "get", 404, site.hub().get("/media/SMS-2026-000001-1", null));
    }

    @Test
    void what_is_refused() {
        assertDescribed(SEND, "post", 401, site.hub().post(SEND, null, MESSAGE));
        assertDescribed(SEND, "post", 400, site.hub().post(SEND, site.key(), "{\"to\": \"12\", \"body\": \"Hello\"}"));
        assertDescribed(SEND, "post", 400, site.hub().post(SEND, site.key(), "{"));
        assertDescribed(STATUS, "get", 404, site.hub().get(STATUS + "?message_id=SMS-2026-999999", site.key()));
        assertDescribed(STATUS, "get", 400, site.hub().get(STATUS, site.key()));
    }

    /** Neither the server's own page nor an empty answer, whoever in the hub refuses. */
    @ParameterizedTest
    @CsvSource({
        "GET, /api/resource/TEL%20Call/a%2Fb",
        "GET, /api/method/dartwing_tel.api.sms.get_status%00",
        "GET, /api//method/ping",
        "FETCH, /api/method/ping",
    })
    void what_no_route_sees_is_refused_in_the_envelope_too(String method, String path) {
        Answer refused = site.hub().send(method, path, Map.of("X-Request-Id", "mine"), null);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("error_code").asText())
                .as(refused.body())
                .isEqualTo("TEL-011");
        assertThat(refused.json().path("request_id").asText()).isEqualTo("mine");
        assertThat(refused.header("X-Request-Id")).isEqualTo("mine");
    }

    @Test
    void a_body_that_breaks_off_is_its_callers_doing() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", site.hub().port())) {
            socket.getOutputStream()
                    .write(("POST " + SEND + " HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer " + site.key()
                                    + "\r\nTransfer-Encoding: chunked\r\n\r\nno length\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("TEL-011");
        }
    }

    @Test
    void media_of_a_message_that_comes_in_are_a_list() {
        Answer refused = site.hub()
                .send(
                        "POST",
                        "/sandbox/telnyx/_inbound",
                        Map.of(),
                        "{\"from\": \"+14155557777\", \"to\": \"+18005559999\", \"media\": \"picture.png\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("field").asText()).isEqualTo("media");
    }

    @Test
    void the_switches_and_the_health_of_a_carrier() {
        Answer all = site.hub().get("/health/carriers", null);
        String carrier = all.json().at("/message/carriers/0/carrier").asText();

        assertDescribed("/health/carriers", "get", 200, all);
        assertDescribed("/api/method/ping", "get", 200, site.hub().get("/api/method/ping", null));
        for (String order : new String[] {"disable", "drain", "enable"}) {
            assertDescribed(
                    "/admin/carriers/{carrier}/" + order,
                    "post",
                    200,
                    asAdmin("POST", "/admin/carriers/" + carrier + "/" + order, ""));
        }
        assertDescribed(
                "/admin/carriers/{carrier}/weight",
                "post",
                200,
                asAdmin("POST", "/admin/carriers/" + carrier + "/weight", "{\"weight\": 100}"));
        assertDescribed(
                "/admin/carriers/{carrier}/weight",
                "post",
                400,
                asAdmin("POST", "/admin/carriers/" + carrier + "/weight", "{\"weight\": 101}"));
        assertDescribed(
                "/admin/carriers/{carrier}/weight",
                "post",
                400,
                asAdmin("POST", "/admin/carriers/" + carrier + "/weight", "{\"weight\": 1, \"waight\": 1}"));
        assertDescribed(
                "/admin/carriers/{carrier}/disable", "post", 404, asAdmin("POST", "/admin/carriers/no/disable", ""));
        assertDescribed(
                "/api/method/dartwing_tel.admin.carrier_health",
                "get",
                200,
                asAdmin("GET", "/api/method/dartwing_tel.admin.carrier_health?carrier=" + carrier, null));
        assertDescribed(
                "/api/method/dartwing_tel.admin.key_spend",
                "get",
                400,
                asAdmin("GET", "/api/method/dartwing_tel.admin.key_spend", null));
        assertDescribed(
                "/api/method/dartwing_tel.admin.db_health",
                "get",
                200,
                asAdmin("GET", "/api/method/dartwing_tel.admin.db_health", null));
        assertDescribed(
                "/api/method/dartwing_tel.admin.db_health",
                "get",
                401,
                site.hub().get("/api/method/dartwing_tel.admin.db_health", null));
    }

    @Test
    void the_served_document_is_the_one_beside_the_routes() throws Exception {
        Answer served = site.hub().get("/openapi.json", null);

        assertThat(new ObjectMapper().readTree(served.body()).at("/info"))
                .isEqualTo(API.document().at("/info"));
    }

    private static Answer asAdmin(String method, String path, String body) {
        return method.equals("GET")
                ? site.hub().getAs("admin", site.password(), path)
                : site.hub().postAs("admin", site.password(), path, body);
    }

    private static void assertDescribed(String path, String method, int status, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(API.answer(path, method, status).validate(answer.json()))
                .as(answer.body())
                .isEmpty();
    }
}
