package com.dartwing.tel.fax;

import com.dartwing.tel.event.RecordEvent;
import com.dartwing.tel.json.Money;
import com.dartwing.tel.json.UtcTime;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One step in a fax's life, as consumers hear of it (seed, Appendix B). None of those of a fax that goes out tells a number
 * or what the fax holds.
 */
public record FaxEvent(String event, String recordId, int sequence, Instant at, Map<String, Object> data)
        implements RecordEvent {

    /** Where a fax waits for a carrier. */
    public static FaxEvent queued(String id, int sequence, Instant at, int pages) {
        Map<String, Object> data = data(id, FaxStatus.QUEUED);
        data.put("page_count", pages);
        return new FaxEvent("fax.queued", id, sequence, at, data);
    }

    /**
     * What is told of a fax that has come into a state.
     *
     * @param cost what it costs, or null when nobody knows
     */
    public static FaxEvent of(String id, int sequence, Instant at, FaxState state, BigDecimal cost, String currency) {
        Map<String, Object> data = data(id, state.status());
        String event =
                switch (state.status()) {
                    case QUEUED, RECEIVING, RECEIVED ->
                        throw new IllegalArgumentException("nothing has become of it yet");
                    case SENDING -> "fax.sending";
                    case DELIVERED -> {
                        data.put("pages_sent", state.pagesSent());
                        data.put("cost", Money.told(cost, currency));
                        data.put("completed_at", UtcTime.write(state.completedAt()));
                        yield "fax.delivered";
                    }
                    case FAILED, PARTIAL, CANCELED -> {
                        if (state.errorCode() != null) {
                            data.put("error_code", state.errorCode());
                            data.put("error_message", state.errorMessage());
                        }
                        data.put("pages_sent", state.pagesSent());
                        yield "fax.failed";
                    }
                };
        return new FaxEvent(event, id, sequence, at, data);
    }

    /** Characters of a text that an event tells at most. */
    private static final int LONGEST_TEXT = 16_000;

    /** The two ends of a fax that came in. */
    public record Line(String from, String to) {

        private void into(Map<String, Object> data) {
            data.put("from", from);
            data.put("to", to);
        }
    }

    /**
     * A fax that came in, and is there.
     *
     * @param pdfUrl where its document is, for a while
     * @param partial whether the line broke before its last page
     * @param text what was read in it, or null when it was not read
     */
    public static FaxEvent received(
            String id, int sequence, Instant at, Line line, int pages, String pdfUrl, boolean partial, String text) {
        Map<String, Object> data = data(id, FaxStatus.RECEIVED);
        line.into(data);
        data.put("page_count", pages);
        data.put("pdf_url", pdfUrl);
        data.put("partial_content", partial);
        if (text != null) {
            boolean cut = text.length() > LONGEST_TEXT;
            data.put("text", cut ? text.substring(0, LONGEST_TEXT) : text);
            data.put("text_cut", cut);
        }
        return new FaxEvent("fax.received", id, sequence, at, data);
    }

    /** A fax that came in, and whose document could not be had. */
    public static FaxEvent lost(String id, int sequence, Instant at, FaxState state, Line line) {
        FaxEvent failed = of(id, sequence, at, state, null, null);
        failed.data.put("direction", "inbound");
        line.into(failed.data);
        return failed;
    }

    /** The same event of a fax with health data: which fax, its state, and where the rest is told to who has a key. */
    public FaxEvent discreet(String url) {
        Map<String, Object> few = new LinkedHashMap<>(data);
        few.keySet().retainAll(Set.of("fax_id", "status", "error_code"));
        few.put("url", url);
        return new FaxEvent(event, recordId, sequence, at, few);
    }

    private static Map<String, Object> data(String id, FaxStatus status) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("fax_id", id);
        data.put("status", status.answer());
        return data;
    }
}
