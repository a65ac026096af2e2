package com.dartwing.tel.hub.carrier.smpp;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.InvalidCommandLengthException;
import org.jsmpp.PDUReader;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Command;
import org.jsmpp.util.DefaultDecomposer;

/**
 * Reads what comes over one line, and keeps an eye on answers to {@code submit_sm} that nobody waits for any more. The
 * library throws those away.
 */
final class LateAnswers implements PDUReader {

    /** How many requests are remembered whose answer may still come; of more the oldest is given up. */
    private static final int REMEMBERED = 2_000;

    /** What a carrier has answered. */
    sealed interface Answer {

        /** @param id the carrier's, as it writes it */
        record Taken(String id) implements Answer {}

        record Refused(int status) implements Answer {}
    }

    /** A request and its answer, whichever side of the deadline that comes on. */
    static final class Awaited {

        private final CompletableFuture<Answer> answer = new CompletableFuture<>();

        /** Tells the answer: at once when it is known already. */
        void whenAnswered(Consumer<Answer> listener) {
            answer.thenAccept(listener);
        }
    }

    private final PDUReader reader = new DefaultPDUReader();

    /** By sequence number; oldest first. */
    private final Map<Integer, Awaited> awaited = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Awaited> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Watches for the answer to a request that is about to leave. */
    Awaited await(int sequence) {
        Awaited fresh = new Awaited();
        synchronized (awaited) {
            awaited.put(sequence, fresh);
        }
        return fresh;
    }

    /** Nobody is to hear of the answer any more: it was in time, or none can come. */
    void forget(int sequence) {
        synchronized (awaited) {
            awaited.remove(sequence);
        }
    }

    @Override
    public Command readPDUHeader(DataInputStream in) throws InvalidCommandLengthException, IOException {
        return reader.readPDUHeader(in);
    }

    @Override
    public byte[] readPDU(DataInputStream in, Command header) throws IOException {
        byte[] pdu = reader.readPDU(in, header);
        if (header.getCommandId() == SMPPConstant.CID_SUBMIT_SM_RESP
                || header.getCommandId() == SMPPConstant.CID_GENERIC_NACK) {
            answered(header, pdu);
        }
        return pdu;
    }

    @Override
    public byte[] readPDU(DataInputStream in, int length, int command, int status, int sequence) throws IOException {
        return reader.readPDU(in, length, command, status, sequence);
    }

    private void answered(Command header, byte[] pdu) {
        Awaited one;
        synchronized (awaited) {
            one = awaited.remove(header.getSequenceNumber());
        }
        if (one != null) {
            try {
                one.answer.complete(
                        header.getCommandStatus() == SMPPConstant.STAT_ESME_ROK
                                ? new Answer.Taken(new DefaultDecomposer()
                                        .submitSmResp(pdu)
                                        .getMessageId())
                                : new Answer.Refused(header.getCommandStatus()));
            } catch (PDUStringException e) {
                // An id that is none: the session says so to the carrier.
            }
        }
    }
}
