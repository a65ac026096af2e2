package com.dartwing.tel.hub.voice.transcription;

import com.dartwing.tel.compliance.BusinessAssociates;
import com.dartwing.tel.error.Faults;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.voice.TellCalls;
import com.dartwing.tel.hub.voice.recording.RecordingStore;
import com.dartwing.tel.hub.voice.transcription.Transcriptions.Due;
import com.dartwing.tel.voice.CallEvent;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Has recordings transcribed. Who claims one pushes its next try into the future: a node that dies over it is followed by
 * another, and in the end by none.
 */
@Component("transcribeRecordings")
public class TranscribeRecordings {

    private static final Logger LOG = LoggerFactory.getLogger(TranscribeRecordings.class);
    private static final int AT_ONCE = 2;

    /** Waits before each repetition; after the last one nobody writes it down. */
    private static final List<Duration> SCHEDULE =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1));

    private final Transcriptions transcriptions;
    private final Optional<Transcriber> transcriber;
    private final RecordingStore store;
    private final TellCalls tell;
    private final BusinessAssociates associates;
    private final TranscriptionProperties properties;
    private final String where;
    private final Clock clock;

    TranscribeRecordings(
            Transcriptions transcriptions,
            Optional<Transcriber> transcriber,
            RecordingStore store,
            TellCalls tell,
            BusinessAssociates associates,
            TranscriptionProperties properties,
            HubProperties hub,
            Clock clock) {
        this.transcriptions = transcriptions;
        this.transcriber = transcriber;
        this.store = store;
        this.tell = tell;
        this.associates = associates;
        this.properties = properties;
        this.where = hub.publicUrl() + "/api/method/dartwing_tel.api.voice.get_recording?recording_id=";
        this.clock = clock;
    }

    /** Claims some that are due; none where nobody transcribes. */
    public List<Due> claim() {
        return transcriber.isEmpty()
                ? List.of()
                : transcriptions.claim(properties.timeout().multipliedBy(2L * AT_ONCE), AT_ONCE);
    }

    /** Has one transcribed, keeps what is said, and tells it. */
    public void transcribe(@Body Due due) throws IOException {
        if (due.tries() > SCHEDULE.size()) {
            throw new CannotTranscribe("whoever tried it is gone, again and again");
        }
        if (due.size() > properties.mostBytes()) {
            throw new CannotTranscribe("it is larger than " + properties.mostBytes() + " bytes");
        }
        Transcriber service = transcriber.orElseThrow();
        String said = service.transcribe(sound(due), due.format().equals("wav") ? "audio/wav" : "audio/mpeg");
        String text =
                said.length() > properties.mostCharacters() ? said.substring(0, properties.mostCharacters()) : said;
        // Where health data may be said, nobody is told without a key.
        boolean discreet = associates.covers(due.organization(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        tell.tell(
                due.call(),
                (sequence, at, status) -> discreet
                        ? CallEvent.transcriptionKept(
                                due.call(), sequence, at, status, due.recording(), where + due.recording())
                        : CallEvent.transcriptionReady(due.call(), sequence, at, status, due.recording(), text),
                () -> transcriptions.ready(due, service.name(), text));
    }

    private byte[] sound(Due due) throws IOException {
        try (InputStream sound = store.open(due.recording(), due.organization(), 0, due.size())) {
            return sound.readAllBytes();
        }
    }

    /** Notes that one could not be transcribed: it is tried again in a while, or nobody does. */
    public void missed(
            @ExchangeProperty("due") Due due, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        boolean over = failure instanceof CannotTranscribe || due.tries() >= SCHEDULE.size();
        String error = Faults.inWords(failure);
        LOG.warn("Recording {} {}: {}", due.recording(), over ? "is not transcribed" : "is transcribed later", error);
        transcriptions.missed(due, over ? null : clock.instant().plus(SCHEDULE.get(due.tries())), error);
    }
}
