package benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
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

/** An SMSC by the library alone: it takes every message at once and tells it delivered. The limit of what a hub could do on it. */
final class SmppEcho implements AutoCloseable {
    private static final int THREADS = 8;

    /** How many receipts wait for their answers at a time, and how many more for their turn; those beyond are not told. */
    private static final int RECEIPTS_AT_ONCE = 64;

    private static final int RECEIPTS_WAITING = 100_000;
    private static final byte RECEIPT = 4;

    private final ServerConnection server;
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool(SmppEcho::daemon);
    private final ExecutorService receipts = new ThreadPoolExecutor(
            RECEIPTS_AT_ONCE,
            RECEIPTS_AT_ONCE,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(RECEIPTS_WAITING),
            SmppEcho::daemon,
            new ThreadPoolExecutor.DiscardPolicy());
    private final AtomicLong taken = new AtomicLong();

    SmppEcho() throws IOException {
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = socket.getLocalPort();
        server = new ServerSocketConnection(socket);
        threads.execute(this::accept);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "echo");
        thread.setDaemon(true);
        return thread;
    }

    int port() {
        return port;
    }

    /** How many messages it has taken. */
    long taken() {
        return taken.get();
    }

    private void accept() {
        try (SMPPServerSessionListener listener = new SMPPServerSessionListener(port, new Given(server))) {
            listener.setPduProcessorDegree(THREADS);
            listener.setMessageReceiverListener(new Receiver());
            while (!Thread.currentThread().isInterrupted()) {
                SMPPServerSession session = listener.accept();
                threads.execute(() -> bind(session));
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private static void bind(SMPPServerSession session) {
        try {
            session.waitForBind(20_000).accept("echo");
        } catch (TimeoutException | IOException | PDUStringException | IllegalStateException e) {
            session.close();
        }
    }

    private void receipt(SMPPServerSession session, SubmitSm message, String id) {
        String text = "id:" + id
                + " sub:001 dlvrd:001 submit date:2601010101 done date:2601010102 stat:DELIVRD err:000 text:";
        try {
            session.deliverShortMessage(
                    "",
                    TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    message.getDestAddress(),
                    TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    message.getSourceAddr(),
                    new ESMClass(RECEIPT),
                    (byte) 0,
                    (byte) 0,
                    new RegisteredDelivery(0),
                    new RawDataCoding((byte) 0),
                    text.getBytes(StandardCharsets.US_ASCII));
        } catch (Exception e) {
            // The peer has gone, or does not want it: its loss.
        }
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        receipts.shutdownNow();
        server.close();
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
        public SubmitSmResult onAcceptSubmitSm(SubmitSm message, SMPPServerSession session)
                throws ProcessRequestException {
            String id = String.valueOf(taken.incrementAndGet());
            if (message.getRegisteredDelivery() != 0) {
                receipts.execute(() -> receipt(session, message, id));
            }
            try {
                return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
            } catch (PDUStringException e) {
                throw unknown();
            }
        }

        @Override
        public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti pdu, SMPPServerSession session)
                throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public QuerySmResult onAcceptQuerySm(QuerySm pdu, SMPPServerSession session) throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public void onAcceptReplaceSm(ReplaceSm pdu, SMPPServerSession session) throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public void onAcceptCancelSm(CancelSm pdu, SMPPServerSession session) throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm pdu, SMPPServerSession session)
                throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public void onAcceptCancelBroadcastSm(CancelBroadcastSm pdu, SMPPServerSession session)
                throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm pdu, SMPPServerSession session)
                throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm pdu, Session session) throws ProcessRequestException {
            throw unknown();
        }

        private ProcessRequestException unknown() {
            return new ProcessRequestException("not here", SMPPConstant.STAT_ESME_RINVCMDID);
        }
    }
}
