package benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/**
 * Reads the HTTP/1.1 messages of one connection, one after another, framed by length or by chunks (RFC 9112, section 6).
 * A message without either has no body, which holds for requests and for the answers that are asked for here.
 */
final class HttpReader {
    private static final int LIMIT = 1 << 20;

    private byte[] bytes = new byte[4096];
    private int filled;
    private int head;
    private int end;

    /**
     * Takes what has arrived.
     *
     * @return false when the other side has closed
     * @throws IOException if the connection broke, or a message is larger than a MiB
     */
    boolean fill(SocketChannel channel) throws IOException {
        if (filled == bytes.length) {
            if (filled == LIMIT) {
                throw new IOException("a message of more than " + LIMIT + " bytes");
            }
            bytes = Arrays.copyOf(bytes, filled * 2);
        }
        int read = channel.read(ByteBuffer.wrap(bytes, filled, bytes.length - filled));
        filled += Math.max(read, 0);
        return read >= 0;
    }

    /** Whether a whole message has arrived; it is there to be looked at until {@link #drop()}. */
    boolean isWhole() throws IOException {
        head = indexOf("\r\n\r\n", 0, filled) + 4;
        if (head < 4) {
            return false;
        }
        String length = header("content-length");
        if (length != null) {
            end = head + Integer.parseInt(length);
            return end <= filled;
        }
        if (header("transfer-encoding") == null) {
            end = head;
            return true;
        }
        return isLastChunkThere();
    }

    private boolean isLastChunkThere() throws IOException {
        int at = head;
        while (true) {
            int line = indexOf("\r\n", at, filled);
            if (line < 0) {
                return false;
            }
            int size;
            try {
                size = Integer.parseInt(new String(bytes, at, line - at, ISO_8859_1).trim(), 16);
            } catch (NumberFormatException e) {
                throw new IOException("not a chunk's size", e);
            }
            at = line + 2 + size + 2;
            if (at > filled) {
                return false;
            }
            if (size == 0) {
                end = at;
                return true;
            }
        }
    }

    /** Forgets the message that was whole; what came after it stays. */
    void drop() {
        System.arraycopy(bytes, end, bytes, 0, filled - end);
        filled -= end;
    }

    /** The status of an answer, from {@code HTTP/1.1 200}. */
    int status() {
        return (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
    }

    boolean startsWith(String text) {
        return filled >= text.length() && matches(text, 0);
    }

    /** The value of a header, or null. */
    String header(String lowerCaseName) {
        int line = indexOf("\r\n", 0, head) + 2;
        while (line < head - 2) {
            int next = indexOf("\r\n", line, head);
            int colon = line + lowerCaseName.length();
            if (colon < next && bytes[colon] == ':' && matchesIgnoringCase(lowerCaseName, line)) {
                return new String(bytes, colon + 1, next - colon - 1, ISO_8859_1).trim();
            }
            line = next + 2;
        }
        return null;
    }

    /** The first text of this name in a JSON body, however that is spaced; or null. */
    String text(String name) {
        int at = indexOf("\"" + name + "\"", head, end);
        if (at < 0) {
            return null;
        }
        int from = indexOf("\"", at + name.length() + 2, end) + 1;
        return from == 0 ? null : upTo('"', from);
    }

    /** What stands in the body between the two, or null. */
    String between(String before, char after) {
        int at = indexOf(before, head, end);
        return at < 0 ? null : upTo(after, at + before.length());
    }

    private String upTo(char after, int from) {
        int to = from;
        while (to < end && bytes[to] != after) {
            to++;
        }
        return new String(bytes, from, to - from, ISO_8859_1);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, Math.min(filled, 2000), ISO_8859_1);
    }

    private int indexOf(String text, int from, int to) {
        for (int at = from; at <= to - text.length(); at++) {
            if (matches(text, at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean matches(String text, int at) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean matchesIgnoringCase(String lowerCase, int at) {
        for (int i = 0; i < lowerCase.length(); i++) {
            if ((bytes[at + i] | 0x20) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
