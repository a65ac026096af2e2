package benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Partners that are bound and send: one thread reads what each is answered, and fills its window again. */
final class SmppLoad implements AutoCloseable {
    private static final int BIND_TRANSCEIVER = 0x09;
    private static final int SUBMIT_SM = 0x04;
    private static final int DELIVER_SM = 0x05;
    private static final int ENQUIRE_LINK = 0x15;
    private static final int RESPONSE = 0x80000000;
    private static final int SLOTS = 1 << 12;
    private static final byte[] NONE = {};

    /** How a phase went. */
    record Result(long answered, long refused, double seconds, Histogram times) {
        double perSecond() {
            return answered / seconds;
        }
    }

    private final List<Bind> binds = new ArrayList<>();
    private final AtomicLong serial = new AtomicLong();
    private final AtomicLong receipts = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private volatile Phase phase;

    /** What is counted now. */
    private static final class Phase {
        private final boolean isClosedLoop;
        private final Histogram times = new Histogram();
        private long refused;
        private volatile boolean over;

        private Phase(boolean isClosedLoop) {
            this.isClosedLoop = isClosedLoop;
        }

        private synchronized void answered(long micros, int status) {
            times.add(micros);
            refused += status == 0 ? 0 : 1;
        }
    }

    /** @param pauseMillis between binds: the hub lets an address bind so many times a second */
    SmppLoad(int port, List<String> systemIds, String password, int window, int pauseMillis) throws Exception {
        for (String systemId : systemIds) {
            binds.add(new Bind(port, systemId, password, window));
            TimeUnit.MILLISECONDS.sleep(pauseMillis);
        }
    }

    /** @param rate messages a second on a schedule that no slow answer delays; 0 keeps every window full instead */
    Result run(int seconds, double rate) throws Exception {
        Phase now = new Phase(rate == 0);
        phase = now;
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        if (rate == 0) {
            for (Bind bind : binds) {
                while (bind.room.tryAcquire()) {
                    bind.submit(System.nanoTime());
                }
            }
            TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
        } else {
            double gap = 1e9 / rate;
            for (long sent = 0; start + sent * gap < end; sent++) {
                long due = (long) (start + sent * gap);
                while (System.nanoTime() < due) {
                    TimeUnit.MICROSECONDS.sleep(300);
                }
                Bind bind = binds.get((int) (sent % binds.size()));
                bind.room.acquire();
                bind.submit(due);
            }
        }
        now.over = true;
        for (Bind bind : binds) {
            bind.room.acquire(bind.window);
            bind.room.release(bind.window);
        }
        double lasted = (System.nanoTime() - start) / 1e9;
        synchronized (now) {
            return new Result(now.times.total(), now.refused, lasted, now.times);
        }
    }

    /** Each bind sends so many messages, one after the other; returns when all are answered. */
    Result each(int messages) throws Exception {
        Phase now = new Phase(false);
        phase = now;
        long start = System.nanoTime();
        for (int i = 0; i < messages; i++) {
            for (Bind bind : binds) {
                bind.room.acquire();
                bind.submit(System.nanoTime());
            }
        }
        for (Bind bind : binds) {
            bind.room.acquire(bind.window);
            bind.room.release(bind.window);
        }
        synchronized (now) {
            return new Result(now.times.total(), now.refused, (System.nanoTime() - start) / 1e9, now.times);
        }
    }

    /** How many binds have ended. */
    long ended() {
        return ended.get();
    }

    /** How many messages were sent. */
    long messages() {
        return serial.get();
    }

    long receipts() {
        return receipts.get();
    }

    private final class Bind {
        private final Socket socket;
        private final DataOutputStream out;
        private final int window;
        private final Semaphore room;
        private final long[] dues = new long[SLOTS];
        private int sequence;

        private Bind(int port, String systemId, String password, int window) throws IOException {
            this.window = window;
            room = new Semaphore(window);
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            out = new DataOutputStream(socket.getOutputStream());
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            text(body, systemId);
            text(body, password);
            body.writeBytes(new byte[] {0, 0x34, 0, 0, 0});
            write(BIND_TRANSCEIVER, 0, ++sequence, body.toByteArray());
            int length = in.readInt();
            in.readInt();
            int status = in.readInt();
            in.skipNBytes(length - 12L);
            if (status != 0) {
                throw new IOException(systemId + " was refused: " + status);
            }
            Thread reader = new Thread(() -> read(in), "partner " + systemId);
            reader.setDaemon(true);
            reader.start();
        }

        private void read(DataInputStream in) {
            try {
                while (true) {
                    int length = in.readInt();
                    int command = in.readInt();
                    int status = in.readInt();
                    int number = in.readInt();
                    in.skipNBytes(length - 16L);
                    switch (command) {
                        case SUBMIT_SM | RESPONSE -> answered(number, status);
                        case DELIVER_SM -> {
                            write(command | RESPONSE, 0, number, new byte[1]);
                            receipts.incrementAndGet();
                        }
                        case ENQUIRE_LINK -> write(command | RESPONSE, 0, number, NONE);
                        default -> {
                            // Nothing else is expected, or worth an answer.
                        }
                    }
                }
            } catch (IOException e) {
                ended.incrementAndGet();
            }
        }

        private void answered(int number, int status) throws IOException {
            Phase now = phase;
            now.answered((System.nanoTime() - dues[number % SLOTS]) / 1_000, status);
            if (now.isClosedLoop && !now.over) {
                submit(System.nanoTime());
            } else {
                room.release();
            }
        }

        private synchronized void submit(long due) throws IOException {
            long message = serial.incrementAndGet();
            ByteArrayOutputStream body = new ByteArrayOutputStream(96);
            body.write(0);
            address(body, "14155550100");
            address(body, "1415" + (2_000_000 + message % 7_000_000));
            body.writeBytes(new byte[] {0, 0, 0, 0, 0, 1, 0, 0, 0});
            byte[] text = ("Your code is " + message).getBytes(StandardCharsets.US_ASCII);
            body.write(text.length);
            body.writeBytes(text);
            int number = ++sequence;
            dues[number % SLOTS] = due;
            write(SUBMIT_SM, 0, number, body.toByteArray());
        }

        private synchronized void write(int command, int status, int number, byte[] body) throws IOException {
            ByteArrayOutputStream pdu = new ByteArrayOutputStream(16 + body.length);
            DataOutputStream fields = new DataOutputStream(pdu);
            fields.writeInt(16 + body.length);
            fields.writeInt(command);
            fields.writeInt(status);
            fields.writeInt(number);
            fields.write(body);
            out.write(pdu.toByteArray());
        }

        private static void address(ByteArrayOutputStream body, String number) {
            body.write(1);
            body.write(1);
            text(body, number);
        }

        private static void text(ByteArrayOutputStream body, String text) {
            body.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
            body.write(0);
        }
    }

    @Override
    public void close() throws IOException {
        for (Bind bind : binds) {
            bind.socket.close();
        }
    }
}
