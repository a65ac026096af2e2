package com.dartwing.tel.fax;

import java.time.Instant;

/**
 * What a carrier tells of a fax that it was asked to send.
 *
 * @param carrier its folder's name
 * @param carrierFaxId the carrier's id of the fax; null when it tells ours alone
 * @param attempt our id of the attempt; null when the carrier tells its own alone
 * @param at when it happened
 */
public record FaxReport(String carrier, String carrierFaxId, String attempt, Instant at, What what) {

    /** What happened. */
    public sealed interface What {}

    /** The first page is under way. */
    public record Started() implements What {}

    /**
     * The other side has it.
     *
     * @param pages how many, or null when the carrier does not say
     * @param seconds how long the transmission took, or null
     */
    public record Arrived(Integer pages, Integer seconds) implements What {}

    /**
     * It did not arrive, or not all of it.
     *
     * @param cause the carrier's own word, kept for whoever asks
     * @param pages how many arrived all the same, or null
     */
    public record Ended(FaxEnd end, String cause, Integer pages) implements What {}

    /** The id of the fax that an attempt of ours belongs to, or null when it is none of ours. */
    public String faxId() {
        return isOurs() ? attempt.substring(0, attempt.lastIndexOf('-')) : null;
    }

    /** The walk along the carriers that the attempt belongs to, from 0; null when it is none of ours. */
    public Integer walk() {
        return isOurs()
                ? Integer.valueOf(attempt.substring(attempt.lastIndexOf('-') + 1, attempt.lastIndexOf('.')))
                : null;
    }

    private boolean isOurs() {
        return attempt != null && attempt.matches("FAX-\\d{4}-\\d{6,12}-\\d{1,6}\\.\\d{1,6}");
    }
}
