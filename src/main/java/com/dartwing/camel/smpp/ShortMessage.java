package com.dartwing.camel.smpp;

import java.util.Map;

/**
 * What {@code submit_sm}, {@code deliver_sm} and {@code data_sm} carry (SMPP 5.0, sections 4.2.1, 4.3.1 and 4.2.2).
 *
 * @param schedule when it is to be sent, in SMPP's own form; empty for at once
 * @param validity until when it may be sent, in the same form; empty for the default
 * @param text the octets of {@code short_message}, or of {@code message_payload} when there is that
 * @param options the other optional parameters by their tags
 */
public record ShortMessage(
        String serviceType,
        Address source,
        Address destination,
        int esmClass,
        int protocolId,
        int priority,
        String schedule,
        String validity,
        int registeredDelivery,
        int dataCoding,
        byte[] text,
        Map<Integer, byte[]> options) {

    /** Tags of optional parameters (SMPP 5.0, section 4.8.1). */
    public static final int RECEIPTED_MESSAGE_ID = 0x001E;

    public static final int USER_MESSAGE_REFERENCE = 0x0204;
    public static final int SAR_MSG_REF_NUM = 0x020C;
    public static final int SAR_TOTAL_SEGMENTS = 0x020E;
    public static final int SAR_SEGMENT_SEQNUM = 0x020F;
    public static final int MESSAGE_PAYLOAD = 0x0424;
    public static final int MESSAGE_STATE = 0x0427;

    /** Bit of {@code esm_class}: the text begins with a header of its own (section 4.7.12). */
    public static final int UDHI = 0x40;

    /** {@code esm_class} of a {@code deliver_sm} that is a receipt. */
    public static final int RECEIPT = 0x04;

    static final int LONGEST_SERVICE_TYPE = 5;
    static final int LONGEST_TIME = 16;
    private static final int LONGEST_TEXT = 254;

    /** Reads a {@code submit_sm} or {@code deliver_sm}. */
    static ShortMessage read(byte[] body) {
        BodyReader in = new BodyReader(body);
        String serviceType = in.text(LONGEST_SERVICE_TYPE, CommandStatus.ESME_RINVPARLEN);
        Address source = Address.read(in, CommandStatus.ESME_RINVSRCADR);
        Address destination = Address.read(in, CommandStatus.ESME_RINVDSTADR);
        return readRest(in, serviceType, source, destination);
    }

    /** Reads what follows the destination. */
    static ShortMessage readRest(BodyReader in, String serviceType, Address source, Address destination) {
        int esmClass = in.octet();
        int protocolId = in.octet();
        int priority = in.octet();
        String schedule = in.text(LONGEST_TIME, CommandStatus.ESME_RINVSCHED);
        String validity = in.text(LONGEST_TIME, CommandStatus.ESME_RINVEXPIRY);
        int registeredDelivery = in.octet();
        in.octet();
        int dataCoding = in.octet();
        in.octet();
        byte[] text = in.octets(in.octet());
        return new ShortMessage(
                        serviceType,
                        source,
                        destination,
                        esmClass,
                        protocolId,
                        priority,
                        schedule,
                        validity,
                        registeredDelivery,
                        dataCoding,
                        text,
                        in.options())
                .withPayload();
    }

    /** Reads a {@code data_sm}: its text is always in {@code message_payload}. */
    static ShortMessage readData(byte[] body) {
        BodyReader in = new BodyReader(body);
        String serviceType = in.text(LONGEST_SERVICE_TYPE, CommandStatus.ESME_RINVPARLEN);
        Address source = Address.read(in, CommandStatus.ESME_RINVSRCADR);
        Address destination = Address.read(in, CommandStatus.ESME_RINVDSTADR);
        int esmClass = in.octet();
        int registeredDelivery = in.octet();
        int dataCoding = in.octet();
        return new ShortMessage(
                        serviceType,
                        source,
                        destination,
                        esmClass,
                        0,
                        0,
                        "",
                        "",
                        registeredDelivery,
                        dataCoding,
                        new byte[0],
                        in.options())
                .withPayload();
    }

    /** There is one text: {@code sm_length} is 0 beside a payload (section 4.8.4.36). */
    private ShortMessage withPayload() {
        byte[] payload = options.get(MESSAGE_PAYLOAD);
        if (payload == null) {
            return this;
        }
        if (text.length > 0) {
            throw new SmppException(CommandStatus.ESME_RINVMSGLEN);
        }
        return with(destination, payload);
    }

    /** The same message to somebody else. */
    public ShortMessage to(Address other) {
        return with(other, text);
    }

    private ShortMessage with(Address recipient, byte[] octets) {
        return new ShortMessage(
                serviceType,
                source,
                recipient,
                esmClass,
                protocolId,
                priority,
                schedule,
                validity,
                registeredDelivery,
                dataCoding,
                octets,
                options);
    }

    /** The body of a {@code submit_sm} or {@code deliver_sm}; a long text goes as {@code message_payload}. */
    byte[] write() {
        BodyWriter out = new BodyWriter().text(serviceType);
        source.write(out);
        destination.write(out);
        boolean isLong = text.length > LONGEST_TEXT;
        out.octet(esmClass).octet(protocolId).octet(priority).text(schedule).text(validity);
        out.octet(registeredDelivery).octet(0).octet(dataCoding).octet(0);
        out.octet(isLong ? 0 : text.length).octets(isLong ? new byte[0] : text);
        options.forEach((tag, value) -> {
            if (tag != MESSAGE_PAYLOAD) {
                out.option(tag, value);
            }
        });
        return (isLong ? out.option(MESSAGE_PAYLOAD, text) : out).bytes();
    }

    /** Without numbers and content, which may not reach a log. */
    @Override
    public String toString() {
        return "ShortMessage[esmClass=" + esmClass + ", dataCoding=" + dataCoding + ", " + text.length + " octets]";
    }
}
