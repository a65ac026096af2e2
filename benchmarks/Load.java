package benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Sends SMS requests over loopback from one thread. It stays for the whole benchmark, so that its own warming up is not
 * measured: each line of standard input is a phase, {@code <port> <path> <connections> <rate> <seconds> <first serial>},
 * and each is answered by a line of {@code name=value}. It ends when its standard input does. The environment gives
 * {@code BENCH_KEY} and {@code BENCH_CARRIER}.
 *
 * <p>A rate above 0 is an open loop: requests are due on a schedule that no slow answer delays, and a time counts from
 * when the request was <em>due</em>, so that waiting for a free connection is not hidden. Rate 0 is a closed loop: each
 * connection sends again as soon as it is answered, which finds the ceiling.
 */
final class Load {
    /** Before each message's serial number, eight hex digits and a space. */
    static final String SERIAL = "Bench message ";

    private static final long ANSWER_WITHIN = TimeUnit.SECONDS.toNanos(30);
    private static final long DRAIN_WITHIN = TimeUnit.SECONDS.toNanos(20);
    private static final int MOST_CONNECTIONS = 4096;
    private static final int MOST_SECONDS = 600;

    private record Phase(int port, String path, int connections, double rate, int seconds, int firstSerial) {
        static Phase of(String line) {
            String[] words = line.trim().split(" ");
            return new Phase(
                    Integer.parseInt(words[0]),
                    words[1],
                    Math.min(Integer.parseInt(words[2]), MOST_CONNECTIONS),
                    Double.parseDouble(words[3]),
                    Math.min(Integer.parseInt(words[4]), MOST_SECONDS),
                    Integer.parseInt(words[5]));
        }

        boolean isOpen() {
            return rate > 0;
        }

        /** How many requests are due in the whole phase; a closed loop has no such number. */
        long due() {
            return isOpen() ? (long) (rate * seconds) : Long.MAX_VALUE;
        }
    }

    private static final class Connection {
        private SocketChannel channel;
        private HttpReader answer;
        private boolean busy;
        private long dueAt;
        private long sentAt;
    }

    private final Phase phase;
    private final String carrier;
    private final Selector selector = Selector.open();
    private final List<Connection> connections = new ArrayList<>();
    /** In turn, so that all connections are used, not just the few that would do. */
    private final Queue<Connection> idle = new ArrayDeque<>();

    private final byte[] request;
    private final int serialAt;
    private final int recipientAt;
    private final Histogram times = new Histogram();
    private final Map<String, Long> failures = new TreeMap<>();
    private long start;
    private long end;
    private long issued;
    private long sent;
    private long elsewhere;
    private long queued;
    private long inTime;
    private int inFlight;

    private Load(Phase phase, String key, String carrier) throws IOException {
        this.phase = phase;
        this.carrier = carrier;
        String body = "{\"to\":\"+14155550000\",\"body\":\"" + SERIAL
                + "00000000 of a load that asks how fast it goes\"," + "\"preferred_carrier\":\"" + carrier + "\"}";
        String text = "POST " + phase.path + " HTTP/1.1\r\nHost: 127.0.0.1:" + phase.port + "\r\nAuthorization: Bearer "
                + key + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        request = text.getBytes(ISO_8859_1);
        serialAt = text.indexOf(SERIAL) + SERIAL.length();
        recipientAt = text.indexOf("+1415555") + "+1415555".length();
    }

    public static void main(String[] args) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, ISO_8859_1));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            Load load = new Load(Phase.of(line), System.getenv("BENCH_KEY"), System.getenv("BENCH_CARRIER"));
            System.out.println(load.run());
        }
    }

    private String run() throws IOException {
        for (int i = 0; i < phase.connections; i++) {
            Connection connection = new Connection();
            connections.add(connection);
            connect(connection);
        }
        start = System.nanoTime();
        end = start + TimeUnit.SECONDS.toNanos(phase.seconds);
        long drained = end + DRAIN_WITHIN;
        long now = start;
        while ((mayIssue(now) || inFlight > 0) && now - drained < 0) {
            issue(now);
            selector.select(pause(now));
            now = System.nanoTime();
            for (SelectionKey key : selector.selectedKeys()) {
                read((Connection) key.attachment(), now);
            }
            selector.selectedKeys().clear();
            giveUpOnTheSlow(now);
        }
        for (Connection connection : connections) {
            if (connection.busy) {
                fail(connection, "no_answer");
            }
            connection.channel.close();
        }
        selector.close();
        return result();
    }

    private boolean mayIssue(long now) {
        return phase.isOpen() ? issued < phase.due() : now - end < 0;
    }

    private void issue(long now) throws IOException {
        while (!idle.isEmpty() && mayIssue(now)) {
            long dueAt = phase.isOpen() ? start + (long) (issued * 1e9 / phase.rate) : now;
            if (dueAt - now > 0) {
                return;
            }
            send(idle.remove(), dueAt, now);
        }
    }

    private long pause(long now) {
        if (idle.isEmpty() || !phase.isOpen() || issued == phase.due()) {
            return 100;
        }
        long nextAt = start + (long) (issued * 1e9 / phase.rate);
        return Math.max(1, (nextAt - now) / 1_000_000);
    }

    private void send(Connection connection, long dueAt, long now) throws IOException {
        int serial = phase.firstSerial + (int) issued++;
        for (int i = 0; i < 8; i++) {
            request[serialAt + i] = (byte) Character.forDigit(serial >>> (28 - 4 * i) & 15, 16);
        }
        for (int i = 3, rest = serial; i >= 0; i--, rest /= 10) {
            request[recipientAt + i] = (byte) ('0' + rest % 10);
        }
        connection.dueAt = dueAt;
        connection.sentAt = now;
        connection.busy = true;
        inFlight++;
        try {
            ByteBuffer bytes = ByteBuffer.wrap(request);
            while (bytes.hasRemaining()) {
                connection.channel.write(bytes);
            }
        } catch (IOException e) {
            fail(connection, "broken");
            connect(connection);
        }
    }

    private void read(Connection connection, long now) throws IOException {
        try {
            if (!connection.answer.fill(connection.channel)) {
                if (connection.busy) {
                    fail(connection, "closed");
                }
                connect(connection);
            } else if (connection.answer.isWhole()) {
                take(connection, now);
            }
        } catch (IOException e) {
            if (connection.busy) {
                fail(connection, "broken");
            }
            connect(connection);
        }
    }

    private void take(Connection connection, long now) throws IOException {
        HttpReader answer = connection.answer;
        int status = answer.status();
        String said = answer.text("status");
        if (status == 200 && "sent".equals(said)) {
            sent++;
            inTime += now - end < 0 ? 1 : 0;
            String by = answer.text("carrier");
            elsewhere += by == null || by.equalsIgnoreCase(carrier) ? 0 : 1;
        } else if (status / 100 == 2 && "queued".equals(said)) {
            queued++;
        } else {
            if (failures.merge("http_" + status, 1L, Long::sum) == 1) {
                System.err.println("The first answer of its kind:\n" + answer);
            }
        }
        times.add((now - connection.dueAt) / 1000);
        connection.busy = false;
        inFlight--;
        boolean last = "close".equalsIgnoreCase(answer.header("connection"));
        answer.drop();
        if (last) {
            connect(connection);
        } else {
            idle.add(connection);
        }
    }

    private void giveUpOnTheSlow(long now) throws IOException {
        for (Connection connection : connections) {
            if (connection.busy && now - connection.sentAt > ANSWER_WITHIN) {
                fail(connection, "no_answer");
                connect(connection);
            }
        }
    }

    private void fail(Connection connection, String why) {
        failures.merge(why, 1L, Long::sum);
        times.add((System.nanoTime() - connection.dueAt) / 1000);
        connection.busy = false;
        inFlight--;
    }

    /** Opens a connection, anew when it was closed; on loopback that is done at once. */
    private void connect(Connection connection) throws IOException {
        if (connection.channel != null) {
            connection.channel.close();
            // One that was idle is still in the line.
            idle.remove(connection);
        }
        connection.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), phase.port));
        connection.channel.configureBlocking(false);
        connection.channel.socket().setTcpNoDelay(true);
        connection.channel.register(selector, SelectionKey.OP_READ, connection);
        connection.answer = new HttpReader();
        idle.add(connection);
    }

    private String result() {
        long failed = failures.values().stream().mapToLong(Long::longValue).sum();
        long neverIssued = phase.isOpen() ? phase.due() - issued : 0;
        return String.format(
                Locale.ROOT,
                "seconds=%.3f issued=%d sent=%d elsewhere=%d queued=%d failed=%d never_issued=%d per_second=%.1f p50=%.1f p99=%.1f max=%.1f"
                        + " failures=%s",
                (System.nanoTime() - start) / 1e9,
                issued,
                sent,
                elsewhere,
                queued,
                failed,
                neverIssued,
                inTime / (double) phase.seconds,
                times.millis(0.50),
                times.millis(0.99),
                times.maxMillis(),
                failures.toString().replace(" ", ""));
    }
}
