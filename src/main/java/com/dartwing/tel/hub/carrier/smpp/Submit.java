package com.dartwing.tel.hub.carrier.smpp;

import com.dartwing.tel.carrier.CarrierRequest;
import com.dartwing.tel.carrier.smpp.Place;
import com.dartwing.tel.carrier.smpp.Segment;
import com.dartwing.tel.carrier.smpp.SmppAddress;
import java.io.IOException;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;

/** One {@code submit_sm} (SMPP 3.4, section 4.4). */
final class Submit {

    private static final byte[] NOTHING = {};
    private static final OptionalParameter[] NO_PARAMETERS = {};

    private Submit() {}

    /** @return the carrier's id of the segment, as it writes it */
    static String on(SMPPSession session, Segment segment, CarrierRequest request, SmppAddress from, SmppAddress to)
            throws NotSent, PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        if (!session.getSessionState().isTransmittable()) {
            throw new NotSent();
        }
        return session.submitShortMessage(
                        "",
                        TypeOfNumber.valueOf(from.ton()),
                        NumberingPlanIndicator.valueOf(from.npi()),
                        from.value(),
                        TypeOfNumber.valueOf(to.ton()),
                        NumberingPlanIndicator.valueOf(to.npi()),
                        to.value(),
                        new ESMClass(
                                MessageMode.DEFAULT,
                                MessageType.DEFAULT,
                                segment.header() ? GSMSpecificFeature.UDHI : GSMSpecificFeature.DEFAULT),
                        (byte) 0,
                        (byte) request.priority(),
                        null,
                        null,
                        new RegisteredDelivery(
                                segment.last() ? SMSCDeliveryReceipt.SUCCESS_FAILURE : SMSCDeliveryReceipt.DEFAULT),
                        (byte) 0,
                        new RawDataCoding(segment.dataCoding()),
                        (byte) 0,
                        segment.payload() ? NOTHING : segment.octets(),
                        parameters(segment))
                .getMessageId();
    }

    private static OptionalParameter[] parameters(Segment segment) {
        if (segment.payload()) {
            return new OptionalParameter[] {new OptionalParameter.Message_payload(segment.octets())};
        }
        Place sar = segment.sar();
        return sar == null
                ? NO_PARAMETERS
                : new OptionalParameter[] {
                    new OptionalParameter.Sar_msg_ref_num((short) sar.reference()),
                    new OptionalParameter.Sar_total_segments((byte) sar.total()),
                    new OptionalParameter.Sar_segment_seqnum((byte) sar.number())
                };
    }
}
