package com.dartwing.tel.fax;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.json.Check;
import com.dartwing.tel.record.CommonFields;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Turns a batch into a fax for each of its recipients. What is wrong with the request refuses the request; what is wrong with
 * a recipient refuses that recipient alone, as in batches of messages. A number is dialled once: its repetition is a bad
 * recipient.
 */
public final class ValidateFaxBatch {

    private static final String RECIPIENTS = "recipients";
    private static final int LONGEST_SHOWN = 40;
    private static final int LONGEST_NAME = 140;

    private final ValidateFax validate;

    public ValidateFaxBatch(ValidateFax validate) {
        this.validate = validate;
    }

    /**
     * A recipient that gets no fax.
     *
     * @param position in the batch, from 0
     * @param to what the caller wrote, shortened
     * @param code the {@code TEL-} code
     */
    public record Bad(int position, String to, String code, String message) {}

    /** @param faxes without ids and pages yet, in the order of the recipients; at least one */
    public record Valid(List<OutboundFax> faxes, List<Bad> bad) {}

    /**
     * Validates a batch.
     *
     * @param uploads how many documents came along with it
     * @throws TelException naming the field at fault
     */
    public Valid validate(ApiKey caller, FaxBatchRequest request, int uploads) {
        Check.atMost(LONGEST_NAME, request.batchName(), "batch_name");
        CommonFields.idempotencyKey(request.idempotencyKey());
        List<String> numbers = numbers(request.recipients());
        List<OutboundFax> faxes = new ArrayList<>(numbers.size());
        List<Bad> bad = new ArrayList<>();
        Set<String> dialled = new HashSet<>();
        TelException first = null;
        for (int i = 0; i < numbers.size(); i++) {
            try {
                OutboundFax fax = validate.validate(caller, request.to(numbers.get(i)), uploads);
                if (!dialled.add(fax.parties().to())) {
                    throw new TelException.Conflict("the fax goes to this number already");
                }
                faxes.add(fax);
            } catch (TelException refusal) {
                first = first == null ? refusal : first;
                bad.add(new Bad(i, shown(numbers.get(i)), refusal.code(), refusal.getMessage()));
            }
        }
        if (faxes.isEmpty()) {
            // What is wrong with all of them is wrong with the request.
            throw first;
        }
        return new Valid(faxes, bad);
    }

    private static List<String> numbers(ArrayNode recipients) {
        if (recipients.isEmpty()) {
            throw new TelException.InvalidRequest("recipients is empty", RECIPIENTS);
        }
        if (recipients.size() > FaxBatchRequest.MOST_RECIPIENTS) {
            throw new TelException.TooLarge(
                    String.format("A batch of faxes has at most %,d recipients", FaxBatchRequest.MOST_RECIPIENTS),
                    RECIPIENTS);
        }
        List<String> numbers = new ArrayList<>(recipients.size());
        for (JsonNode recipient : recipients) {
            JsonNode to = recipient.isObject() && recipient.size() == 1 ? recipient.path("to") : recipient;
            if (!to.isTextual()) {
                throw new TelException.InvalidRequest(
                        "recipients holds numbers, or objects with a number as to and nothing else", RECIPIENTS);
            }
            numbers.add(to.textValue());
        }
        return numbers;
    }

    private static String shown(String to) {
        return to.length() <= LONGEST_SHOWN ? to : to.substring(0, LONGEST_SHOWN);
    }
}
