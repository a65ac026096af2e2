package com.dartwing.tel.hub.voice.transcription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.dartwing.tel.compliance.BusinessAssociates;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.vault.Vault;
import com.dartwing.tel.hub.voice.CallChange;
import com.dartwing.tel.hub.voice.TellCalls;
import com.dartwing.tel.hub.voice.recording.RecordingStore;
import com.dartwing.tel.hub.voice.transcription.TranscriptionProperties.Provider;
import com.dartwing.tel.hub.voice.transcription.Transcriptions.Due;
import com.dartwing.tel.voice.CallEvent;
import com.dartwing.tel.voice.CallStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TranscribeRecordingsTest {

    private static final String REC = "REC-2026-000001";
    private static final String CALL = "CALL-2026-000001";
    private static final String NUMBER = "+14155550002";
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final Tables TABLES = new Tables("transcriptions");

    private final Vault vault = mock(Vault.class);
    private final Transcriber service = mock(Transcriber.class);
    private final RecordingStore store = mock(RecordingStore.class);
    private final TellCalls tell = mock(TellCalls.class);
    private final BusinessAssociates associates = mock(BusinessAssociates.class);
    private final Clock clock = mock(Clock.class);
    private final List<CallEvent> told = new ArrayList<>();
    private final Transcriptions transcriptions = transcriptions(Provider.WHISPER);
    private Instant now = NOON;

    @BeforeEach
    void aRecordingThatIsKept() throws IOException {
        when(clock.instant()).thenAnswer(asked -> now);
        when(vault.seal(any(), any(), any()))
                .thenAnswer(text -> text.getArgument(0) + "|" + text.getArgument(1) + "|" + text.getArgument(2));
        when(vault.open("Acme", REC + ".content", "Acme|" + REC + ".content|Call me"))
                .thenReturn("Call me");
        when(service.name()).thenReturn("Whisper");
        when(service.transcribe("sound".getBytes(), "audio/mpeg")).thenReturn("Call me");
        when(store.open(REC, "Acme", 0, 5)).thenAnswer(sound -> new ByteArrayInputStream("sound".getBytes()));
        doAnswer(tale -> {
                    if (tale.<BooleanSupplier>getArgument(2).getAsBoolean()) {
                        told.add(tale.<CallChange.Tale>getArgument(1).told(5, now, CallStatus.COMPLETED));
                    }
                    return null;
                })
                .when(tell)
                .tell(anyString(), any(), any());
        TABLES.jdbc.update(
                "INSERT INTO tel_call (name, direction, status, from_number, to_number, initiated_at, modified_at,"
                        + " timeout_seconds, max_duration_seconds, purpose) VALUES (?, 'Inbound', 'Completed',"
                        + " '+14155550001', ?, ?, ?, 60, 60, 'transactional')",
                CALL,
                NUMBER,
                Sql.utc(NOON),
                Sql.utc(NOON));
        TABLES.jdbc.update(
                "INSERT INTO tel_recording (name, call_name, api_key, organization, carrier, state, channels, format,"
                        + " size_bytes, created_at, modified_at, transcribe)"
                        + " VALUES (?, ?, 'k', 'Acme', 'acme', 'Ready', 'mono', 'mp3', 5, ?, ?, TRUE)",
                REC,
                CALL,
                Sql.utc(NOON),
                Sql.utc(NOON));
    }

    @AfterEach
    void empty() {
        TABLES.jdbc.update("DELETE FROM tel_transcription");
        TABLES.jdbc.update("DELETE FROM tel_recording");
        TABLES.jdbc.update("DELETE FROM tel_call");
        TABLES.jdbc.update("DELETE FROM tel_did");
    }

    @AfterAll
    static void close() {
        TABLES.close();
    }

    private static TranscriptionProperties properties(Provider provider) {
        return new TranscriptionProperties(provider, "", "", "", "", TIMEOUT, 10, 10);
    }

    private Transcriptions transcriptions(Provider provider) {
        return new Transcriptions(TABLES.jdbc, vault, properties(provider), clock);
    }

    private TranscribeRecordings node() {
        HubProperties hub = mock(HubProperties.class);
        when(hub.publicUrl()).thenReturn("https://hub.example");
        return new TranscribeRecordings(
                transcriptions,
                Optional.of(service),
                store,
                tell,
                associates,
                properties(Provider.WHISPER),
                hub,
                clock);
    }

    private Due claimed() {
        List<Due> all = node().claim();
        assertThat(all).extracting(Due::recording).containsExactly(REC);
        return all.get(0);
    }

    private String state() {
        return transcriptions.find(REC).orElseThrow().state();
    }

    @Test
    void what_is_said_is_kept_sealed_and_told_once() throws IOException {
        transcriptions.want(REC);
        Due due = claimed();
        assertThat(node().claim()).as("while a node is at it").isEmpty();

        node().transcribe(due);
        node().transcribe(due);

        assertThat(transcriptions.find(REC).orElseThrow().told())
                .hasToString("{status=ready, provider=Whisper, text=Call me}");
        assertThat(TABLES.jdbc.queryForObject("SELECT content FROM tel_transcription", String.class))
                .isEqualTo("Acme|" + REC + ".content|Call me");
        assertThat(told).singleElement().satisfies(event -> {
            assertThat(event.event()).isEqualTo("call.transcription.ready");
            assertThat(event.data())
                    .containsEntry("call_id", CALL)
                    .containsEntry("recording_id", REC)
                    .containsEntry("text", "Call me")
                    .containsEntry("text_cut", false);
        });
        assertThat(node().claim()).isEmpty();
    }

    @Test
    void where_health_data_may_be_said_it_is_told_to_who_has_a_key_alone() throws IOException {
        when(associates.covers(any(), any())).thenReturn(true);
        transcriptions.want(REC);

        node().transcribe(claimed());

        assertThat(told).singleElement().satisfies(event -> assertThat(event.data())
                .doesNotContainKey("text")
                .containsEntry(
                        "url",
                        "https://hub.example/api/method/dartwing_tel.api.voice.get_recording?recording_id=" + REC));
    }

    @Test
    void nobody_hears_what_nobody_wants_to_read() {
        TABLES.jdbc.update("UPDATE tel_recording SET transcribe = FALSE");
        transcriptions.want(REC);
        assertThat(node().claim()).isEmpty();

        TABLES.jdbc.update(
                "INSERT INTO tel_did (phone_number, country_code, transcription_enabled, created_at, modified_at)"
                        + " VALUES (?, 'US', TRUE, ?, ?)",
                NUMBER,
                Sql.utc(NOON),
                Sql.utc(NOON));
        transcriptions(Provider.NONE).want(REC);
        assertThat(node().claim()).isEmpty();
        transcriptions.want(REC);

        claimed();
    }

    @Test
    void one_that_cannot_be_made_is_tried_again_four_times() {
        transcriptions.want(REC);
        for (int i = 0; i < 5; i++) {
            assertThat(state()).isEqualTo("Pending");
            node().missed(claimed(), new IOException("HTTP 503"));
            assertThat(node().claim()).as("before its time").isEmpty();
            now = now.plus(Duration.ofHours(2));
        }

        assertThat(node().claim()).isEmpty();
        assertThat(state()).isEqualTo("Failed");
    }

    @Test
    void one_that_the_service_cannot_hear_is_not_tried_again() {
        transcriptions.want(REC);

        node().missed(claimed(), new CannotTranscribe("HTTP 415"));

        assertThat(state()).isEqualTo("Failed");
    }

    @Test
    void nodes_that_die_over_it_are_followed_but_not_for_ever() {
        transcriptions.want(REC);
        for (int i = 0; i < 5; i++) {
            claimed();
            now = now.plus(Duration.ofHours(1));
        }

        Due last = claimed();

        assertThatThrownBy(() -> node().transcribe(last)).isInstanceOf(CannotTranscribe.class);
    }

    @Test
    void one_that_is_larger_than_the_service_takes_is_not_sent() {
        TABLES.jdbc.update("UPDATE tel_recording SET size_bytes = 11");
        transcriptions.want(REC);

        assertThatThrownBy(() -> node().transcribe(claimed())).isInstanceOf(CannotTranscribe.class);
    }

    @Test
    void what_is_deleted_while_it_is_heard_stays_deleted() throws IOException {
        transcriptions.want(REC);
        Due due = claimed();
        transcriptions.delete(REC);

        node().transcribe(due);

        assertThat(told).isEmpty();
        assertThat(transcriptions.find(REC).orElseThrow().text()).isNull();
        TABLES.jdbc.update("DELETE FROM tel_recording");
        transcriptions.sweep();
        assertThat(TABLES.jdbc.queryForObject("SELECT COUNT(*) FROM tel_transcription", Integer.class))
                .isZero();
    }

    @Test
    void a_long_text_is_cut() throws IOException {
        when(service.transcribe(any(), any())).thenReturn("0123456789abc");
        transcriptions.want(REC);

        node().transcribe(claimed());

        assertThat(told.get(0).data()).containsEntry("text", "0123456789");
    }

    @Test
    void a_node_where_nobody_transcribes_claims_none() {
        transcriptions.want(REC);
        HubProperties hub = mock(HubProperties.class);

        assertThat(new TranscribeRecordings(
                                transcriptions,
                                Optional.empty(),
                                store,
                                tell,
                                associates,
                                properties(Provider.NONE),
                                hub,
                                clock)
                        .claim())
                .isEmpty();
    }
}
