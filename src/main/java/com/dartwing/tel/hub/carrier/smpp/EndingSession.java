package com.dartwing.tel.hub.carrier.smpp;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.Command;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.SendCommandTask;
import org.jsmpp.session.connection.ConnectionFactory;

/**
 * A session whose end is heard at once by who waits for an answer. The library lets them wait until their time is over,
 * though no answer can come any more.
 */
final class EndingSession extends SMPPSession {

    private final Set<Thread> waiting = new HashSet<>();
    private boolean ended;

    EndingSession(ConnectionFactory connections) {
        super(connections);
    }

    /** @throws ResponseTimeoutException when the session ends before the answer comes, too */
    @Override
    protected Command executeSendCommand(SendCommandTask task, long timeout)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        begin();
        try {
            return super.executeSendCommand(task, timeout);
        } finally {
            end();
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
