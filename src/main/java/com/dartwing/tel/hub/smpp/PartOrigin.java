package com.dartwing.tel.hub.smpp;

import com.dartwing.tel.sms.OutboundSms;
import java.util.stream.Stream;

/**
 * Whose message a part belongs to, as its record will say it.
 *
 * @param sms the id that the message will have; null until its first part is kept
 * @param senderId the alphanumeric sender ID when the partner gave one, else null
 * @param dataCoding how its text is to be read (SMPP 5.0, section 4.7.7)
 * @param reference under which the part is known when it comes again, or null
 */
record PartOrigin(
        String sms,
        String account,
        String apiKey,
        String from,
        String senderId,
        String to,
        int dataCoding,
        int registeredDelivery,
        PartnerReference.Named reference) {

    private static final int WANTED = 0x03;

    /** What a message asks for: some partners ask with its first part alone, some with its last. */
    static int wanted(Stream<Integer> registeredDelivery) {
        return registeredDelivery.filter(one -> (one & WANTED) != 0).findFirst().orElse(0);
    }

    /** @param valid the message as far as it is known, which is valid but for its text */
    static PartOrigin of(
            PartnerAccount account,
            OutboundSms valid,
            int dataCoding,
            int registeredDelivery,
            PartnerReference.Named reference) {
        return new PartOrigin(
                null,
                account.systemId(),
                account.apiKey(),
                valid.parties().from(),
                valid.parties().senderId(),
                valid.parties().to(),
                dataCoding,
                registeredDelivery,
                reference);
    }

    /** The same of a message with this id. */
    PartOrigin of(String id) {
        return new PartOrigin(id, account, apiKey, from, senderId, to, dataCoding, registeredDelivery, reference);
    }
}
