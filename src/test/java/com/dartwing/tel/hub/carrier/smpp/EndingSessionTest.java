package com.dartwing.tel.hub.carrier.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dartwing.tel.hub.carrier.smpp.LateAnswers.Answer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EndingSessionTest {

    private static final long PATIENCE = Duration.ofMinutes(10).toMillis();

    private static final int BIND_TRANSMITTER_RESP = 0x80000002;
    private static final int SUBMIT_SM_RESP = 0x80000004;
    private static final int NO_SUCH_DESTINATION = 0x0B;

    /** A carrier that takes the bind, reads one request more, and hangs up. */
    private static void hangUp(ServerSocket listening) {
        try (Socket line = listening.accept()) {
            DataInputStream in = new DataInputStream(line.getInputStream());
            answer(line, BIND_TRANSMITTER_RESP, 0, read(in), "");
            read(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A carrier that takes the bind, and answers the next request when it is told to. */
    private static void answerLate(ServerSocket listening, int status, CountDownLatch now, CountDownLatch end) {
        try (Socket line = listening.accept()) {
            DataInputStream in = new DataInputStream(line.getInputStream());
            answer(line, BIND_TRANSMITTER_RESP, 0, read(in), "");
            int sequence = read(in);
            now.await();
            answer(line, SUBMIT_SM_RESP, status, sequence, "id-7");
            end.await();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(Socket line, int command, int status, int sequence, String text) throws IOException {
        DataOutputStream out = new DataOutputStream(line.getOutputStream());
        out.writeInt(17 + text.length());
        out.writeInt(command);
        out.writeInt(status);
        out.writeInt(sequence);
        out.writeBytes(text);
        out.writeByte(0);
        out.flush();
    }

    private static EndingSession bound(ServerSocket listening) throws IOException {
        EndingSession session =
                new EndingSession(new Peer("127.0.0.1", listening.getLocalPort(), false, "hub", "secret", 20_000));
        session.setEnquireLinkTimer((int) PATIENCE);
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
        return session;
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
            EndingSession session = bound(listening);

            assertThatThrownBy(() ->
                            session.queryShortMessage("1", TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, ""))
                    .isInstanceOf(ResponseTimeoutException.class);

            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            carrier.get(20, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void an_answer_that_comes_when_nobody_waits_for_it_any_more_is_heard(int status, Answer expected) throws Exception {
        CountDownLatch now = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Answer> heard = new CompletableFuture<>();
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> carrier = CompletableFuture.runAsync(() -> answerLate(listening, status, now, end));
            EndingSession session = bound(listening);
            session.setTransactionTimer(100);

            assertThatThrownBy(() -> submit(session)).isInstanceOfSatisfying(Unanswered.class, unanswered -> {
                unanswered.whenAnswered(heard::complete);
                assertThat(heard).isNotDone();
            });
            now.countDown();

            assertThat(heard.get(1, TimeUnit.MINUTES)).isEqualTo(expected);
            end.countDown();
            carrier.get(20, TimeUnit.SECONDS);
        }
    }

    private static List<Arguments> answers() {
        return List.of(
                Arguments.of(0, new Answer.Taken("id-7")),
                Arguments.of(NO_SUCH_DESTINATION, new Answer.Refused(NO_SUCH_DESTINATION)));
    }

    private static void submit(EndingSession session) throws Exception {
        session.submitShortMessage(
                "",
                TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN,
                "18005559999",
                TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN,
                "14155551234",
                new ESMClass(),
                (byte) 0,
                (byte) 0,
                null,
                null,
                new RegisteredDelivery(0),
                (byte) 0,
                new RawDataCoding((byte) 0),
                (byte) 0,
                "Hello".getBytes(StandardCharsets.US_ASCII));
    }
}
