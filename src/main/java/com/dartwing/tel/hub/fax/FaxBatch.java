package com.dartwing.tel.hub.fax;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.fax.FaxBatchRequest;
import com.dartwing.tel.fax.OutboundFax;
import com.dartwing.tel.fax.ValidateFaxBatch.Bad;
import com.dartwing.tel.fax.document.Upload;
import java.nio.file.Path;
import java.util.List;

/**
 * A batch of faxes that can be sent: one document, many recipients.
 *
 * @param faxes without ids yet
 * @param bad recipients that get none
 * @param pdf the document, with its cover page
 */
public record FaxBatch(ApiKey caller, FaxBatchRequest request, List<OutboundFax> faxes, List<Bad> bad, Path pdf) {

    /**
     * The wish to send one.
     *
     * @param directory where files of this request may be put; it is deleted at the end
     */
    public record Command(
            ApiKey caller, FaxBatchRequest request, List<Upload> uploads, Path directory, String bodyHash) {}

    /** All of its recipients, bad ones too. */
    public int total() {
        return faxes.size() + bad.size();
    }

    /** Of the document, its cover included. */
    public int pages() {
        return faxes.get(0).pages();
    }

    /** Who is told of its end, or null for its key's webhook. */
    String statusCallback() {
        return faxes.get(0).details().statusCallback();
    }

    boolean hipaa() {
        return faxes.get(0).plan().hipaa();
    }
}
