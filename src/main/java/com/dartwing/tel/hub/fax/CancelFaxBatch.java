package com.dartwing.tel.hub.fax;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.error.TelException;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Cancels a batch of faxes: those that wait are not sent, one that a carrier has goes its way. That one waits again when its
 * line is busy, and is not sent either ({@link EndFaxBatches}).
 */
@Component
public class CancelFaxBatch {

    private final FaxBatchRows batches;
    private final EndFaxBatches end;
    private final Clock clock;

    CancelFaxBatch(FaxBatchRows batches, EndFaxBatches end, Clock clock) {
        this.batches = batches;
        this.end = end;
        this.clock = clock;
    }

    /**
     * Cancels a caller's batch; one that is canceled already stays so.
     *
     * @throws TelException.NotFound when the caller has no such batch
     * @throws TelException.Conflict when it is completed
     */
    public void cancel(String id, ApiKey caller) {
        Map<String, Object> state = batches.state(id, caller.name());
        if (state.get("status").equals("canceled")) {
            return;
        }
        // Between its last fax and its end there is a moment.
        if (FaxBatchRows.isOver(state) || !batches.cancel(id, clock.instant())) {
            throw new TelException.Conflict("The batch is completed");
        }
        end.withdraw();
    }
}
