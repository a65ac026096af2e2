package com.dartwing.tel.hub.broker;

import org.apache.camel.component.springrabbit.DefaultListenerContainerFactory;
import org.apache.camel.component.springrabbit.SpringRabbitMQEndpoint;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.DirectMessageListenerContainer;

/** Makes the consumers of {@code spring-rabbitmq} endpoints: they come back by themselves when the broker does. */
final class Consumers extends DefaultListenerContainerFactory {

    private static final long COME_BACK_MILLIS = 1_000;

    private final EventQueues queues;

    Consumers(EventQueues queues) {
        this.queues = queues;
    }

    @Override
    public AbstractMessageListenerContainer createListenerContainer(SpringRabbitMQEndpoint endpoint) {
        AbstractMessageListenerContainer container = super.createListenerContainer(endpoint);
        container.setQueueNames(queues.brokerName(endpoint.getQueues()));
        // The endpoint's route decides what is tried again, and how often; nothing is thrown away here.
        container.setAdviceChain();
        container.setDefaultRequeueRejected(true);
        container.setMissingQueuesFatal(false);
        container.setMismatchedQueuesFatal(false);
        container.setRecoveryInterval(COME_BACK_MILLIS);
        if (container instanceof DirectMessageListenerContainer direct) {
            direct.setFailedDeclarationRetryInterval(COME_BACK_MILLIS);
            direct.setMonitorInterval(COME_BACK_MILLIS);
        }
        return container;
    }
}
