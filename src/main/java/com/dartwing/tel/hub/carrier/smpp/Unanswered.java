package com.dartwing.tel.hub.carrier.smpp;

import java.util.function.Consumer;
import org.jsmpp.extra.ResponseTimeoutException;

/** The carrier has not answered in time. It still may. */
final class Unanswered extends ResponseTimeoutException {

    private final transient LateAnswers.Awaited answer;

    Unanswered(ResponseTimeoutException timeout, LateAnswers.Awaited answer) {
        super(timeout.getMessage(), timeout);
        this.answer = answer;
    }

    /** Tells the carrier's id of the message when its answer says that it was taken. */
    void whenTaken(Consumer<String> listener) {
        answer.whenTaken(listener);
    }
}
