package com.dartwing.tel.system;

import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.SmppServerConfiguration;
import com.cloudhopper.smpp.SmppServerHandler;
import com.cloudhopper.smpp.SmppServerSession;
import com.cloudhopper.smpp.SmppSessionConfiguration;
import com.cloudhopper.smpp.impl.DefaultSmppServer;
import com.cloudhopper.smpp.impl.DefaultSmppSessionHandler;
import com.cloudhopper.smpp.pdu.BaseBind;
import com.cloudhopper.smpp.pdu.BaseBindResp;
import com.cloudhopper.smpp.pdu.DeliverSm;
import com.cloudhopper.smpp.pdu.PduRequest;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.pdu.SubmitSmResp;
import com.cloudhopper.smpp.type.Address;
import com.cloudhopper.smpp.type.SmppProcessingException;
import com.cloudhopper.smpp.util.DeliveryReceipt;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;

/** A carrier by Cloudhopper's server, on loopback: takes what it is given, and tells each delivered. */
@SuppressWarnings("rawtypes")
final class CloudhopperCarrier implements AutoCloseable {

    private static final byte INTERNATIONAL = 1;
    private static final byte ISDN = 1;
    private static final int WINDOW = 10;

    private final int port = Children.freePort();
    private final String password;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<SmppServerSession> sessions = new CopyOnWriteArrayList<>();
    private final List<SubmitSm> submitted = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger(1_000);
    private final DefaultSmppServer server;

    CloudhopperCarrier(String password) throws Exception {
        this.password = password;
        SmppServerConfiguration settings = new SmppServerConfiguration();
        settings.setHost("127.0.0.1");
        settings.setPort(port);
        settings.setDefaultWindowSize(WINDOW);
        server = new DefaultSmppServer(settings, new Doorman(), threads);
        server.start();
    }

    int port() {
        return port;
    }

    int binds() {
        return sessions.size();
    }

    /** @param number in E.164, without a plus */
    List<SubmitSm> submittedTo(String number) {
        return submitted.stream()
                .filter(message -> message.getDestAddress().getAddress().equals(number))
                .toList();
    }

    /** Delivers a message from a handset; returns when the hub has taken it. */
    void message(String from, String to, String text) {
        deliver(sessions.get(0), from, to, (byte) 0, text);
    }

    private void receipt(SmppServerSession session, SubmitSm message, String id) {
        DateTime now = DateTime.now(DateTimeZone.UTC);
        DeliveryReceipt receipt =
                new DeliveryReceipt(id, 1, 1, now, now, SmppConstants.STATE_DELIVERED, "000", "Hello");
        deliver(
                session,
                message.getDestAddress().getAddress(),
                message.getSourceAddress().getAddress(),
                SmppConstants.ESM_CLASS_MT_SMSC_DELIVERY_RECEIPT,
                receipt.toShortMessage());
    }

    private static void deliver(SmppServerSession session, String from, String to, byte esmClass, String text) {
        DeliverSm delivery = new DeliverSm();
        try {
            delivery.setSourceAddress(new Address(INTERNATIONAL, ISDN, from));
            delivery.setDestAddress(new Address(INTERNATIONAL, ISDN, to));
            delivery.setEsmClass(esmClass);
            delivery.setShortMessage(text.getBytes(StandardCharsets.US_ASCII));
            var answer = session.sendRequestPdu(delivery, CloudhopperPartner.PATIENCE, true);
            if (!answer.await(CloudhopperPartner.PATIENCE)
                    || answer.getResponse().getCommandStatus() != SmppConstants.STATUS_OK) {
                throw new IllegalStateException("not taken: " + answer.getResponse());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("not delivered", e);
        }
    }

    @Override
    public void close() {
        server.destroy();
        threads.shutdownNow();
    }

    /** Lets in who knows the password. */
    private final class Doorman implements SmppServerHandler {

        @Override
        public void sessionBindRequested(Long id, SmppSessionConfiguration settings, BaseBind bind)
                throws SmppProcessingException {
            settings.getLoggingOptions().setLogPdu(false);
            if (!password.equals(settings.getPassword())) {
                throw new SmppProcessingException(SmppConstants.STATUS_INVPASWD);
            }
        }

        @Override
        public void sessionCreated(Long id, SmppServerSession session, BaseBindResp answer) {
            session.serverReady(new Receiver(session));
            sessions.add(session);
        }

        @Override
        public void sessionDestroyed(Long id, SmppServerSession session) {
            sessions.remove(session);
            session.destroy();
        }
    }

    /** Takes what a bind submits. */
    private final class Receiver extends DefaultSmppSessionHandler {

        private final SmppServerSession session;

        private Receiver(SmppServerSession session) {
            this.session = session;
        }

        @Override
        public PduResponse firePduRequestReceived(PduRequest request) {
            PduResponse answer = request.createResponse();
            if (request instanceof SubmitSm message) {
                submitted.add(message);
                String id = "sierra-" + ids.incrementAndGet();
                ((SubmitSmResp) answer).setMessageId(id);
                if (message.getRegisteredDelivery() != 0) {
                    threads.execute(() -> receipt(session, message, id));
                }
            }
            return answer;
        }
    }
}
