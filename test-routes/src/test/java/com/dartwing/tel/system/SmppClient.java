package com.dartwing.tel.system;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Address;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceIfPresentFlag;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;

/** A partner's SMPP client, by a library that the hub's server shares nothing with. */
final class SmppClient implements AutoCloseable {

    private static final long PATIENCE = 20_000;

    private final SMPPSession session;
    private final String from;
    private final BlockingQueue<DeliverSm> heard = new LinkedBlockingQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean asked;
    private volatile CountDownLatch mayAnswer = new CountDownLatch(0);

    /**
     * @param from the number that it sends from, without a plus; empty lets the hub choose
     * @throws IOException when the hub does not let it bind; its cause tells the status
     */
    SmppClient(int port, BindType type, String systemId, String password, String from) throws IOException {
        this(new SMPPSession(), port, type, systemId, password, from);
    }

    /** Connects as {@code session} does. */
    SmppClient(SMPPSession session, int port, BindType type, String systemId, String password, String from)
            throws IOException {
        this.session = session;
        this.from = from;
        session.setTransactionTimer(PATIENCE);
        // Of more than one thread the library makes no order.
        session.setPduProcessorDegree(1);
        session.setMessageReceiverListener(new MessageReceiverListener() {
            @Override
            public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
                asked = true;
                try {
                    mayAnswer.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                if (busy.getAndSet(false)) {
                    throw new ProcessRequestException("not now", SMPPConstant.STAT_ESME_RX_T_APPN);
                }
                heard.add(message);
            }

            @Override
            public void onAcceptAlertNotification(AlertNotification notification) {}

            @Override
            public DataSmResult onAcceptDataSm(DataSm message, Session source) throws ProcessRequestException {
                throw new ProcessRequestException("none expected", 8);
            }
        });
        try {
            session.connectAndBind(
                    "127.0.0.1",
                    port,
                    new BindParameter(
                            type, systemId, password, "", TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, null),
                    PATIENCE);
        } catch (IOException e) {
            session.close();
            throw e;
        }
    }

    /** A text in the default alphabet, whose fate is to be told. */
    String submit(String to, String text) throws Exception {
        return submit(to, 0, 0, text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    String submit(String to, int esmClass, int coding, byte[] text, OptionalParameter... options)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        return session.submitShortMessage(
                        "",
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        from,
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        to.substring(1),
                        new ESMClass(esmClass),
                        (byte) 0,
                        (byte) 0,
                        null,
                        null,
                        new RegisteredDelivery(1),
                        (byte) 0,
                        new RawDataCoding((byte) coding),
                        (byte) 0,
                        text,
                        options)
                .getMessageId();
    }

    /** The same as a {@code data_sm}. */
    String data(String to, byte[] text) throws Exception {
        return session.dataShortMessage(
                        "",
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        from,
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        to.substring(1),
                        new ESMClass(0),
                        new RegisteredDelivery(0),
                        new RawDataCoding((byte) 0),
                        new OptionalParameter.Message_payload(text))
                .getMessageId();
    }

    /** Refuses what is delivered next. */
    void refuseNext() {
        busy.set(true);
    }

    /** From now on nothing that is delivered is answered. */
    void answerNothing() {
        mayAnswer = new CountDownLatch(1);
    }

    /** Answers what has come meanwhile, and what will. */
    void answerAgain() {
        mayAnswer.countDown();
    }

    /** Whether anything was delivered, answered or not. */
    boolean isAsked() {
        return asked;
    }

    boolean hasHeard() {
        return !heard.isEmpty();
    }

    boolean isBound() {
        return session.getSessionState().isBound();
    }

    /** The status of the refusal; 0 when there was none. */
    int refusal(String to, String text) throws Exception {
        try {
            submit(to, text);
            return 0;
        } catch (NegativeResponseException e) {
            return e.getCommandStatus();
        }
    }

    /** A text in the default alphabet for all of these, whose fates are to be told. */
    SubmitMultiResult submitMulti(List<String> to, String text, OptionalParameter... options) throws Exception {
        return session.submitMultiple(
                "",
                TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN,
                from,
                to.stream()
                        .map(number -> new Address(
                                TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, number.substring(1)))
                        .toArray(Address[]::new),
                new ESMClass(0),
                (byte) 0,
                (byte) 0,
                null,
                null,
                new RegisteredDelivery(1),
                ReplaceIfPresentFlag.DEFAULT,
                new RawDataCoding((byte) 0),
                (byte) 0,
                text.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                options);
    }

    /** A text in the default alphabet that is to leave later. */
    String schedule(String to, String text, String at) throws Exception {
        return session.submitShortMessage(
                        "",
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        from,
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        to.substring(1),
                        new ESMClass(0),
                        (byte) 0,
                        (byte) 0,
                        at,
                        null,
                        new RegisteredDelivery(0),
                        (byte) 0,
                        new RawDataCoding((byte) 0),
                        (byte) 0,
                        text.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .getMessageId();
    }

    /** @param id empty for all from this partner's number to {@code to} */
    void cancel(String id, String to) throws Exception {
        session.cancelShortMessage(
                "",
                id,
                TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN,
                from,
                TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN,
                to.isEmpty() ? "" : to.substring(1));
    }

    /** @param at null when the time stays */
    void replace(String id, String text, String at) throws Exception {
        session.replaceShortMessage(
                id,
                TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN,
                from,
                at,
                null,
                new RegisteredDelivery(0),
                (byte) 0,
                text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    QuerySmResult query(String id) throws Exception {
        return session.queryShortMessage(id, TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, "");
    }

    /** The next message that the hub delivers. */
    DeliverSm hear() throws InterruptedException {
        DeliverSm message = heard.poll(PATIENCE, TimeUnit.MILLISECONDS);
        if (message == null) {
            throw new AssertionError("Nothing was delivered");
        }
        return message;
    }

    @Override
    public void close() {
        answerAgain();
        session.unbindAndClose();
    }
}
