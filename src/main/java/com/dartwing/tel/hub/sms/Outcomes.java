package com.dartwing.tel.hub.sms;

import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.sms.SmsOutcome;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** Where callers who wait for their message's outcome meet whoever settles it. */
@Component("outcomes")
public class Outcomes {

    private final Map<String, CompletableFuture<SmsOutcome>> waiting = new ConcurrentHashMap<>();
    private final int most;

    public Outcomes(HubProperties properties) {
        this.most = properties.sms().waitingCallers();
    }

    /**
     * Announces that somebody will wait for a message; before it is dispatched. When too many wait already nobody waits
     * for this one: each holds a thread of the server, and operators need some too.
     */
    public void expect(String messageId) {
        if (waiting.size() < most) {
            waiting.put(messageId, new CompletableFuture<>());
        }
    }

    /** Tells whoever waits, if anybody does. */
    public void tell(SmsOutcome outcome) {
        CompletableFuture<SmsOutcome> future = waiting.get(outcome.message().id());
        if (future != null) {
            future.complete(outcome);
        }
    }

    /** Waits for a message's outcome; empty when it takes longer than {@code millis}. */
    public Optional<SmsOutcome> await(String messageId, long millis) {
        CompletableFuture<SmsOutcome> future = waiting.get(messageId);
        if (future == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(future.get(millis, TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            waiting.remove(messageId);
        }
    }
}
