package com.dartwing.tel.hub.carrier.smpp;

import com.dartwing.tel.carrier.smpp.IncomingText;
import com.dartwing.tel.carrier.smpp.Place;
import com.dartwing.tel.carrier.smpp.ReceiptText;
import com.dartwing.tel.carrier.smpp.SmppAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jsmpp.bean.AbstractSmCommand;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;

/** A {@code deliver_sm} or {@code data_sm} as it is read (SMPP 3.4, sections 4.6 and 4.7). */
final class Delivery {

    /** Bits of {@code esm_class} that tell what a delivery is; 0 is a message (section 5.2.12). */
    private static final int TYPE = 0x3C;

    private static final int RECEIPT = 0x04;
    private static final int INTERMEDIATE = 0x20;

    private final AbstractSmCommand pdu;
    private final byte[] octets;

    Delivery(AbstractSmCommand pdu) {
        this.pdu = pdu;
        OptionalParameter.Message_payload payload = parameter(Tag.MESSAGE_PAYLOAD);
        byte[] shortMessage = pdu instanceof DeliverSm delivery ? delivery.getShortMessage() : null;
        this.octets = payload != null ? payload.getValue() : shortMessage == null ? new byte[0] : shortMessage;
    }

    boolean isReceipt() {
        int type = pdu.getEsmClass() & TYPE;
        return type == RECEIPT || type == INTERMEDIATE;
    }

    String from() {
        return party(pdu.getSourceAddrTon(), pdu.getSourceAddrNpi(), pdu.getSourceAddr());
    }

    String to() {
        return party(pdu.getDestAddrTon(), pdu.getDestAddrNpi(), pdu.getDestAddress());
    }

    private static String party(byte ton, byte npi, String address) {
        return new SmppAddress(ton, npi, address == null ? "" : address).party();
    }

    /** What it says of a message of ours; nothing when it says nothing. */
    Optional<ReceiptText> receipt() {
        OptionalParameter.Receipted_message_id id = parameter(Tag.RECEIPTED_MESSAGE_ID);
        OptionalParameter.Message_state state = parameter(Tag.MESSAGE_STATE);
        return ReceiptText.read(
                // Receipts are ASCII whatever their data_coding says.
                new String(behindHeader(), StandardCharsets.ISO_8859_1),
                id == null ? null : id.getValueAsString(),
                state == null ? null : (int) state.getValue());
    }

    /** What a handset wrote. */
    String text() {
        return IncomingText.read(behindHeader(), pdu.getDataCoding());
    }

    private byte[] behindHeader() {
        return pdu.isUdhi() ? IncomingText.behindHeader(octets) : octets;
    }

    /** Its place among the parts of a long message, by header or by parameters; nothing when it is whole. */
    Optional<Place> place() {
        if (pdu.isUdhi()) {
            return Place.inHeader(octets);
        }
        OptionalParameter.Sar_msg_ref_num reference = parameter(Tag.SAR_MSG_REF_NUM);
        OptionalParameter.Sar_total_segments total = parameter(Tag.SAR_TOTAL_SEGMENTS);
        OptionalParameter.Sar_segment_seqnum number = parameter(Tag.SAR_SEGMENT_SEQNUM);
        return reference == null || total == null || number == null
                ? Optional.empty()
                : Place.of(reference.getValue() & 0xFFFF, total.getValue() & 0xFF, number.getValue() & 0xFF);
    }

    @SuppressWarnings("unchecked")
    private <T extends OptionalParameter> T parameter(Tag tag) {
        return (T) pdu.getOptionalParameter(tag);
    }
}
