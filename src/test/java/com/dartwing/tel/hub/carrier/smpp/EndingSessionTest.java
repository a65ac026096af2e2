package com.dartwing.tel.hub.carrier.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EndingSessionTest {

    private static final long PATIENCE = Duration.ofMinutes(10).toMillis();

    /** A carrier that takes the bind, reads one request more, and hangs up. */
    private static void hangUp(ServerSocket listening) {
        try (Socket line = listening.accept()) {
            DataInputStream in = new DataInputStream(line.getInputStream());
            int sequence = read(in);
            // bind_transmitter_resp with an empty system_id.
            DataOutputStream out = new DataOutputStream(line.getOutputStream());
            out.writeInt(17);
            out.writeInt(0x80000002);
            out.writeInt(0);
            out.writeInt(sequence);
            out.writeByte(0);
            out.flush();
            read(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int read(DataInputStream in) throws IOException {
        int length = in.readInt();
        in.readInt();
        in.readInt();
        int sequence = in.readInt();
        in.readNBytes(length - 16);
        return sequence;
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void who_waits_for_an_answer_hears_at_once_that_none_can_come() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> carrier = CompletableFuture.runAsync(() -> hangUp(listening));
            EndingSession session =
                    new EndingSession(new Peer("127.0.0.1", listening.getLocalPort(), false, "hub", "secret", 20_000));
            session.setTransactionTimer(PATIENCE);
            session.addSessionStateListener((now, before, source) -> {
                if (now == SessionState.CLOSED) {
                    session.ended();
                }
            });
            session.connectAndBind(
                    "127.0.0.1",
                    listening.getLocalPort(),
                    new BindParameter(
                            BindType.BIND_TX,
                            "hub",
                            "secret",
                            "",
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.UNKNOWN,
                            null),
                    20_000);

            assertThatThrownBy(() ->
                            session.queryShortMessage("1", TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, ""))
                    .isInstanceOf(ResponseTimeoutException.class);

            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            carrier.get(20, TimeUnit.SECONDS);
        }
    }
}
