package com.dartwing.tel.hub.db;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Hands work to a route once the transaction that claimed it is committed. */
@Component
public class AfterCommit {

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
                pool.execute(() -> producer().sendBody(endpoint, body));
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

    private final class Together implements TransactionSynchronization {

        private final String endpoint;
        private final List<Object> items = new ArrayList<>();

        private Together(String endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        public void afterCommit() {
            pool.execute(() -> producer().sendBody(endpoint, items));
        }
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
