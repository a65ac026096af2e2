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

    /** Tells the carrier's answer when it comes. */
    void whenAnswered(Consumer<LateAnswers.Answer> listener) {
        answer.whenAnswered(listener);
    }
}
