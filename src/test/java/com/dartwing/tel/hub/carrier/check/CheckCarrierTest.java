package com.dartwing.tel.hub.carrier.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CheckCarrierTest {

    private static final String DECLARATION =
            """
            title: Acme
            description: Everything from one hand.
            priority: 3
            capabilities: [sms]
            countries: [US]
            settings:
              url: {title: Base URL, env: ACME_URL, value: "https://api.acme.example"}
              token: {title: API token, env: ACME_TOKEN, secret: true}
              hook: {title: Secret of callbacks, env: ACME_HOOK, secret: true}
            auth: {scheme: bearer, token: token}
            webhook: {scheme: secret-header, header: X-Acme, secret: hook}
            statuses: {ARRIVED: Delivered, LOST: Undelivered}
            errors: {RUDE: {kind: rejected, code: TEL-102}}
            sandbox-rates: {sms: {"1": 0.004}}
            """;
    private static final String ROUTES =
            """
            - templatedRoute:
                routeTemplateRef: carrier-http
                routeId: acme-sms-send
                parameters:
                  - {name: description, value: Sends an SMS through Acme}
                  - {name: carrier, value: acme}
                  - {name: operation, value: sms.send}
                  - {name: path, value: /send}
                  - {name: request, value: "{number: .to, sender: .from, words: .body, ref: .attempt}"}
                  - {name: response, value: "{carrierId: .ticket}"}
                  - {name: error, value: "{code: .why}"}
            - templatedRoute:
                routeTemplateRef: carrier-probe
                routeId: acme-health
                parameters:
                  - {name: description, value: Asks Acme how it is}
                  - {name: carrier, value: acme}
                  - {name: path, value: /health}
            - templatedRoute:
                routeTemplateRef: carrier-webhook
                routeId: acme-webhook
                parameters:
                  - {name: description, value: Takes what Acme tells}
                  - {name: carrier, value: acme}
                  - name: events
                    value: >-
                      if .words then [{type: "message", carrierId: .ticket, from: .sender, to: .number, body: .words}]
                      else [{type: "receipt", carrierId: .ticket, attempt: .ref, status: .state}] end
            """;
    private static final String SAMPLES =
            """
            sms.send: {response: {ticket: T1}, error: {why: RUDE}}
            receipt: {ticket: T1, state: ARRIVED}
            message: {ticket: M1, sender: "+14155551234", number: "+18005559999", words: Hello}
            """;

    @TempDir
    private Path routes;

    @BeforeEach
    void begin() throws IOException {
        write("carrier.yaml", DECLARATION);
        write("acme.camel.yaml", ROUTES);
        write("samples.yaml", SAMPLES);
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(
                Files.createDirectories(routes.resolve("carriers/acme")).resolve(file), content);
    }

    private String check(int expected, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = CheckCarrier.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
        String table = out.toString(StandardCharsets.UTF_8);
        assertThat(status).as(table).isEqualTo(expected);
        return table.replaceAll(" +", " ");
    }

    private static Stream<String> shipped() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(System.getProperty("hub.root"), "carriers"))) {
            return folders
                    .filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void whatIsShippedIsComplete(String carrier) {
        assertThat(check(0, "check", carrier)).endsWith("Complete.\n");
    }

    @Test
    void aCompleteFolderOfTheOperatorsPasses() {
        assertThat(check(0, "check", "acme", "--tel.routes-dir=" + routes))
                .contains("ok sms.send error finds code RUDE, which means rejected")
                .contains("ok webhook takes a call signed by secret-header, and no other")
                .doesNotContain(" hint ");
    }

    @Test
    void aFolderOverSmppNeedsNeitherMappingsNorWebhook() throws IOException {
        write(
                "carrier.yaml",
                """
                title: Acme
                description: By an older way.
                capabilities: [sms]
                countries: [US]
                settings:
                  url: {title: Address of the SMSC, env: ACME_URL}
                  system-id: {title: System id, env: ACME_SYSTEM_ID}
                  password: {title: Password, env: ACME_PASSWORD, secret: true}
                smpp: {binds: 2, long-messages: sar, receipt-ids: decimal}
                statuses: {DELIVRD: Delivered, UNDELIV: Undelivered}
                sandbox-rates: {sms: {"1": 0.004}}
                """);
        write(
                "acme.camel.yaml",
                """
                - templatedRoute:
                    routeTemplateRef: carrier-smpp
                    routeId: acme-sms-send
                    parameters: [{name: description, value: Sends}, {name: carrier, value: acme}]
                - templatedRoute:
                    routeTemplateRef: carrier-smpp-probe
                    routeId: acme-health
                    parameters: [{name: description, value: Asks}, {name: carrier, value: acme}]
                """);

        assertThat(check(0, "check", "acme", "--tel.routes-dir=" + routes))
                .contains("ok sms.send leaves over SMPP")
                .endsWith("Complete.\n");
    }

    @Test
    void aRouteIsDefinedInOneFile() throws IOException {
        write("acme-again.camel.yaml", ROUTES);

        assertThat(check(1, "check", "acme", "--tel.routes-dir=" + routes))
                .contains("wrong carriers/acme/acme.camel.yaml it defines acme-")
                .contains("as carriers/acme/acme-again.camel.yaml does");
    }

    @Test
    void anEmptyFileTakesAPackagedOneAway() throws IOException {
        Path telnyx = Files.createDirectories(routes.resolve("carriers/telnyx"));
        Path own = telnyx.resolve("own.camel.yaml");
        Files.copy(Path.of(System.getProperty("hub.root"), "carriers/telnyx/telnyx-calls.camel.yaml"), own);
        assertThat(check(1, "check", "telnyx", "--tel.routes-dir=" + routes))
                .contains("wrong carriers/telnyx/own.camel.yaml it defines telnyx-")
                .contains("as carriers/telnyx/telnyx-calls.camel.yaml does");

        Files.writeString(telnyx.resolve("telnyx-calls.camel.yaml"), "# They are in own.camel.yaml\n");

        assertThat(check(0, "check", "telnyx", "--tel.routes-dir=" + routes)).endsWith("Complete.\n");
    }

    @Test
    void aFileThatIsNoTextIsNamed() throws IOException {
        Files.write(routes.resolve("carriers/acme/acme.camel.yaml"), new byte[] {(byte) 0xff, 0x3a, 0x5b});

        assertThat(check(1, "check", "acme", "--tel.routes-dir=" + routes))
                .contains("wrong carriers/acme/acme.camel.yaml")
                .contains("cannot be read");
    }

    @Test
    void thereMustBeACarrier() {
        assertThat(check(2, "check", "nobody")).contains("There is no carriers/nobody/carrier.yaml");
        assertThat(check(2, "check", "acme", "--tel.routes-dir=" + routes.resolve("nowhere")))
                .startsWith("There is no directory ");
        assertThat(check(2, "acme")).startsWith("usage: ./carrier check");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "carrier.yaml | priority: 3 | priority: 7 | wrong carrier.yaml",
                "carrier.yaml | priority: 3 | colour: red | wrong carrier.yaml",
                "carrier.yaml | title: Acme | title: [ | wrong carriers/acme/carrier.yaml",
                "carrier.yaml | ARRIVED: Delivered | ARRIVED: Arrived | wrong carrier.yaml",
                "carrier.yaml | kind: rejected | kind: rude | wrong carrier.yaml",
                "carrier.yaml | env: ACME_TOKEN, secret: true | env: ACME_TOKEN, secret: true, value: x | wrong carrier.yaml",
                "carrier.yaml | token: token | token: key | missing setting key it is read, and not declared",
                "carrier.yaml | token: token | token: key | wrong setting token nothing reads it",
                "carrier.yaml | ARRIVED: Delivered, | `` | missing statuses no word of a receipt means Delivered",
                "carrier.yaml | , LOST: Undelivered | `` | missing statuses no word of a receipt means Undelivered or Failed",
                "carrier.yaml | sandbox-rates: {sms: {\"1\": 0.004}} | `` | missing sandbox-rates no price for sms",
                "carrier.yaml | [sms] | [sms, mms] | missing mms.send it declares mms, and no route does it",
                "carrier.yaml | [sms] | [voice] | wrong sms.send there is a route, and capabilities lacks sms",
                "carrier.yaml | webhook: {scheme: secret-header, header: X-Acme, secret: hook} | `` | missing webhook nothing says",
                "carrier.yaml | scheme: secret-header, header: X-Acme | scheme: secret-header | wrong webhook auth: header is required",
                "acme.camel.yaml | carrier-probe | carrier-http | missing health no route by carrier-probe",
                "acme.camel.yaml | {name: carrier, value: acme} | {name: carrier, value: acne} | wrong acme-health its parameter carrier",
                "acme.camel.yaml | number: .to, | `` | wrong sms.send request it leaves out the recipient (.to)",
                "acme.camel.yaml | words: .body, | `` | wrong sms.send request it leaves out the text (.body)",
                "acme.camel.yaml | .to, sender | .to.x, sender | wrong sms.send request Cannot index",
                "acme.camel.yaml | {number: .to | {{number: .to | wrong sms.send request it is no jq",
                "acme.camel.yaml | carrierId: .ticket}\"} | carrierId: .id}\"} | wrong sms.send response it finds no carrierId in the sample",
                "acme.camel.yaml | {code: .why} | {code: .reason} | wrong sms.send error it finds no code in the sample",
                "acme.camel.yaml | carrier-webhook | carrier-hook | missing events no route by carrier-webhook takes its receipts",
                "acme.camel.yaml | status: .state | state: .state | wrong events receipt it finds no status",
                "acme.camel.yaml | from: .sender, | `` | wrong events message it finds no from",
                "acme.camel.yaml | \"receipt\" | \"report\" | wrong events receipt it makes \"report\" of the sample",
                "samples.yaml | sms.send: {response: {ticket: T1}, error: {why: RUDE}} | `` | missing sms.send response samples.yaml has no sms.send: response",
                "samples.yaml | receipt: {ticket: T1, state: ARRIVED} | `` | missing events receipt samples.yaml has no receipt",
                "samples.yaml | state: ARRIVED | state: GONE | wrong events receipt statuses lacks GONE, the sample's",
            })
    void eachMistakeIsTold(String file, String right, String wrong, String told) throws IOException {
        Path at = routes.resolve("carriers/acme").resolve(file);
        String content = Files.readString(at);
        assertThat(content).contains(right);
        write(file, content.replace(right, wrong));

        assertThat(check(1, "check", "acme", "--tel.routes-dir=" + routes)).contains(told);
    }
}
