package com.dartwing.tel.hub.db;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Hands work to a route once the transaction that claimed it is committed. */
@Component
public class AfterCommit {

    private static final Logger LOG = LoggerFactory.getLogger(AfterCommit.class);

    private final CamelContext camel;
    private final ExecutorService pool;
    private volatile ProducerTemplate producer;

    public AfterCommit(@Lazy CamelContext camel, @Qualifier("dispatchPool") ExecutorService pool) {
        this.camel = camel;
        this.pool = pool;
    }

    /** Sends {@code body} to {@code endpoint} in another thread, after this thread's transaction is committed. */
    public void send(String endpoint, Object body) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                hand(endpoint, body);
            }
        });
    }

    /** The same for all that one transaction claims: {@code endpoint} gets one list of them. */
    public void sendTogether(String endpoint, Object item) {
        for (TransactionSynchronization other : TransactionSynchronizationManager.getSynchronizations()) {
            if (other instanceof Together together && together.endpoint.equals(endpoint)) {
                together.items.add(item);
                return;
            }
        }
        Together together = new Together(endpoint);
        together.items.add(item);
        TransactionSynchronizationManager.registerSynchronization(together);
    }

    /** Tells {@code endpoint} once, however often this transaction asks for it, that it has something to do. */
    public void wake(String endpoint) {
        List<TransactionSynchronization> others = TransactionSynchronizationManager.getSynchronizations();
        if (others.stream().noneMatch(other -> other instanceof Wake wake && wake.endpoint.equals(endpoint))) {
            TransactionSynchronizationManager.registerSynchronization(new Wake(endpoint));
        }
    }

    /** If {@code isSo} once this thread's transaction is committed, does {@code work} in another thread. */
    public void runIf(BooleanSupplier isSo, Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                if (isSo.getAsBoolean()) {
                    pool.execute(work);
                }
            }
        });
    }

    private final class Wake implements TransactionSynchronization {

        private final String endpoint;

        private Wake(String endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        public void afterCommit() {
            try {
                producer().sendBody(endpoint, null);
            } catch (RuntimeException e) {
                // What is committed is committed: whoever was not woken looks by itself after a while.
                LOG.debug("{} was not woken", endpoint, e);
            }
        }
    }

    private final class Together implements TransactionSynchronization {

        private final String endpoint;
        private final List<Object> items = new ArrayList<>();

        private Together(String endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        public void afterCommit() {
            hand(endpoint, items);
        }
    }

    private void hand(String endpoint, Object body) {
        pool.execute(() -> {
            try {
                producer().sendBody(endpoint, body);
            } catch (RuntimeException e) {
                // Nobody waits for it; the claim runs out, and it is tried again.
                LOG.error("{} failed", endpoint, e);
            }
        });
    }

    private ProducerTemplate producer() {
        if (producer == null) {
            synchronized (this) {
                if (producer == null) {
                    producer = camel.createProducerTemplate();
                }
            }
        }
        return producer;
    }
}
