package com.dartwing.tel.hub.voice.recording;

import com.dartwing.tel.error.Faults;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.media.FetchMedia;
import com.dartwing.tel.hub.media.Medium;
import com.dartwing.tel.hub.media.UnfitMedium;
import com.dartwing.tel.hub.voice.TellCalls;
import com.dartwing.tel.hub.voice.transcription.Transcriptions;
import com.dartwing.tel.voice.CallEvent;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Fetches recordings from their carriers, and keeps them sealed. Who claims one pushes its next try into the future: a node
 * that dies over it is followed by another.
 */
@Component("fetchRecordings")
public class FetchRecordings {

    private static final Logger LOG = LoggerFactory.getLogger(FetchRecordings.class);
    private static final int AT_ONCE = 4;

    /** Waits before each repetition; after the last one the recording is lost. Carriers keep it for ten minutes at least. */
    private static final List<Duration> SCHEDULE =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(180));

    /** One that is still at its carrier. */
    public record Due(
            String name, String call, String organization, String carrier, String url, int seconds, int tries) {}

    private final JdbcTemplate jdbc;
    private final FetchMedia media;
    private final RecordingStore store;
    private final RecordingProperties properties;
    private final RecordingUrls urls;
    private final Transcriptions transcriptions;
    private final TellCalls tell;
    private final Clock clock;

    FetchRecordings(
            JdbcTemplate jdbc,
            FetchMedia media,
            RecordingStore store,
            RecordingProperties properties,
            RecordingUrls urls,
            Transcriptions transcriptions,
            TellCalls tell,
            Clock clock) {
        this.jdbc = jdbc;
        this.media = media;
        this.store = store;
        this.properties = properties;
        this.urls = urls;
        this.transcriptions = transcriptions;
        this.tell = tell;
        this.clock = clock;
    }

    /** Claims some that are due. */
    public List<Due> claim() {
        Instant now = clock.instant();
        Instant lease = now.plus(properties.fetchTimeout().multipliedBy(2L * AT_ONCE));
        return jdbc
                .query(
                        "SELECT * FROM tel_recording WHERE " + Sql.due("next_attempt_at") + " AND state = 'Pending'"
                                + " ORDER BY next_attempt_at LIMIT " + AT_ONCE,
                        (row, n) -> new Due(
                                row.getString("name"),
                                row.getString("call_name"),
                                row.getString("organization"),
                                row.getString("carrier"),
                                row.getString("source_url"),
                                row.getInt("duration_seconds"),
                                row.getInt("tries")),
                        Sql.utc(now))
                .stream()
                .filter(due -> jdbc.update(
                                "UPDATE tel_recording SET next_attempt_at = ?, tries = tries + 1 WHERE name = ? AND"
                                        + " tries = ? AND state = 'Pending'",
                                Sql.utc(lease),
                                due.name(),
                                due.tries())
                        == 1)
                .toList();
    }

    /** The sound of one. */
    public Medium fetch(@Body Due due) throws IOException {
        return media.get(
                due.carrier(),
                due.url(),
                carrier -> new FetchMedia.Terms(
                        "media.fetch",
                        properties.mostBytes(),
                        properties.fetchTimeout(),
                        properties.types(),
                        carrier.voice().recordingHosts()));
    }

    /** Keeps what was fetched, and tells that it can be had. */
    public void keep(@ExchangeProperty("due") Due due, @Body Medium sound) throws IOException {
        store.write(due.name(), due.organization(), sound.content());
        String url = urls.of(due.name());
        tell.tell(
                due.call(),
                (sequence, at, status) ->
                        CallEvent.recordingReady(due.call(), sequence, at, status, due.name(), url, due.seconds()),
                () -> ready(due.name(), sound.content().length));
    }

    private boolean ready(String recording, int size) {
        boolean news = jdbc.update(
                        "UPDATE tel_recording SET state = 'Ready', size_bytes = ?, next_attempt_at = NULL,"
                                + " last_error = NULL, modified_at = ? WHERE name = ? AND state = 'Pending'",
                        size,
                        Sql.utc(clock.instant()),
                        recording)
                == 1;
        if (news) {
            transcriptions.want(recording);
        }
        return news;
    }

    /** Notes that one could not be fetched: it is tried again in a while, or lost. */
    public void missed(
            @ExchangeProperty("due") Due due, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        boolean lost = failure instanceof UnfitMedium || due.tries() >= SCHEDULE.size();
        String error = Faults.inWords(failure);
        LOG.warn("Recording {} {}: {}", due.name(), lost ? "is lost" : "is tried again", error);
        Instant now = clock.instant();
        jdbc.update(
                "UPDATE tel_recording SET state = ?, next_attempt_at = ?, last_error = ?, modified_at = ?"
                        + " WHERE name = ? AND state = 'Pending'",
                lost ? "Lost" : "Pending",
                lost ? null : Sql.utc(now.plus(SCHEDULE.get(due.tries()))),
                Sql.cut(error, 500),
                Sql.utc(now),
                due.name());
    }

    /** Deletes what is no longer kept, and the sound of what was erased. */
    public void purge() {
        jdbc.update(
                "DELETE FROM tel_recording WHERE created_at < ?",
                Sql.utc(clock.instant().minus(properties.keptFor())));
        transcriptions.sweep();
        store.sweep();
    }
}
