package com.dartwing.tel.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.util.MessageId;

/**
 * An SMSC on loopback that keeps what it is given, sends receipts, and misbehaves when it is told to: each order holds for
 * one segment, in the order in which they were given.
 */
final class SmscSimulator implements AutoCloseable {

    /** What became of a segment that it is given. */
    enum Order {
        /** Taken, and told delivered by the text of a receipt. */
        TAKE,
        /** Taken, and told delivered by the parameters of a receipt, without its text. */
        TAKE_TELL_BY_PARAMETERS,
        /** Taken; its receipt leaves before the response. */
        RECEIPT_FIRST,
        /** Taken, and told undeliverable. */
        UNDELIVERABLE,
        THROTTLE,
        REFUSE,
        /** Never answered; nobody knows whether it was taken. */
        SILENCE,
        /** Taken, and answered only when {@link #answerLate} says so; its receipt follows the answer. */
        LATE,
        /** The same, but its receipt does not wait for the answer. */
        RECEIPT_BEFORE_LATE,
        /** Not taken for now, and answered so only when {@link #answerLate} says it. */
        FAIL_LATE,
        /** Refused for good, and answered so only when {@link #answerLate} says it. */
        REFUSE_LATE,
        /** Not answered: the bind is dropped instead. */
        DROP_BIND
    }

    /** A segment as it came. */
    record Submitted(SubmitSm pdu) {
        byte[] octets() {
            OptionalParameter payload = pdu.getOptionalParameter(Tag.MESSAGE_PAYLOAD);
            return payload instanceof OptionalParameter.OctetString whole ? whole.getValue() : pdu.getShortMessage();
        }
    }

    private final ServerConnection server;
    private final int port;
    private final LongFunction<String> responseId;
    private final LongFunction<String> receiptId;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "smsc");
        thread.setDaemon(true);
        return thread;
    });
    private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
    private final List<Submitted> submitted = new CopyOnWriteArrayList<>();
    private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
    private final AtomicLong ids = new AtomicLong(0xA0B1);
    private final Semaphore lateAnswers = new Semaphore(0);
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile String password;
    private volatile boolean refusingBinds;

    /**
     * @param responseId how it writes an id into the response
     * @param receiptId how it writes the same into a receipt
     */
    SmscSimulator(String password, LongFunction<String> responseId, LongFunction<String> receiptId) throws IOException {
        this.password = password;
        this.responseId = responseId;
        this.receiptId = receiptId;
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = socket.getLocalPort();
        this.server = new ServerSocketConnection(socket);
        threads.execute(this::accept);
    }

    int port() {
        return port;
    }

    /** Gives orders for the next segments. */
    void order(Order... next) {
        orders.addAll(List.of(next));
    }

    /** Lets one late answer go. */
    void answerLate() {
        lateAnswers.release();
    }

    /** The segments that came to a number in E.164, in their order. */
    List<Submitted> submittedTo(String number) {
        return submitted.stream()
                .filter(one -> number.equals("+" + one.pdu().getDestAddress()))
                .toList();
    }

    long bound(SessionState state) {
        return sessions.stream()
                .filter(session -> session.getSessionState() == state)
                .count();
    }

    /** Drops all binds and refuses new ones, or takes them again. */
    void away(boolean away) {
        refusingBinds = away;
        if (away) {
            sessions.forEach(SMPPServerSession::close);
            sessions.clear();
        }
    }

    private void accept() {
        ServerConnectionFactory own = new Given(server);
        try (SMPPServerSessionListener listener = new SMPPServerSessionListener(port, own)) {
            listener.setPduProcessorDegree(16);
            listener.setMessageReceiverListener(new Receiver());
            while (end.getCount() > 0) {
                SMPPServerSession session = listener.accept();
                threads.execute(() -> bind(session));
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private void bind(SMPPServerSession session) {
        try {
            BindRequest request = session.waitForBind(5_000);
            if (refusingBinds) {
                request.reject(SMPPConstant.STAT_ESME_RSYSERR);
            } else if (!password.equals(request.getPassword())) {
                request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
            } else {
                request.accept("smsc");
                sessions.add(session);
            }
        } catch (TimeoutException | IOException | PDUStringException | IllegalStateException e) {
            session.close();
        }
    }

    private SubmitSmResult take(SubmitSm pdu, SMPPServerSession source) throws ProcessRequestException {
        Order order = orders.poll();
        switch (order == null ? Order.TAKE : order) {
            case THROTTLE -> throw new ProcessRequestException("slower", SMPPConstant.STAT_ESME_RTHROTTLED);
            case REFUSE -> throw new ProcessRequestException("no such number", SMPPConstant.STAT_ESME_RINVDSTADR);
            case FAIL_LATE -> {
                lateAnswers.acquireUninterruptibly();
                throw new ProcessRequestException("not now", SMPPConstant.STAT_ESME_RSYSERR);
            }
            case REFUSE_LATE -> {
                lateAnswers.acquireUninterruptibly();
                throw new ProcessRequestException("no such number", SMPPConstant.STAT_ESME_RINVDSTADR);
            }
            case SILENCE -> {
                submitted.add(new Submitted(pdu));
                awaitEnd();
                throw new ProcessRequestException("too late", SMPPConstant.STAT_ESME_RSYSERR);
            }
            case DROP_BIND -> {
                source.close();
                throw new ProcessRequestException("gone", SMPPConstant.STAT_ESME_RSYSERR);
            }
            default -> submitted.add(new Submitted(pdu));
        }
        long id = ids.getAndIncrement();
        if (pdu.getRegisteredDelivery() != 0) {
            Runnable receipt = () -> receipt(pdu, receiptId.apply(id), order);
            if (order == Order.RECEIPT_FIRST || order == Order.RECEIPT_BEFORE_LATE) {
                receipt.run();
            }
            if (order == Order.LATE || order == Order.RECEIPT_BEFORE_LATE) {
                lateAnswers.acquireUninterruptibly();
            }
            if (order != Order.RECEIPT_FIRST && order != Order.RECEIPT_BEFORE_LATE) {
                threads.execute(receipt);
            }
        }
        try {
            return new SubmitSmResult(new MessageId(responseId.apply(id)), new OptionalParameter[0]);
        } catch (PDUStringException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void receipt(SubmitSm pdu, String id, Order order) {
        String state = order == Order.UNDELIVERABLE ? "UNDELIV" : "DELIVRD";
        boolean byParameters = order == Order.TAKE_TELL_BY_PARAMETERS;
        String text = byParameters
                ? ""
                : "id:" + id + " sub:001 dlvrd:001 submit date:2601010101 done date:2601010102 stat:" + state + " err:"
                        + (order == Order.UNDELIVERABLE ? "027" : "000") + " text:id:7 stat:EXPIRED";
        OptionalParameter[] parameters = byParameters
                ? new OptionalParameter[] {
                    new OptionalParameter.Receipted_message_id(id), new OptionalParameter.Message_state((byte) 2)
                }
                : new OptionalParameter[0];
        deliver(
                pdu.getDestAddress(),
                pdu.getSourceAddr(),
                new ESMClass(MessageMode.DEFAULT, MessageType.SMSC_DEL_RECEIPT, GSMSpecificFeature.DEFAULT),
                (byte) 0,
                text.getBytes(StandardCharsets.ISO_8859_1),
                parameters);
    }

    /** Delivers a message from a handset; returns after the hub has said yes. */
    void message(String from, String to, byte dataCoding, byte[] octets) {
        deliver(from.substring(1), to.substring(1), new ESMClass(), dataCoding, octets);
    }

    /** Delivers a part of one: {@code octets} begin with a user data header. */
    void part(String from, String to, byte dataCoding, byte[] octets) {
        deliver(
                from.substring(1),
                to.substring(1),
                new ESMClass(MessageMode.DEFAULT, MessageType.DEFAULT, GSMSpecificFeature.UDHI),
                dataCoding,
                octets);
    }

    private void deliver(
            String from, String to, ESMClass esm, byte dataCoding, byte[] octets, OptionalParameter... parameters) {
        SMPPServerSession receiver = sessions.stream()
                .filter(session -> session.getSessionState().isReceivable())
                .findAny()
                .orElseThrow();
        receiver.setTransactionTimer(20_000);
        try {
            receiver.deliverShortMessage(
                    "",
                    TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    from,
                    TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    to,
                    esm,
                    (byte) 0,
                    (byte) 0,
                    new RegisteredDelivery(0),
                    new RawDataCoding(dataCoding),
                    octets,
                    parameters);
        } catch (Exception e) {
            throw new IllegalStateException("not delivered", e);
        }
    }

    @Override
    public void close() {
        end.countDown();
        lateAnswers.release(1_000);
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        sessions.forEach(SMPPServerSession::close);
        threads.shutdownNow();
    }

    /** The listening socket that is there already: the library's own would be open to all the world. */
    private record Given(ServerConnection server) implements ServerConnectionFactory {
        @Override
        public ServerConnection listen(int port) {
            return server;
        }

        @Override
        public ServerConnection listen(int port, int timeout) {
            return server;
        }

        @Override
        public ServerConnection listen(int port, int timeout, int backlog) {
            return server;
        }
    }

    /** Takes {@code submit_sm}, and nothing else. */
    private final class Receiver implements ServerMessageReceiverListener {

        @Override
        public SubmitSmResult onAcceptSubmitSm(SubmitSm pdu, SMPPServerSession source) throws ProcessRequestException {
            return take(pdu, source);
        }

        @Override
        public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti pdu, SMPPServerSession source)
                throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public QuerySmResult onAcceptQuerySm(QuerySm pdu, SMPPServerSession source) throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public void onAcceptReplaceSm(ReplaceSm pdu, SMPPServerSession source) throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public void onAcceptCancelSm(CancelSm pdu, SMPPServerSession source) throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm pdu, SMPPServerSession source)
                throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public void onAcceptCancelBroadcastSm(CancelBroadcastSm pdu, SMPPServerSession source)
                throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm pdu, SMPPServerSession source)
                throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
            throw unknown();
        }

        private ProcessRequestException unknown() {
            return new ProcessRequestException("not here", SMPPConstant.STAT_ESME_RINVCMDID);
        }
    }
}
