package com.dartwing.tel.hub.ops;

import com.dartwing.tel.sms.SmsOutcome;
import com.dartwing.tel.sms.SmsStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One line in the log for each step of a message, from the request to the receipt, under the logger {@value #NAME}: each
 * carries the message's id, the first one the request's too. Never a number, never a text. Silent in sandbox, unless
 * {@code logging.level.tel.messages} is {@code info}.
 */
public final class MessageLog {

    /** The logger that an operator switches. */
    public static final String NAME = "tel.messages";

    /** The field, in these lines and in whatever else is said on a message's way to its carrier. */
    public static final String ID = "message_id";

    private static final Logger LOG = LoggerFactory.getLogger(NAME);

    private MessageLog() {}

    /** A message was recorded; the request's id comes from the thread. */
    public static void accepted(String id, SmsStatus status) {
        LOG.atInfo().addKeyValue(ID, id).addKeyValue("status", status.answer()).log("accepted");
    }

    /** From here on this thread works on a message, whatever it says. */
    public static void begin(String id) {
        MDC.put(ID, id);
    }

    /** This thread is done with its message. */
    public static void end() {
        MDC.remove(ID);
    }

    /** A walk along the carriers ended. */
    public static void settled(SmsOutcome outcome) {
        if (LOG.isInfoEnabled()) {
            var line = LOG.atInfo()
                    .addKeyValue("status", outcome.status().answer())
                    .addKeyValue("error_code", outcome.errorCode());
            // Settled by a message's own thread the field is there already, and JSON has no place for a second.
            if (MDC.get(ID) == null) {
                line = line.addKeyValue(ID, outcome.message().id());
            }
            if (outcome.attempt() != null) {
                line = line.addKeyValue("carrier", outcome.attempt().carrier())
                        .addKeyValue("latency_ms", outcome.attempt().latency().toMillis());
            }
            line.log("settled");
        }
    }

    /** A carrier reported what became of a message. */
    public static void reported(String id, String carrier, SmsStatus status) {
        LOG.atInfo()
                .addKeyValue(ID, id)
                .addKeyValue("carrier", carrier)
                .addKeyValue("status", status.answer())
                .log("receipt");
    }
}
