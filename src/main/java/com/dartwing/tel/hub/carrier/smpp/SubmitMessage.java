package com.dartwing.tel.hub.carrier.smpp;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.Carrier.ErrorMeaning;
import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.carrier.CarrierRequest;
import com.dartwing.tel.carrier.CarrierResult;
import com.dartwing.tel.carrier.smpp.CommandStatus;
import com.dartwing.tel.carrier.smpp.Segment;
import com.dartwing.tel.carrier.smpp.SmppAddress;
import com.dartwing.tel.carrier.smpp.SmppSpec;
import com.dartwing.tel.carrier.smpp.SubmitPace;
import com.dartwing.tel.error.Faults;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.sms.SmsText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.GenericNackResponseException;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;

/**
 * Submits messages to one carrier: at its pace, over a bind with room in its window, segment after segment. A throttled
 * segment is submitted again after a pause, and the carrier's other messages pause with it.
 */
final class SubmitMessage {

    private static final long FIRST_REST = TimeUnit.MILLISECONDS.toNanos(100);

    private final Carrier carrier;
    private final SmppSpec spec;
    private final Binds binds;
    private final SubmitPace pace;
    private final Late late;
    private final AtomicInteger references =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(256));

    /** Hears what a carrier says of a message after nobody has waited for its answer any more. */
    interface Late {
        void taken(CarrierRequest request, String carrierId);

        /** @param refusal says whether it is final, or the message was not taken */
        void refused(CarrierRequest request, CarrierException refusal);
    }

    SubmitMessage(Carrier carrier, Binds binds, Late late) {
        this.carrier = carrier;
        this.late = late;
        this.spec = carrier.smpp();
        this.binds = binds;
        this.pace = new SubmitPace(spec.perSecond());
    }

    /** @throws CarrierException when the carrier did not take all of it */
    CarrierResult submit(CarrierRequest request) {
        List<Segment> segments =
                Segment.of(SmsText.of(request.body()), spec.longMessages(), references.getAndIncrement());
        SMPPSession slot = slot();
        List<String> ids = new ArrayList<>(segments.size());
        try {
            for (Segment segment : segments) {
                ids.add(submit(slot, segment, request, !ids.isEmpty()));
            }
        } finally {
            binds.giveBack(slot);
        }
        String id = spec.responseIds().read(ids.get(ids.size() - 1));
        if (id == null) {
            throw new CarrierException.Unknown(carrier.name(), "no_id", "the carrier said yes but gave no id");
        }
        return new CarrierResult(id, Json.write(Map.of("message_ids", ids)));
    }

    private SMPPSession slot() {
        try {
            SMPPSession slot =
                    binds.take(TimeUnit.MILLISECONDS.toNanos(carrier.limits().connectTimeoutMs()));
            if (slot != null) {
                return slot;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw binds.bound() == 0
                ? new CarrierException.Unavailable(carrier.name(), "not_bound", "no bind to the carrier stands")
                : CarrierException.Unavailable.byOurBound(carrier.name(), "window_full", "its windows are full");
    }

    private String submit(SMPPSession slot, Segment segment, CarrierRequest request, boolean begun) {
        long patience = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(spec.throttleWaitMs());
        long rest = FIRST_REST;
        while (true) {
            await(patience, begun);
            try {
                return Submit.on(slot, segment, request, SmppAddress.of(request.from()), SmppAddress.of(request.to()));
            } catch (NegativeResponseException e) {
                ErrorMeaning meaning = CommandStatus.meaning(carrier, e.getCommandStatus());
                long now = System.nanoTime();
                if (!meaning.kind().equals("throttled") || now + rest > patience) {
                    throw refusal(e.getCommandStatus(), meaning, begun);
                }
                pace.rest(now + rest);
                rest *= 2;
            } catch (GenericNackResponseException e) {
                throw refusal(e.getCommandStatus(), CommandStatus.meaning(carrier, e.getCommandStatus()), begun);
            } catch (PDUException e) {
                throw new CarrierException.Rejected(carrier.name(), "no_pdu", e.getMessage(), "TEL-002");
            } catch (NotSent e) {
                throw notTaken("not_bound", "the bind was lost", begun);
            } catch (ResponseTimeoutException | InvalidResponseException | IOException e) {
                if (e instanceof Unanswered unanswered) {
                    unanswered.whenAnswered(answer -> answeredLate(request, segment, answer, begun));
                }
                throw new CarrierException.Unknown(carrier.name(), "answer_lost", Faults.inWords(e));
            }
        }
    }

    private void answeredLate(CarrierRequest request, Segment segment, LateAnswers.Answer answer, boolean begun) {
        if (answer instanceof LateAnswers.Answer.Refused refused) {
            CarrierException refusal =
                    refusal(refused.status(), CommandStatus.meaning(carrier, refused.status()), begun);
            if (!(refusal instanceof CarrierException.Unknown)) {
                late.refused(request, refusal);
            }
        } else if (answer instanceof LateAnswers.Answer.Taken taken && segment.last()) {
            // Behind another one the rest has not left.
            String id = spec.responseIds().read(taken.id());
            if (id != null) {
                late.taken(request, id);
            }
        }
    }

    private void await(long patience, boolean begun) {
        OptionalLong wait = pace.take(System.nanoTime(), patience);
        if (wait.isEmpty()) {
            // Before the first segment nothing has left; behind it the message waits for its turn all the same.
            if (!begun) {
                throw CarrierException.Unavailable.byOurBound(
                        carrier.name(), "too_fast", "more than it may be given each second");
            }
            wait = pace.take(System.nanoTime(), Long.MAX_VALUE);
        }
        try {
            TimeUnit.NANOSECONDS.sleep(wait.getAsLong());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notTaken("interrupted", "the hub is stopping", begun);
        }
    }

    private CarrierException refusal(int status, ErrorMeaning meaning, boolean begun) {
        String code = CommandStatus.code(status);
        String detail = CommandStatus.name(status);
        return switch (meaning.kind()) {
            case "rejected" ->
                new CarrierException.Rejected(
                        carrier.name(), code, detail, meaning.code() == null ? "TEL-002" : meaning.code());
            case "unknown" -> new CarrierException.Unknown(carrier.name(), code, detail);
            default -> notTaken(code, detail, begun);
        };
    }

    /** A message of which segments have left may have been seen in part: nobody knows what a handset shows. */
    private CarrierException notTaken(String code, String detail, boolean begun) {
        return begun
                ? new CarrierException.Unknown(carrier.name(), code, detail + "; earlier segments were taken")
                : new CarrierException.Unavailable(carrier.name(), code, detail);
    }
}
