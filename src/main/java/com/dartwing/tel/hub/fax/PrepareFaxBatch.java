package com.dartwing.tel.hub.fax;

import com.dartwing.tel.fax.OutboundFax;
import com.dartwing.tel.fax.ValidateFaxBatch;
import com.dartwing.tel.fax.document.FaxDocument;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Makes a batch ready: its recipients are looked at, and then its document is fetched and made, once. */
@Component("prepareFaxBatch")
public class PrepareFaxBatch {

    private final ValidateFaxBatch validate;
    private final MakeDocument documents;

    PrepareFaxBatch(ValidateFaxBatch validate, MakeDocument documents) {
        this.validate = validate;
        this.documents = documents;
    }

    /** The cover is the same for all, so it names no recipient but by {@code to_name}. */
    public FaxBatch prepare(@Body FaxBatch.Command command) {
        ValidateFaxBatch.Valid valid = validate.validate(
                command.caller(), command.request(), command.uploads().size());
        OutboundFax any = valid.faxes().get(0);
        FaxDocument document = documents.make(
                command.uploads(),
                command.request().wish().documentUrl(),
                FaxFlow.cover(any, null),
                any.owner().organization(),
                command.directory());
        return new FaxBatch(
                command.caller(),
                command.request(),
                valid.faxes().stream()
                        .map(fax -> fax.withPages(document.pages()))
                        .toList(),
                valid.bad(),
                document.pdf());
    }
}
