package com.dartwing.tel.hub.batch;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.json.ContentHash;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.json.StreamedJson;
import com.dartwing.tel.sms.BatchRecipient;
import com.dartwing.tel.sms.BatchRequest;
import com.dartwing.tel.sms.ReadRecipients;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes an accepted batch: its record and its recipients, many rows at a time. */
@Component
public class AcceptBatch {

    private static final int ROWS_AT_ONCE = 1_000;
    private static final String RECIPIENTS = "recipients";

    private final BatchRows rows;
    private final Clock clock;

    public AcceptBatch(BatchRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * A batch whose request was checked.
     *
     * @param id {@code BATCH-YYYY-nnnnnn}
     * @param total how many recipients its body lists
     */
    public record Draft(String id, ApiKey caller, BatchRequest request, int total) {}

    /**
     * What a first reading of a body found.
     *
     * @param hash of all that it says, its recipients too
     */
    public record Summary(BatchRequest request, int total, String hash) {}

    /**
     * Reads a body through once, to know what it asks for before anything is written.
     *
     * @throws com.dartwing.tel.error.TelException when it is not what {@code send_batch_sms} takes
     */
    public Summary check(InputStream body) {
        Found found = new Found();
        BatchRequest request = StreamedJson.read(
                body,
                BatchRequest.class,
                RECIPIENTS,
                BatchRequest.MOST_RECIPIENTS,
                BatchRequest.Recipient.class,
                found);
        if (request.body() == null && found.oneHasNoBody) {
            throw new TelException.InvalidRequest("body is required unless every recipient has one", "body");
        }
        return new Summary(
                request, found.total, found.said.add(Json.tree(request)).hex());
    }

    private static final class Found implements StreamedJson.Items {
        private final ContentHash said = new ContentHash();
        private int total;
        private boolean oneHasNoBody;

        @Override
        public void take(int index, JsonNode item) {
            total++;
            said.add(item);
            oneHasNoBody |= !ReadRecipients.hasBody(item);
        }
    }

    /** Writes the batch in the caller's transaction. */
    public void write(Draft draft, InputStream body) {
        rows.insert(draft.id(), draft.caller(), draft.request(), draft.total(), clock.instant());
        ReadRecipients reader = new ReadRecipients(
                draft.caller().defaultCountry(), draft.request().body());
        List<BatchRecipient.Good> good = new ArrayList<>(ROWS_AT_ONCE);
        List<BatchRecipient.Bad> bad = new ArrayList<>();
        StreamedJson.read(
                body,
                BatchRequest.class,
                RECIPIENTS,
                BatchRequest.MOST_RECIPIENTS,
                BatchRequest.Recipient.class,
                (index, item) -> {
                    BatchRecipient recipient = reader.read(index, item);
                    if (recipient instanceof BatchRecipient.Good one) {
                        good.add(one);
                    } else {
                        bad.add((BatchRecipient.Bad) recipient);
                    }
                    if (good.size() + bad.size() == ROWS_AT_ONCE) {
                        flush(draft.id(), good, bad);
                    }
                });
        flush(draft.id(), good, bad);
    }

    private void flush(String id, List<BatchRecipient.Good> good, List<BatchRecipient.Bad> bad) {
        rows.insertRecipients(id, good);
        rows.insertFailures(id, bad);
        good.clear();
        bad.clear();
    }
}
