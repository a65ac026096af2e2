package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a partner meets when the hub has a certificate for it, waits for parts of messages for a moment only, and sends two
 * messages at a time.
 */
class SmppSettingsIT {

    private static TestCertificate certificate;
    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        certificate = new TestCertificate();
        sandbox = Sandbox.ownOnH2(
                "--tel.smpp.parts-kept-for=1s",
                "--tel.smpp.sent-at-once=2",
                "--tel.smpp.tls=true",
                "--tel.smpp.tls-port=0",
                "--spring.ssl.bundle.pem.smpp.keystore.certificate=file:" + certificate.certificate,
                "--spring.ssl.bundle.pem.smpp.keystore.private-key=file:" + certificate.key);
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
        certificate.close();
    }

    private static int port(String protocol) {
        Matcher found = Pattern.compile(protocol + " on port (\\d+)").matcher(sandbox.hub.logs());
        assertThat(found.find()).isTrue();
        return Integer.parseInt(found.group(1));
    }

    private static SmppClient partner(SMPPSession session, String protocol) throws Exception {
        return new SmppClient(
                session,
                port(protocol),
                BindType.BIND_TRX,
                "sandbox",
                sandbox.key.smppPassword(),
                Sandbox.NUMBER.substring(1));
    }

    private static SSLContext trusting() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(certificate.trustStore)) {
            store.load(in, certificate.trustStorePassword().toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void a_partner_binds_and_sends_over_tls() throws Exception {
        SSLContext trusting = trusting();
        SMPPSession session = new SMPPSession(
                (host, port) -> new SocketConnection(trusting.getSocketFactory().createSocket(host, port)));
        try (SmppClient partner = partner(session, "SMPP over TLS")) {
            String id = partner.submit("+14155575001", "Hello over TLS");

            sandbox.awaitRecord(id, "Delivered");
        }
    }

    @Test
    void a_message_whose_rest_never_comes_has_failed_and_its_partner_hears_of_it() throws Exception {
        try (SmppClient partner = partner(new SMPPSession(), "SMPP")) {
            String id = partner.submit("+14155575002", 0x40, 0, part(1, "The beginning, "));
            String endless = partner.submit("+14155575003", 0x40, 0, part(2, "the end"));

            String receipt = receiptOf(id, partner);
            sandbox.awaitRecord(endless, "Failed");

            assertThat(receipt).contains(" stat:EXPIRED err:007 ");
            JsonNode record = record(id);
            assertThat(record.path("status").asText()).isEqualTo("Failed");
            assertThat(record.path("error_code").asText()).isEqualTo("TEL-007");
            assertThat(record.path("body").asText()).isEqualTo("The beginning, ");
            assertThat(record.path("to_number").asText()).isEqualTo("+14155575002");
            assertThat(partner.query(id).getMessageState().value()).isEqualTo((byte) 3);
        }
    }

    @Test
    void what_waits_behind_others_can_be_taken_back_and_stopped() throws Exception {
        String stopped = "+14155575014";
        sandbox.carriers().forEach(carrier -> sandbox.behave(carrier, "{\"latency_ms\":4000,\"count\":2}"));
        try (SmppClient partner = partner(new SMPPSession(), "SMPP")) {
            partner.submit("+14155575010", "On its way");
            partner.submit("+14155575011", "On its way");
            String first = partner.submit("+14155575012", "Taken back over SMPP");
            String second = partner.submit("+14155575013", "Taken back over REST");
            String third = partner.submit(stopped, "Stopped");
            String last = partner.submit("+14155575015", "Sent");

            partner.cancel(first, "");
            assertThat(sandbox.hub
                            .delete(
                                    "/api/method/dartwing_tel.api.sms.cancel_scheduled?message_id=" + second,
                                    sandbox.key.apiKey())
                            .status())
                    .isEqualTo(200);
            sandbox.inbound(stopped, "STOP");

            sandbox.awaitRecord(last, "Delivered");
            sandbox.awaitRecord(third, "Failed");
            assertThat(status(first)).isEqualTo("Canceled");
            assertThat(status(second)).isEqualTo("Canceled");
            assertThat(record(third).path("error_code").asText()).isEqualTo("TEL-103");
        } finally {
            sandbox.carriers().forEach(sandbox::behaveAgain);
        }
    }

    private static JsonNode record(String id) {
        return sandbox.adminGet(Sandbox.resource("TEL SMS Message", id)).json().path("data");
    }

    private static String status(String id) {
        return record(id).path("status").asText();
    }

    private static String receiptOf(String id, SmppClient partner) throws InterruptedException {
        while (true) {
            DeliverSm heard = partner.hear();
            String text = new String(heard.getShortMessage(), StandardCharsets.US_ASCII);
            if (text.startsWith("id:" + id + " ")) {
                return text;
            }
        }
    }

    private static byte[] part(int number, String text) {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        byte[] part = new byte[6 + octets.length];
        System.arraycopy(new byte[] {5, 0, 3, 9, 2, (byte) number}, 0, part, 0, 6);
        System.arraycopy(octets, 0, part, 6, octets.length);
        return part;
    }
}
