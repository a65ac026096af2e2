package com.dartwing.tel.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.event.RecordEvent;
import com.dartwing.tel.fax.FaxEvent;
import com.dartwing.tel.fax.FaxReport;
import com.dartwing.tel.fax.FaxState;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.sms.InboundSms;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsEvent;
import com.dartwing.tel.sms.SmsStatus;
import com.dartwing.tel.voice.CallEnd;
import com.dartwing.tel.voice.CallEvent;
import com.dartwing.tel.voice.CallReport;
import com.dartwing.tel.voice.CallState;
import com.dartwing.tel.voice.CallStatus;
import com.dartwing.tel.voice.conference.Conference;
import com.dartwing.tel.voice.conference.ConferenceEvent;
import com.dartwing.tel.voice.conference.ConferenceStatus;
import com.dartwing.tel.voice.conference.Participant;
import com.dartwing.tel.webhook.EventBody;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published schemas: one for each event that there is, and true of what is told. */
class EventSchemasTest {

    private static final Path FOLDER =
            Path.of(System.getProperty("hub.root"), "src/main/resources/static/schemas/events");
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final String ID = "SMS-2026-000001";

    private static JsonSchema schema(String event) throws IOException {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(Files.readString(FOLDER.resolve(event + ".json")));
    }

    private static void assertSound(RecordEvent event) throws IOException {
        String payload = event.payload("WH-2026-000001");

        assertThat(schema(event.event()).validate(Json.read(payload)))
                .as(payload)
                .isEmpty();
    }

    @Test
    void every_event_of_the_specification_and_of_the_contract_has_its_schema() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", "")))
                    .containsExactlyInAnyOrder(
                            "sms.queued",
                            "sms.sent",
                            "sms.delivered",
                            "sms.failed",
                            "sms.received",
                            "call.initiated",
                            "call.emergency",
                            "call.ringing",
                            "call.answered",
                            "call.completed",
                            "call.failed",
                            "call.recording.ready",
                            "call.transcription.ready",
                            "fax.queued",
                            "fax.sending",
                            "fax.delivered",
                            "fax.failed",
                            "fax.received",
                            "number.provisioned",
                            "number.released",
                            "port.submitted",
                            "port.completed",
                            "reputation.alert",
                            "call.dtmf",
                            "call.command_failed",
                            "call.machine_detection",
                            "conference.participant_joined",
                            "conference.participant_left",
                            "conference.ended",
                            "batch.completed",
                            "webhook.test");
        }
    }

    @Test
    void every_schema_is_one_and_names_its_own_event() throws IOException {
        JsonSchema meta = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(java.net.URI.create("https://json-schema.org/draft/2020-12/schema"));
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                JsonNode schema = Json.read(Files.readString(file));

                assertThat(meta.validate(schema)).as(file.toString()).isEmpty();
                assertThat(schema.at("/properties/event/const").asText() + ".json")
                        .isEqualTo(file.getFileName().toString());
            }
        }
    }

    @Test
    void what_is_told_of_a_message_is_as_its_schema_says() throws IOException {
        InboundSms mms =
                new InboundSms("acme", "c-1", "+14155551234", "+18005559999", "Look", "A picture", List.of(), NOW);

        assertSound(SmsEvent.sent(ID, 2, NOW, "acme"));
        assertSound(SmsEvent.delivered(ID, 3, NOW));
        assertSound(SmsEvent.failed(ID, 2, NOW, SmsStatus.FAILED, "TEL-006", "no carrier could take it"));
        assertSound(SmsEvent.failed(ID, 3, NOW, SmsStatus.UNDELIVERED, "TEL-002", null));
        assertSound(SmsEvent.received(ID, 1, NOW, "+14155551234", "+18005559999", "Thanks"));
        assertSound(SmsEvent.received(ID, 1, NOW, mms, List.of("https://hub.example/media/1"), 1));
    }

    @Test
    void what_is_told_of_a_call_is_as_its_schema_says() throws IOException {
        String call = "CALL-2026-000001";
        CallState answered =
                CallState.INITIATING.after(new CallReport.Answered(), NOW).orElseThrow();
        CallState over = answered.after(new CallReport.Ended(CallEnd.NORMAL, "hangup", null), NOW.plusSeconds(61))
                .orElseThrow();
        CallState busy = CallState.INITIATING
                .after(new CallReport.Ended(CallEnd.BUSY, "busy", 486), NOW)
                .orElseThrow();

        assertSound(CallEvent.initiated(
                call, 1, NOW, new OutboundSms.Parties("+18005559999", true, null, "+14155551234", "US")));
        assertSound(CallEvent.of(
                call,
                2,
                NOW,
                CallState.INITIATING.after(new CallReport.Ringing(), NOW).orElseThrow(),
                null,
                null));
        assertSound(CallEvent.of(call, 3, NOW, answered, null, null));
        assertSound(CallEvent.of(call, 4, NOW, over, new java.math.BigDecimal("0.014000"), "USD"));
        assertSound(CallEvent.of(call, 4, NOW, over, null, null));
        assertSound(CallEvent.of(call, 3, NOW, busy, null, null));
        assertSound(CallEvent.heard(call, 4, NOW, CallStatus.IN_PROGRESS, new CallReport.Gathered("report-1", "12#")));
        assertSound(CallEvent.heard(
                call, 4, NOW, CallStatus.IN_PROGRESS, new CallReport.MachineDetected("report-2", "human")));
        assertSound(CallEvent.transcriptionReady(call, 6, NOW, CallStatus.COMPLETED, "REC-2026-000001", "Call me"));
        assertSound(CallEvent.transcriptionKept(
                call, 6, NOW, CallStatus.COMPLETED, "REC-2026-000001", "https://hub.example/recording"));
        assertSound(CallEvent.recordingReady(
                call, 4, NOW, CallStatus.COMPLETED, "REC-2026-000001", "https://hub.example/recordings/1", 7));
        assertSound(CallEvent.commandFailed(
                call, 4, NOW, CallStatus.IN_PROGRESS, "call.speak", new TelException.NotReachable("it is mute")));
        assertSound(CallEvent.of(call, 1, NOW, CallState.refused(NOW, "TEL-103", "listed"), null, null));
    }

    @Test
    void what_is_told_of_a_conference_is_as_its_schema_says() throws IOException {
        Conference before = new Conference(
                "CONF-2026-000001",
                "Daily",
                ConferenceStatus.IN_PROGRESS,
                NOW,
                null,
                null,
                250,
                List.of(Participant.joining("CALL-2026-000001", false)));
        Conference joined = before.change("CALL-2026-000001", one -> one.joined(NOW));
        Conference left = joined.change("CALL-2026-000001", one -> one.left(NOW.plusSeconds(9)));

        for (List<Conference> step :
                List.of(List.of(before, joined), List.of(joined, left), List.of(left, left.ended(NOW, "all_left")))) {
            for (RecordEvent event : ConferenceEvent.of(step.get(0), step.get(1), 0, NOW)) {
                assertSound(event);
            }
        }
    }

    @Test
    void what_is_told_of_a_fax_is_as_its_schema_says() throws IOException {
        String fax = "FAX-2026-000001";
        FaxState sending =
                FaxState.QUEUED.after(new FaxReport.Started(), NOW, 2).orElseThrow();
        FaxState partial = sending.after(new FaxReport.Arrived(1, 60), NOW, 2).orElseThrow();
        FaxState delivered = sending.after(new FaxReport.Arrived(2, 60), NOW, 2).orElseThrow();

        assertSound(FaxEvent.queued(fax, 1, NOW, 2));
        assertSound(FaxEvent.of(fax, 2, NOW, sending, null, null));
        assertSound(FaxEvent.of(fax, 3, NOW, partial, new java.math.BigDecimal("0.007"), "USD"));
        assertSound(FaxEvent.of(fax, 3, NOW, delivered, null, null));
        assertSound(FaxEvent.of(fax, 3, NOW, sending.canceled(NOW), null, null));
        assertSound(FaxEvent.of(fax, 3, NOW, delivered, null, null).discreet("https://hub.example/api"));
        assertSound(FaxEvent.of(fax, 1, NOW, FaxState.refused(NOW, "TEL-103", "listed"), null, null));
        FaxEvent.Line line = new FaxEvent.Line("+14155551234", "+18005559999");
        String url = "https://hub.example/fax/FAX-2026-000001?signature=1";
        assertSound(FaxEvent.received(fax, 1, NOW, line, 2, url, false, "Hello"));
        assertSound(FaxEvent.received(fax, 1, NOW, line, 2, url, true, null));
        assertSound(FaxEvent.received(fax, 1, NOW, line, 2, url, true, "Hello").discreet("https://hub.example/api"));
        assertSound(FaxEvent.lost(fax, 1, NOW, FaxState.refused(NOW, "TEL-302", "gone"), line));
    }

    @Test
    void what_is_told_of_health_data_is_too_and_so_is_what_was_cut() throws IOException {
        SmsEvent received = SmsEvent.received(ID, 1, NOW, "+14155551234", "+18005559999", "x".repeat(30_000));

        assertSound(received.discreet("https://hub.example/api"));
        byte[] cut = EventBody.of(received.payload("WH-2026-000001"), "https://hub.example/api");
        assertThat(schema("sms.received").validate(Json.read(new String(cut, StandardCharsets.UTF_8))))
                .isEmpty();
    }

    @Test
    void a_schema_misses_what_is_not_told() throws IOException {
        JsonNode incomplete = Json.read(
                SmsEvent.sent(ID, 2, NOW, "acme").payload("WH-2026-000001").replace("\"carrier\"", "\"nobody\""));

        assertThat(schema("sms.sent").validate(incomplete)).isNotEmpty();
    }
}
