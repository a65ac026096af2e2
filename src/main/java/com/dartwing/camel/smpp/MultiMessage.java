package com.dartwing.camel.smpp;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@code submit_multi} carries: one message for many (SMPP 5.0, section 4.2.3).
 *
 * @param message whose destination is nobody
 * @param destinations 255 at most together with {@code lists}
 * @param lists names of distribution lists
 */
public record MultiMessage(ShortMessage message, List<Address> destinations, List<String> lists) {

    /** A destination that does not get the message, and why. */
    public record Refused(Address destination, CommandStatus status) {}

    private static final int SME_ADDRESS = 1;
    private static final int LIST_NAME = 2;
    private static final int LONGEST_NAME = 20;
    private static final Address NOBODY = new Address(0, 0, "");

    static MultiMessage read(byte[] body) {
        BodyReader in = new BodyReader(body);
        String serviceType = in.text(ShortMessage.LONGEST_SERVICE_TYPE, CommandStatus.ESME_RINVPARLEN);
        Address source = Address.read(in, CommandStatus.ESME_RINVSRCADR);
        int count = in.octet();
        if (count == 0) {
            throw new SmppException(CommandStatus.ESME_RINVNUMDESTS);
        }
        List<Address> destinations = new ArrayList<>();
        List<String> lists = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            switch (in.octet()) {
                case SME_ADDRESS -> destinations.add(Address.read(in, CommandStatus.ESME_RINVDSTADR));
                case LIST_NAME -> lists.add(in.text(LONGEST_NAME, CommandStatus.ESME_RINVDSTADR));
                default -> throw new SmppException(CommandStatus.ESME_RINVDESTFLAG);
            }
        }
        return new MultiMessage(ShortMessage.readRest(in, serviceType, source, NOBODY), destinations, lists);
    }

    /** The body of {@code submit_multi_resp}. */
    static byte[] answer(String messageId, List<Refused> refused) {
        BodyWriter out = new BodyWriter().text(messageId).octet(refused.size());
        for (Refused one : refused) {
            one.destination().write(out);
            int status = one.status().code();
            out.octet(status >> 24).octet(status >> 16).octet(status >> 8).octet(status);
        }
        return out.bytes();
    }
}
