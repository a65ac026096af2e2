package com.dartwing.tel.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarrierContractTest {
    private static final String JSON = "application/json";
    private static final String JSON_API = "application/vnd.api+json";
    private static final String BASIC = "Basic " + Base64.getEncoder().encodeToString("user:password".getBytes(UTF_8));
    private static final String BEARER = "Bearer 0123456789abcdef";

    private static final CarrierContract TELNYX = CarrierContract.of("telnyx");
    private static final CarrierContract BANDWIDTH = CarrierContract.of("bandwidth");
    private static final CarrierContract SINCH = CarrierContract.of("sinch");
    private static final CarrierContract DIDWW = CarrierContract.of("didww");

    @Test
    void aCarrierWithoutContractIsRefused() {
        assertThatThrownBy(() -> CarrierContract.of("nobody")).hasMessageContaining("nobody");
    }

    @ParameterizedTest
    @CsvSource({
        "telnyx,    /v2/messages,                     send",
        "telnyx,    /v2/messages,                     sendMms",
        "bandwidth, /api/v2/users/9900000/messages,   send",
        "bandwidth, /api/v2/users/9900000/messages,   sendMms",
        "sinch,     /v1/projects/p1/messages:send,    conversationMedia",
        "sinch,     /xms/v1/jd63jf88477ll123/batches, send",
        "sinch,     /xms/v1/jd63jf88477ll123/batches, text",
        "sinch,     /xms/v1/jd63jf88477ll123/batches, media"
    })
    void eachSampleRequestPasses(String carrier, String path, String sample) {
        // The fixture has words where the documentation wants a URL.
        var body = sample(carrier, "requests/" + sample).replace("callback url", "https://hub.example.com/callback");

        var violations = CarrierContract.of(carrier).request("POST", path, headers(BEARER, JSON), body);

        assertThat(violations).isEmpty();
    }

    @Test
    void aSampleCalloutPasses() {
        var violations = SINCH.request(
                "POST", "/calling/v1/callouts", headers(BASIC, JSON), sample("sinch", "requests/customCallout"));

        assertThat(violations).isEmpty();
        assertThat(SINCH.response("POST", "/calling/v1/callouts", 200, sample("sinch", "responses/customCallout.200")))
                .isEmpty();
    }

    @Test
    void aSampleOfAConferencesMemberPasses() {
        assertThat(SINCH.request(
                        "PATCH",
                        "/calling/v1/conferences/id/c1/m1",
                        headers(BASIC, JSON),
                        sample("sinch", "requests/manageParticipant")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"callIncoming, ice", "callAnswered, ace", "callPromptInput, pie", "callNotification, notify"})
    void aSampleOfACallPasses(String webhook, String sample) {
        var headers = Map.of(
                "content-type", JSON,
                "x-timestamp", "2026-11-27T12:00:00Z",
                "authorization", "application key:c2lnbmF0dXJl");

        assertThat(SINCH.webhook(webhook, headers, sample("sinch", "calls/" + sample)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "telnyx,    POST, /v2/messages,                     200, sendMms",
        "telnyx,    POST, /v2/messages,                     422, error",
        "telnyx,    GET,  /v2/balance,                      200, balance",
        "bandwidth, POST, /api/v2/users/9900000/messages,   202, send",
        "sinch,     POST, /xms/v1/jd63jf88477ll123/batches, 201, text",
        "sinch,     POST, /xms/v1/jd63jf88477ll123/batches, 201, media",
        "sinch,     POST, /v1/projects/p1/messages:send,    200, conversationMedia",
        "sinch,     POST, /xms/v1/jd63jf88477ll123/batches, 400, error",
        "sinch,     GET,  /xms/v1/jd63jf88477ll123/batches, 200, list",
        "sinch,     GET,  /calling/v1/calls/id/c1,          200, callInformation",
        "didww,     POST, /outbound_messages,               201, outboundMessage",
        "didww,     POST, /outbound_messages,               400, error",
        "didww,     GET,  /v3/balance,                      200, balance"
    })
    void eachSampleResponsePasses(String carrier, String method, String path, int status, String sample) {
        var body = sample(carrier, "responses/" + sample + "." + status);

        var violations = CarrierContract.of(carrier).response(method, path, status, body);

        assertThat(violations).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "telnyx, inboundMessage,          inboundMessage",
        "telnyx, deliveryUpdate,          deliveryUpdate",
        "telnyx, deliveryUpdate,          deliveryUpdate.delivered",
        "telnyx, deliveryUpdate,          deliveryUpdate.failed",
        "sinch,  inbound,                 inboundText",
        "sinch,  inbound,                 inboundBinary",
        "sinch,  inbound,                 inboundMedia",
        "sinch,  deliveryReport,          batchDeliveryReportSms",
        "sinch,  deliveryReport,          batchDeliveryReportMms",
        "sinch,  deliveryReport,          recipientDeliveryReportSms",
        "sinch,  deliveryReport,          recipientDeliveryReportMms",
        "sinch,  messageDelivery,         messageDelivery.delivered",
        "sinch,  messageDelivery,         messageDelivery.failed",
        "sinch,  messageInbound,          messageInbound.media",
        "didww,  outboundMessageCallback, outboundMessageCallback.success",
        "didww,  outboundMessageCallback, outboundMessageCallback.failed",
        "didww,  dlrEvent,                dlrEvent.delivered"
    })
    void eachSampleWebhookPasses(String carrier, String webhook, String sample) {
        var headers = Map.of(
                "content-type", carrier.equals("didww") ? JSON_API : JSON,
                "telnyx-timestamp", "1785000000",
                "telnyx-signature-ed25519", "c2lnbmF0dXJl");

        var violations = CarrierContract.of(carrier).webhook(webhook, headers, sample(carrier, "webhooks/" + sample));

        assertThat(violations).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "inboundCallback, smsMessageReceived",
        "inboundCallback, mmsMessageReceived",
        "statusCallback,  messageSending",
        "statusCallback,  messageSent",
        "statusCallback,  smsMessageDelivered",
        "statusCallback,  groupMmsMessageDelivered",
        "statusCallback,  messageFailed"
    })
    void bandwidthSendsItsCallbacksInAnArray(String webhook, String sample) {
        var one = sample("bandwidth", "webhooks/" + sample);

        assertThat(BANDWIDTH.webhook(webhook, Map.of("Content-Type", JSON), "[" + one + "]"))
                .isEmpty();
        assertThat(BANDWIDTH.webhook(webhook, Map.of("Content-Type", JSON), one))
                .containsExactly("body: is not the array that " + webhook + " is sent as");
    }

    @Nested
    class ARequest {
        @Test
        void missesARequiredField() {
            var violations = send(TELNYX, "/v2/messages", headers(BEARER, JSON), "{\"text\": \"Hi\"}");

            assertThat(violations).singleElement().asString().contains("'to'", "required");
        }

        @Test
        void hasAFieldOfAnotherType() {
            var body =
                    "{\"applicationId\": \"a\", \"from\": \"+14155550100\", \"to\": \"+14155550123\", \"text\": \"Hi\"}";

            var violations = send(BANDWIDTH, "/api/v2/users/9900000/messages", headers(BEARER, JSON), body);

            assertThat(violations).singleElement().asString().contains("body/to", "string found, array expected");
        }

        @Test
        void hasAFieldThatTheCarrierDoesNotKnow() {
            var body =
                    "{\"to\": \"+14155550123\", \"from\": \"+14155550100\", \"text\": \"Hi\", \"reference\": \"SMS-1\"}";

            var violations = send(TELNYX, "/v2/messages", headers(BEARER, JSON), body);

            assertThat(violations).singleElement().asString().contains("'reference'");
        }

        @Test
        void hasAnUnknownFieldInsideAnotherOrAmongAlternatives() {
            var text = "{\"type\": \"mt_text\", \"to\": [\"14155550123\"], \"body\": \"Hi\", \"text\": \"Hi\"}";
            var media =
                    "{\"type\": \"mt_media\", \"to\": [\"14155550123\"], \"body\": {\"url\": \"https://a.example/b\","
                            + " \"caption\": \"Hi\"}}";

            assertThat(send(SINCH, "/xms/v1/plan/batches", headers(BEARER, JSON), text))
                    .anySatisfy(violation -> assertThat(violation).contains("'text'"));
            assertThat(send(SINCH, "/xms/v1/plan/batches", headers(BEARER, JSON), media))
                    .anySatisfy(violation -> assertThat(violation).contains("'caption'"));
        }

        @Test
        void hasAFieldOfAnotherFormat() {
            var body = "{\"to\": \"+14155550123\", \"text\": \"Hi\", \"send_at\": \"tomorrow\"}";

            var violations = send(TELNYX, "/v2/messages", headers(BEARER, JSON), body);

            assertThat(violations).singleElement().asString().contains("body/send_at", "date-time");
        }

        @Test
        void goesToAnotherPath() {
            var body = sample("telnyx", "requests/send");

            assertThat(send(TELNYX, "/messages", headers(BEARER, JSON), body))
                    .containsExactly("telnyx has no path /messages");
            assertThat(TELNYX.request("PUT", "/v2/messages", headers(BEARER, JSON), body))
                    .containsExactly("telnyx has no PUT /v2/messages, only [POST]");
            assertThat(send(BANDWIDTH, "/api/v2/users//messages", headers(BEARER, JSON), "{}"))
                    .containsExactly("bandwidth has no path /api/v2/users//messages");
            assertThat(send(
                            BANDWIDTH,
                            "/api/v2/users/{accountId}/messages",
                            headers(BEARER, JSON),
                            sample("bandwidth", "requests/send")))
                    .containsExactly("path accountId: the placeholder {accountId} was not filled");
        }

        @Test
        void hasAPathParameterOfAnotherFormat() {
            assertThat(TELNYX.request("GET", "/v2/messages/SMS-1", Map.of("Authorization", BEARER), null))
                    .singleElement()
                    .asString()
                    .contains("path id", "uuid");
        }

        @Test
        void hasAQueryThatTheCarrierDoesNotKnow() {
            assertThat(SINCH.request("GET", "/xms/v1/plan/batches?page_size=1", Map.of("Authorization", BEARER), null))
                    .isEmpty();
            assertThat(SINCH.request(
                            "GET", "/xms/v1/plan/batches?page_size=one&size=1", Map.of("Authorization", BEARER), null))
                    .satisfiesExactly(
                            violation -> assertThat(violation).contains("query page_size", "integer expected"),
                            violation -> assertThat(violation).isEqualTo("query size: is not described"));
        }

        @ParameterizedTest
        @CsvSource({
            "telnyx,    /v2/messages,                   requests/send,            bearerAuth",
            "bandwidth, /api/v2/users/9900000/messages, requests/send,            Basic or OAuth2",
            "sinch,     /xms/v1/plan/batches,           requests/send,            Bearer",
            "didww,     /outbound_messages,             requests/outboundMessage, Trunk"
        })
        void hasNoCredentials(String carrier, String path, String sample, String wanted) {
            var headers = Map.of("Content-Type", carrier.equals("didww") ? JSON_API : JSON);

            var violations = send(CarrierContract.of(carrier), path, headers, sample(carrier, sample));

            assertThat(violations).containsExactly("credentials: " + wanted + " is missing");
        }

        @Test
        void hasCredentialsOfAnotherScheme() {
            var body = sample("didww", "requests/outboundMessage");

            assertThat(send(DIDWW, "/outbound_messages", headers(BASIC, JSON_API), body))
                    .isEmpty();
            assertThat(send(DIDWW, "/outbound_messages", headers(BEARER, JSON_API), body))
                    .containsExactly("credentials: Trunk is missing");
            assertThat(send(DIDWW, "/outbound_messages", headers("Basic dXNlcjo=", JSON_API), body))
                    .as("a user without password")
                    .containsExactly("credentials: Trunk is missing");
            assertThat(send(
                            TELNYX,
                            "/v2/messages",
                            headers("Bearer {{telnyx.key}}", JSON),
                            sample("telnyx", "requests/send")))
                    .as("a placeholder that was not filled")
                    .containsExactly("credentials: bearerAuth is missing");
        }

        @Test
        void hasAnotherContentType() {
            var body = sample("didww", "requests/outboundMessage");

            assertThat(send(DIDWW, "/outbound_messages", headers(BASIC, JSON), body))
                    .containsExactly("header Content-Type: application/json is none of [application/vnd.api+json]");
            assertThat(send(DIDWW, "/outbound_messages", headers(BASIC, JSON_API + "; charset=utf-8"), body))
                    .containsExactly("header Content-Type: JSON:API allows no parameter charset=utf-8");
            assertThat(send(
                            TELNYX,
                            "/v2/messages",
                            headers(BEARER, "application/json; charset=utf-8"),
                            sample("telnyx", "requests/send")))
                    .isEmpty();
            assertThat(send(TELNYX, "/v2/messages", Map.of("authorization", BEARER), "{}"))
                    .containsExactly("header Content-Type: is missing");
        }

        @Test
        void hasNoBodyOrABrokenOne() {
            assertThat(send(TELNYX, "/v2/messages", headers(BEARER, JSON), null))
                    .containsExactly("body: is missing");
            assertThat(send(TELNYX, "/v2/messages", headers(BEARER, JSON), "{\"to\": \"+1\"} {}"))
                    .containsExactly("body: is not application/json");
            assertThat(send(TELNYX, "/v2/messages", headers(BEARER, JSON), "{\"to\": \"+1\", \"to\": \"+2\"}"))
                    .containsExactly("body: is not application/json");
            assertThat(TELNYX.request("GET", "/v2/balance", headers(BEARER, JSON), "{}"))
                    .containsExactly("body: none is described");
        }

        @ParameterizedTest
        @CsvSource({"bandwidth, /api/v1/oauth2/token", "sinch, /oauth2/token"})
        void asksForATokenByForm(String carrier, String path) {
            var contract = CarrierContract.of(carrier);
            var headers = headers(BASIC, "application/x-www-form-urlencoded");

            assertThat(send(contract, path, headers, "grant_type=client_credentials"))
                    .isEmpty();
            assertThat(send(contract, path, headers, "grant_type=password"))
                    .singleElement()
                    .asString()
                    .contains("body/grant_type");
            assertThat(send(
                            contract,
                            path,
                            headers(BEARER, headers.get("Content-Type")),
                            "grant_type=client_credentials"))
                    .containsExactly("credentials: Client is missing");
        }

        @Test
        void sendsANumberWithAPlusWhereDigitsAreWanted() {
            var body = sample("didww", "requests/outboundMessage").replace("\"1415", "\"+1415");

            assertThat(send(DIDWW, "/outbound_messages", headers(BASIC, JSON_API), body))
                    .hasSize(2)
                    .anySatisfy(violation -> assertThat(violation).contains("body/data/attributes/destination"))
                    .anySatisfy(violation -> assertThat(violation).contains("body/data/attributes/source"));
        }

        @Test
        void asksForTheBalanceWithAKey() {
            assertThat(DIDWW.request("GET", "/v3/balance", Map.of("api-key", "k"), ""))
                    .isEmpty();
            assertThat(DIDWW.request("GET", "/v3/balance", Map.of(), ""))
                    .containsExactly("credentials: ApiKey is missing");
        }
    }

    @Nested
    class AResponse {
        @Test
        void missesARequiredField() {
            assertThat(SINCH.response("POST", "/xms/v1/plan/batches", 201, "{\"id\": \"01FC\"}"))
                    .isNotEmpty()
                    .allSatisfy(violation -> assertThat(violation).contains("required"));
        }

        @Test
        void hasAFieldThatTheCarrierDoesNotSend() {
            var body = sample("bandwidth", "responses/send.202").replace("\"owner\"", "\"holder\"");

            assertThat(BANDWIDTH.response("POST", "/api/v2/users/9900000/messages", 202, body))
                    .singleElement()
                    .asString()
                    .contains("'holder'");
        }

        @Test
        void hasAStatusThatIsNotDescribed() {
            assertThat(BANDWIDTH.response("POST", "/api/v2/users/9900000/messages", 200, "{}"))
                    .containsExactly("status 200 is not described");
        }

        @Test
        void mayHaveNullWhereTheDocumentSaysSo() {
            var row = "{\"messages\": [{\"messageId\": \"1\", \"deliveredTime\": null, \"messageId\": \"2\"}]}";
            var page = "{\"totalCount\": 1, \"pageInfo\": {}, \"messages\": [{\"messageId\": \"1\", \"errorCode\": 0,"
                    + " \"campaignId\": null}]}";

            assertThat(BANDWIDTH.response("GET", "/api/v2/users/9900000/messages", 200, page))
                    .isEmpty();
            assertThat(BANDWIDTH.response("GET", "/api/v2/users/9900000/messages", 200, row))
                    .containsExactly("body: is not application/json");
            assertThat(BANDWIDTH.response("GET", "/api/v2/users/9900000/messages", 200, page.replace("\"1\"", "null")))
                    .singleElement()
                    .asString()
                    .contains("messageId", "null found");
        }
    }

    @Nested
    class AWebhook {
        @Test
        void isNotSigned() {
            var body = sample("telnyx", "webhooks/inboundMessage");

            assertThat(TELNYX.webhook("inboundMessage", Map.of("Content-Type", JSON), body))
                    .containsExactly(
                            "header telnyx-timestamp: is missing", "header telnyx-signature-ed25519: is missing");
        }

        @Test
        void hasAnEventThatTheCarrierDoesNotHave() {
            var headers = Map.of("Content-Type", JSON, "telnyx-timestamp", "1", "telnyx-signature-ed25519", "c2ln");
            var body = sample("telnyx", "webhooks/deliveryUpdate").replace("message.sent", "message.delivered");

            assertThat(TELNYX.webhook("deliveryUpdate", headers, body))
                    .singleElement()
                    .asString()
                    .contains("body/data/event_type");
            assertThat(TELNYX.webhook("messageDelivered", headers, body))
                    .containsExactly("telnyx has no webhook messageDelivered");
        }
    }

    private static List<String> send(CarrierContract contract, String path, Map<String, String> headers, String body) {
        return contract.request("POST", path, headers, body);
    }

    private static Map<String, String> headers(String authorization, String contentType) {
        return Map.of("Authorization", authorization, "Content-Type", contentType);
    }

    private static String sample(String carrier, String name) {
        try {
            return Files.readString(Path.of("src/test/resources/contracts", carrier, name + ".json"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
