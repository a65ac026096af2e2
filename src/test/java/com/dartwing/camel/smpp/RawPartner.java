package com.dartwing.camel.smpp;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;

/** A partner that says exactly what it is told to, octet for octet. */
final class RawPartner implements Closeable {

    private static final int PATIENCE = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private int sequence;

    RawPartner(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    static byte[] bindBody(String systemId, String password) {
        return new BodyWriter()
                .text(systemId)
                .text(password)
                .text("")
                .octet(0x34)
                .octet(0)
                .octet(0)
                .text("")
                .bytes();
    }

    static ShortMessage text(String text) {
        return new ShortMessage(
                "",
                new Address(1, 1, "14155550100"),
                new Address(1, 1, "14155551234"),
                0,
                0,
                0,
                "",
                "",
                0,
                0,
                text.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                java.util.Map.of());
    }

    Pdu bind(Command command, String password) throws IOException {
        return ask(command, bindBody("partner", password));
    }

    Pdu ask(Command command, byte[] body) throws IOException {
        send(Pdu.request(command, ++sequence, body));
        return read();
    }

    void send(Pdu pdu) throws IOException {
        raw(Pdu.HEADER + pdu.body().length, pdu);
    }

    /** @param length as the header tells it, which may be a lie */
    void raw(int length, Pdu pdu) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(Pdu.HEADER + pdu.body().length)
                .putInt(length)
                .putInt(pdu.command())
                .putInt(pdu.status())
                .putInt(pdu.sequence())
                .put(pdu.body());
        // In one piece: the other side may end the connection at the first of them.
        out.write(octets.array());
        out.flush();
    }

    void octets(byte[] octets) throws IOException {
        out.write(octets);
        out.flush();
    }

    Pdu read() throws IOException {
        int length = in.readInt();
        int command = in.readInt();
        int status = in.readInt();
        int number = in.readInt();
        byte[] body = new byte[length - Pdu.HEADER];
        in.readFully(body);
        return new Pdu(command, status, number, body);
    }

    /** Reads up to the end of the connection; whether it came. */
    boolean isClosed() throws IOException {
        try {
            while (in.read() >= 0) {
                continue;
            }
            return true;
        } catch (EOFException | SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
