package com.dartwing.tel.hub.carrier.smpp;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.smpp.Place;
import com.dartwing.tel.carrier.smpp.ReceiptText;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.carrier.smpp.JoinParts.Part;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.util.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what a carrier delivers, receipts and messages, and answers yes after it is kept. What cannot be kept now is asked
 * for again, what is no use is refused for good.
 */
final class TakeDelivery implements MessageReceiverListener {

    private static final Logger LOG = LoggerFactory.getLogger(TakeDelivery.class);
    private static final MessageId NO_ID = noId();

    private final Carrier carrier;
    private final Keeper keeper;
    private final JoinParts parts;

    /** Takes an event as a webhook's mapping makes it, and returns after it is committed. */
    @FunctionalInterface
    interface Keeper {
        void keep(String carrier, Map<String, Object> event);
    }

    TakeDelivery(Carrier carrier, Keeper keeper, JoinParts parts) {
        this.carrier = carrier;
        this.keeper = keeper;
        this.parts = parts;
    }

    /** The id of a response has no meaning towards a carrier (SMPP 3.4, section 4.6.2). */
    private static MessageId noId() {
        try {
            return new MessageId("");
        } catch (PDUStringException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm pdu) throws ProcessRequestException {
        take(new Delivery(pdu));
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
        take(new Delivery(pdu));
        return new DataSmResult(NO_ID, new OptionalParameter[0]);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {
        LOG.debug("{} alerts", carrier.name());
    }

    private void take(Delivery delivery) throws ProcessRequestException {
        try {
            if (delivery.isReceipt()) {
                receipt(delivery);
            } else {
                message(delivery);
            }
        } catch (TelException.InvalidRequest e) {
            LOG.warn("{} delivered what is no use: {}", carrier.name(), e.getMessage());
            throw new ProcessRequestException(e.getMessage(), SMPPConstant.STAT_ESME_RX_R_APPN);
        } catch (RuntimeException e) {
            LOG.warn("A delivery of {} could not be kept: {}", carrier.name(), e.toString());
            throw new ProcessRequestException("it cannot be kept now", SMPPConstant.STAT_ESME_RX_T_APPN);
        }
    }

    private void receipt(Delivery delivery) {
        ReceiptText read = delivery.receipt()
                .orElseThrow(() -> new TelException.InvalidRequest("A receipt without id or state", "id"));
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", "receipt");
        event.put("carrierId", carrier.smpp().receiptIds().read(read.id()));
        event.put("to", delivery.from());
        event.put("status", read.state());
        event.put("code", read.error());
        keeper.keep(carrier.name(), event);
    }

    private void message(Delivery delivery) {
        String text = delivery.text();
        Optional<Place> place = delivery.place();
        if (place.isEmpty()) {
            // It carries no id by which a repetition were known; two that are alike may both be meant.
            keep(UUID.randomUUID().toString(), delivery.from(), delivery.to(), text);
            return;
        }
        parts.add(new Part(carrier.name(), delivery.from(), delivery.to(), place.get(), text))
                .ifPresent(whole -> {
                    keep(whole.id(), whole.from(), whole.to(), whole.text());
                    parts.forget(whole);
                });
    }

    private void keep(String id, String from, String to, String text) {
        keeper.keep(carrier.name(), message(id, from, to, text));
    }

    /** The event of an incoming message. */
    static Map<String, Object> message(String id, String from, String to, String text) {
        return Map.of("type", "message", "carrierId", id, "from", from, "to", to, "body", text);
    }
}
