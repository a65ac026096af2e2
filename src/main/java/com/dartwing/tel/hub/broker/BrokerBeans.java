package com.dartwing.tel.hub.broker;

import com.dartwing.tel.hub.config.HubProperties;
import com.rabbitmq.client.Address;
import java.util.List;
import org.apache.camel.component.springrabbit.ListenerContainerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The connection to the broker: RabbitMQ where {@code spring.rabbitmq} names one, else the embedded one. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BrokerProperties.class)
class BrokerBeans {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerBeans.class);

    @Bean(destroyMethod = "close")
    @Conditional(NoneGiven.class)
    EmbeddedBroker embeddedBroker(BrokerProperties properties) {
        return new EmbeddedBroker(properties);
    }

    /** Whoever connects first waits until the embedded broker listens; where, is known only then. */
    @Bean
    @Conditional(NoneGiven.class)
    static BeanPostProcessor embeddedBrokerConnection(ObjectProvider<EmbeddedBroker> broker) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof CachingConnectionFactory connections) {
                    connect(connections, broker);
                    connect((CachingConnectionFactory) connections.getPublisherConnectionFactory(), broker);
                }
                return bean;
            }
        };
    }

    private static void connect(CachingConnectionFactory connections, ObjectProvider<EmbeddedBroker> broker) {
        EmbeddedBroker embedded = broker.getObject();
        connections.setAddressResolver(() -> List.of(new Address("127.0.0.1", embedded.port())));
        connections.setUsername(EmbeddedBroker.USER);
        connections.setPassword(embedded.password());
    }

    /**
     * An embedded broker that does not start ends the hub: nobody would hear of anything. RabbitMQ may come later; until
     * then events wait.
     */
    @Bean
    @Conditional(Needed.class)
    ApplicationListener<ApplicationStartedEvent> brokerStarted(
            ObjectProvider<EmbeddedBroker> embedded, AmqpAdmin admin) {
        return event -> {
            embedded.ifAvailable(EmbeddedBroker::port);
            try {
                admin.initialize();
            } catch (AmqpException e) {
                LOG.warn("The broker is not there yet: {}", e.toString());
            }
        };
    }

    @Bean
    @Conditional(Needed.class)
    Declarables topology(EventQueues queues, ObjectProvider<EmbeddedBroker> embedded) {
        return (embedded.getIfAvailable() == null ? Topology.RABBITMQ : Topology.EMBEDDED).of(queues);
    }

    @Bean
    ListenerContainerFactory consumers(EventQueues queues) {
        return new Consumers(queues);
    }

    /** A process that plays nothing but the carriers has nothing to tell. */
    static class Needed implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !HubProperties.ONLY_SIMULATORS.equals(
                    context.getEnvironment().getProperty("tel.roles"));
        }
    }

    /** A broker is needed, and none is given. */
    static final class NoneGiven extends Needed {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Environment environment = context.getEnvironment();
            return super.matches(context, metadata)
                    && environment.getProperty("spring.rabbitmq.addresses", "").isBlank()
                    && environment.getProperty("spring.rabbitmq.host", "").isBlank();
        }
    }
}
