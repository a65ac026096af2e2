package benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.BitSet;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Plays the carrier that takes every message and every command about a call: {@code POST /v2/messages} and {@code POST
 * /v2/calls…} are answered a fixed time after they arrived. One thread, so that it costs the hub little of the machine. {@code GET /_seen} tells how many calls and how many distinct
 * messages came; a message is known by the serial number that {@link Load} wrote into its text. Anything else is
 * answered at once with an empty object. Ends when its standard input does.
 *
 * <p>Arguments: the port, 0 for any, and the milliseconds. The port that it has is the only line that it writes.
 */
final class StubCarrier {
    private static final int MOST_WAITING = 100_000;
    private static final int MOST_MESSAGES = 1 << 26;

    private record Due(long at, SocketChannel channel, byte[] answer) {}

    private final Selector selector = Selector.open();
    private final ServerSocketChannel door = ServerSocketChannel.open();
    private final long delay;
    /** All wait equally long, so the first to come is the first to go. */
    private final Queue<Due> waiting = new ArrayDeque<>();

    private final BitSet messages = new BitSet();
    private long calls;
    private long unreadable;

    private StubCarrier(int port, long delayMillis) throws IOException {
        delay = TimeUnit.MILLISECONDS.toNanos(delayMillis);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
        door.configureBlocking(false);
        door.register(selector, SelectionKey.OP_ACCEPT);
    }

    public static void main(String[] args) throws IOException {
        Child.endWithParent();
        StubCarrier stub = new StubCarrier(Integer.parseInt(args[0]), Long.parseLong(args[1]));
        System.out.println(((InetSocketAddress) stub.door.getLocalAddress()).getPort());
        while (true) {
            stub.turn();
        }
    }

    private void turn() throws IOException {
        Due first = waiting.peek();
        if (first == null) {
            selector.select();
        } else {
            // Rounded up: never early, at most a millisecond late.
            selector.select(Math.max(1, (first.at - System.nanoTime() + 999_999) / 1_000_000));
        }
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.isAcceptable()) {
                accept();
            } else {
                read((SocketChannel) key.channel(), (HttpReader) key.attachment());
            }
        }
        selector.selectedKeys().clear();
        long now = System.nanoTime();
        while (!waiting.isEmpty() && waiting.peek().at - now <= 0) {
            Due due = waiting.remove();
            answer(due.channel, due.answer);
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = door.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.socket().setTcpNoDelay(true);
            channel.register(selector, SelectionKey.OP_READ, new HttpReader());
        }
    }

    private void read(SocketChannel channel, HttpReader request) throws IOException {
        try {
            if (!request.fill(channel)) {
                channel.close();
                return;
            }
            while (request.isWhole()) {
                take(channel, request);
                request.drop();
            }
        } catch (IOException e) {
            channel.close();
        }
    }

    private void take(SocketChannel channel, HttpReader request) throws IOException {
        if (request.startsWith("POST /v2/messages")) {
            calls++;
            count(request.between(Load.SERIAL, ' '));
            String id = String.format("00000000-0000-4000-8000-%012x", calls);
            String to = request.text("to");
            String body = "{\"data\":{\"record_type\":\"message\",\"direction\":\"outbound\",\"id\":\"" + id
                    + "\",\"type\":\"SMS\",\"to\":[{\"phone_number\":\"" + to + "\",\"status\":\"queued\"}]}}";
            answerLater(channel, body);
        } else if (request.startsWith("POST /v2/calls/")) {
            answerLater(channel, "{\"data\":{\"result\":\"ok\"}}");
        } else if (request.startsWith("POST /v2/calls")) {
            String attempt = new String(Base64.getDecoder().decode(request.text("client_state")), ISO_8859_1);
            answerLater(
                    channel, "{\"data\":{\"record_type\":\"call\",\"call_control_id\":\"" + callId(attempt) + "\"}}");
        } else if (request.startsWith("GET /_seen")) {
            String seen = "{\"calls\":" + calls + ",\"distinct\":" + messages.cardinality() + ",\"unreadable\":"
                    + unreadable + "}";
            answer(channel, http("200 OK", seen));
        } else {
            answer(channel, http("200 OK", "{\"data\":{}}"));
        }
    }

    private void answerLater(SocketChannel channel, String body) throws IOException {
        if (waiting.size() >= MOST_WAITING) {
            answer(channel, http("503 Service Unavailable", "{\"errors\":[]}"));
        } else {
            waiting.add(new Due(System.nanoTime() + delay, channel, http("200 OK", body)));
        }
    }

    /** Its id of a call that was begun by an attempt of ours. */
    static String callId(String attempt) {
        return "v3:" + attempt;
    }

    private void count(String serial) {
        try {
            int number = Integer.parseInt(serial, 16);
            if (number < MOST_MESSAGES) {
                messages.set(number);
                return;
            }
        } catch (NumberFormatException e) {
            // Counted below.
        }
        unreadable++;
    }

    private static byte[] http(String status, String json) {
        return ("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + json.length()
                        + "\r\n\r\n" + json)
                .getBytes(ISO_8859_1);
    }

    private static void answer(SocketChannel channel, byte[] answer) throws IOException {
        try {
            ByteBuffer rest = ByteBuffer.wrap(answer);
            while (rest.hasRemaining() && channel.isOpen()) {
                channel.write(rest);
            }
        } catch (IOException e) {
            channel.close();
        }
    }
}
