package com.dartwing.tel.hub.carrier.smpp;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.Command;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.SendCommandTask;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jsmpp.util.DefaultComposer;

/**
 * A session whose end is heard at once by who waits for an answer. The library lets them wait until their time is over,
 * though no answer can come any more. An answer that comes after that time is heard too.
 */
final class EndingSession extends SMPPSession {

    private static final String SUBMIT_SM = "submit_sm";

    private final LateAnswers answers;
    private final Set<Thread> waiting = new HashSet<>();
    private boolean ended;

    EndingSession(ConnectionFactory connections) {
        this(new LateAnswers(), connections);
    }

    private EndingSession(LateAnswers answers, ConnectionFactory connections) {
        super(new SynchronizedPDUSender(new DefaultPDUSender(new DefaultComposer())), answers, connections);
        this.answers = answers;
    }

    /**
     * @throws ResponseTimeoutException when the session ends before the answer comes, too
     * @throws Unanswered when it is a {@code submit_sm} whose answer may still come
     */
    @Override
    protected Command executeSendCommand(SendCommandTask task, long timeout)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        begin();
        try {
            return task.getCommandName().equals(SUBMIT_SM)
                    ? submit(task, timeout)
                    : super.executeSendCommand(task, timeout);
        } finally {
            end();
        }
    }

    private Command submit(SendCommandTask task, long timeout)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        Watched watched = new Watched(task, answers);
        boolean over = true;
        try {
            return super.executeSendCommand(watched, timeout);
        } catch (ResponseTimeoutException e) {
            over = false;
            throw new Unanswered(e, watched.answer);
        } finally {
            if (over) {
                answers.forget(watched.sequence);
            }
        }
    }

    /** Sends as the task does, once its answer is watched for. */
    private static final class Watched implements SendCommandTask {

        private final SendCommandTask task;
        private final LateAnswers answers;
        private int sequence;
        private LateAnswers.Awaited answer;

        private Watched(SendCommandTask task, LateAnswers answers) {
            this.task = task;
            this.answers = answers;
        }

        @Override
        public void executeTask(OutputStream out, int number) throws PDUException, IOException {
            sequence = number;
            answer = answers.await(number);
            task.executeTask(out, number);
        }

        @Override
        public String getCommandName() {
            return task.getCommandName();
        }
    }

    private synchronized void begin() throws IOException {
        if (ended) {
            throw new IOException("the session has ended");
        }
        waiting.add(Thread.currentThread());
    }

    private synchronized void end() {
        waiting.remove(Thread.currentThread());
        if (ended) {
            // What woke it was meant for this wait alone.
            Thread.interrupted();
        }
    }

    /** Nothing comes any more. */
    synchronized void ended() {
        ended = true;
        waiting.stream().filter(thread -> thread != Thread.currentThread()).forEach(Thread::interrupt);
    }
}
