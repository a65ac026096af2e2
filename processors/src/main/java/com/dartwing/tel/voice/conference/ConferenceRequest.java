package com.dartwing.tel.voice.conference;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.json.Check;
import com.dartwing.tel.json.Required;
import com.dartwing.tel.record.CommonFields;
import com.dartwing.tel.record.WebUrl;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * The body of {@code create_conference}, field by field as a caller writes it (contract, section 5).
 *
 * @param name 1 to 100 characters, for people
 * @param callIds calls of the caller's that are up, 1 to 20; the first one begins it
 * @param record whether all that is said is recorded
 * @param maxParticipants 2 to 250; 250 by default
 * @param webhookUrl where its events go; the key's by default
 */
public record ConferenceRequest(
        @Required String name,
        @Required List<String> callIds,
        Boolean record,
        Integer maxParticipants,
        String webhookUrl,
        String idempotencyKey) {

    private static final int LONGEST_NAME = 100;
    private static final int MOST_AT_ONCE = 20;
    private static final int MOST = 250;

    public ConferenceRequest {
        Check.atMost(LONGEST_NAME, Check.notBlank(name, "name"), "name");
        if (Check.atMost(MOST_AT_ONCE, callIds, "call_ids").stream().anyMatch(Objects::isNull)) {
            throw new TelException.InvalidRequest("A call is named by its id", "call_ids");
        }
        callIds = List.copyOf(callIds);
        record = Boolean.TRUE.equals(record);
        maxParticipants = Objects.requireNonNullElse(Check.range(2, MOST, maxParticipants, "max_participants"), MOST);
        CommonFields.idempotencyKey(idempotencyKey);
        if (callIds.isEmpty()) {
            throw new TelException.InvalidRequest("A conference begins with a call", "call_ids");
        }
        if (new HashSet<>(callIds).size() < callIds.size()) {
            throw new TelException.InvalidRequest("A call is named twice", "call_ids");
        }
        if (callIds.size() > maxParticipants) {
            throw new TelException.InvalidRequest("There are more calls than max_participants", "call_ids");
        }
        WebUrl.check(webhookUrl, "webhook_url");
    }

    /** The same request under the key of the {@code Idempotency-Key} header. */
    public ConferenceRequest withIdempotencyKey(String key) {
        return new ConferenceRequest(name, callIds, record, maxParticipants, webhookUrl, key);
    }

    /**
     * The same request to a carrier whose conferences hold so many calls.
     *
     * @throws TelException.InvalidRequest when it begins with more
     */
    public ConferenceRequest within(int most) {
        return new ConferenceRequest(
                name, callIds, record, Math.min(most, maxParticipants), webhookUrl, idempotencyKey);
    }
}
