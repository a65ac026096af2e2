package com.dartwing.tel.hub.carrier.smpp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnection;

/**
 * Where a carrier's SMSC is, and who we are there.
 *
 * @param tls whether the line is encrypted; then the SMSC must show a certificate for its host
 * @param connectTimeoutMs until the connection and the bind stand
 */
record Peer(String host, int port, boolean tls, String systemId, String password, int connectTimeoutMs)
        implements ConnectionFactory {

    private static final int DEFAULT_PORT = 2775;
    private static final int DEFAULT_TLS_PORT = 3550;

    /** @param url {@code smpp://host:port}, or {@code smpps://} with TLS */
    static Peer of(String carrier, String url, String systemId, String password, int connectTimeoutMs) {
        URI uri = URI.create(url);
        boolean tls = "smpps".equals(uri.getScheme());
        if (uri.getHost() == null || !tls && !"smpp".equals(uri.getScheme())) {
            throw new IllegalArgumentException(
                    carrier + ".url: an SMSC is written smpp://host:port or smpps://host:port");
        }
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? DEFAULT_TLS_PORT : DEFAULT_PORT;
        return new Peer(uri.getHost(), port, tls, systemId, password, connectTimeoutMs);
    }

    @Override
    public Connection createConnection(String toHost, int toPort) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(toHost, toPort), connectTimeoutMs);
            return new SocketConnection(tls ? encrypted(socket, toHost, toPort) : socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private Socket encrypted(Socket plain, String toHost, int toPort) throws IOException {
        SSLSocket socket = (SSLSocket)
                ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, toHost, toPort, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(connectTimeoutMs);
        socket.startHandshake();
        return socket;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return systemId + "@" + host + ":" + port;
    }
}
