package com.dartwing.tel.hub.batch;

import com.dartwing.tel.record.Worded;

/** A batch's state (contract, section 4). */
public enum BatchStatus implements Worded {
    /** Accepted; its time has not come, or no node has begun with it. */
    QUEUED,
    PROCESSING,
    /** Every message was taken by a carrier, is held, or has failed. */
    COMPLETED,
    CANCELED;

    @Override
    public String word() {
        return name().charAt(0) + answer().substring(1);
    }

    static BatchStatus ofWord(String word) {
        return Worded.ofWord(BatchStatus.class, word);
    }
}
