package com.dartwing.tel.voice.conference;

import com.dartwing.tel.voice.conference.Participant.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where a conference stands. A value: reports may come late, twice and in any order, and none of them moves it back.
 *
 * @param id the record's id, {@code CONF-YYYY-nnnnnn}
 * @param title what its caller calls it
 * @param startedAt when its carrier began it, or null
 * @param endReason the carrier's or the hub's word for why it ended, or null
 * @param participants in the order in which they were named
 */
public record Conference(
        String id,
        String title,
        ConferenceStatus status,
        Instant startedAt,
        Instant endedAt,
        String endReason,
        int maxParticipants,
        List<Participant> participants) {

    public Conference {
        participants = List.copyOf(participants);
    }

    public Optional<Participant> participant(String callId) {
        return participants.stream().filter(one -> one.callId().equals(callId)).findFirst();
    }

    /** Whether nobody is in it, or about to be. */
    public boolean isEmpty() {
        return participants.stream().noneMatch(Participant::isIn);
    }

    public boolean isFull() {
        return participants.stream().filter(Participant::isIn).count() >= maxParticipants;
    }

    /** After its carrier has begun it. */
    public Conference begun(Instant at) {
        return status == ConferenceStatus.STARTING
                ? new Conference(id, title, ConferenceStatus.IN_PROGRESS, at, null, null, maxParticipants, participants)
                : this;
    }

    /** After its carrier refused to begin it, or never told that it had. */
    public Conference failed(Instant at, String code, String message) {
        if (status != ConferenceStatus.STARTING) {
            return this;
        }
        List<Participant> nobody =
                participants.stream().map(one -> one.refused(code, message)).toList();
        return new Conference(id, title, ConferenceStatus.FAILED, null, at, "failed", maxParticipants, nobody);
    }

    /** After it ended, for all who were in it. */
    public Conference ended(Instant at, String reason) {
        if (status.isFinal()) {
            return this;
        }
        Instant over = startedAt != null && at.isBefore(startedAt) ? startedAt : at;
        List<Participant> gone =
                participants.stream().map(one -> one.left(over)).toList();
        return new Conference(id, title, ConferenceStatus.ENDED, startedAt, over, reason, maxParticipants, gone);
    }

    /** After something happened to one who is in it, or was; itself when there is no such call. */
    public Conference change(String callId, UnaryOperator<Participant> change) {
        List<Participant> next = new ArrayList<>(participants);
        next.replaceAll(one -> one.callId().equals(callId) ? change.apply(one) : one);
        return with(next);
    }

    /** With one call more, or with one that comes again. */
    public Conference joining(String callId, boolean muted) {
        if (participant(callId).isPresent()) {
            return change(callId, one -> one.isIn() ? one : one.again(muted));
        }
        List<Participant> next = new ArrayList<>(participants);
        next.add(Participant.joining(callId, muted));
        return with(next);
    }

    private Conference with(List<Participant> next) {
        return new Conference(id, title, status, startedAt, endedAt, endReason, maxParticipants, next);
    }

    /** After a report of its carrier's about a call in it, or about it. */
    public Conference after(ConferenceReport report, String callId) {
        return switch (report.what()) {
            case BEGUN -> begun(report.at());
            case JOINED -> begun(report.at()).change(callId, one -> one.joined(report.at()));
            case LEFT -> begun(report.at()).change(callId, one -> one.left(report.at()));
            case ENDED -> ended(report.at(), report.reason() == null ? "ended" : report.reason());
        };
    }

    /** After a call that was in it does something else; itself when it did so before it came in. */
    public Conference parted(String callId, Instant at) {
        return change(callId, one -> one.state() == State.JOINED && at.isAfter(one.joinedAt()) ? one.left(at) : one);
    }

    /** Whole seconds from its beginning to its end, a begun one counted; 0 when it never began. */
    public int durationSeconds() {
        if (startedAt == null || endedAt == null) {
            return 0;
        }
        return (int) ((Duration.between(startedAt, endedAt).toMillis() + 999) / 1_000);
    }

    /** How many calls were in it at one time or another. */
    public int participated() {
        return (int) participants.stream()
                .filter(one -> one.joinedAt() != null || one.state() == State.LEFT)
                .count();
    }
}
