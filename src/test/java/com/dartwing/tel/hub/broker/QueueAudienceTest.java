package com.dartwing.tel.hub.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.dartwing.tel.hub.TestEvents;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What nobody wants to hear stays out of a broker that nobody else can listen to. */
class QueueAudienceTest {

    private final EventQueues queues = mock(EventQueues.class);
    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

    @BeforeEach
    void one_queue_wants_all_failures_and_one_asks() {
        when(queues.isHeardWithoutAsking("sms.failed")).thenReturn(true);
        when(queues.asking()).thenReturn(List.of("hearer"));
        beans.addBean("hearer", (Hearer) event -> event.targetUrl() != null);
    }

    @Test
    void the_embedded_broker_is_for_what_its_consumers_want() {
        QueueAudience audience = audience(embedded(""));

        assertThat(audience.isThereFor(TestEvents.of("sms.failed", "KEY-1", null)))
                .isTrue();
        assertThat(audience.isThereFor(TestEvents.of("sms.sent", "KEY-1", "https://acme.example/hook")))
                .isTrue();
        assertThat(audience.isThereFor(TestEvents.of("sms.sent", "KEY-1", null)))
                .isFalse();
    }

    @Test
    void behind_another_broker_anybody_may_listen() {
        assertThat(audience(null).isThereFor(TestEvents.of("sms.sent", "KEY-1", null)))
                .isTrue();
    }

    @Test
    void so_may_whoever_was_given_the_password_of_the_embedded_one() {
        assertThat(audience(embedded("given")).isThereFor(TestEvents.of("sms.sent", "KEY-1", null)))
                .isTrue();
    }

    private static EmbeddedBroker embedded(String password) {
        return new EmbeddedBroker(new BrokerProperties(0, password));
    }

    @Test
    void a_name_that_no_bean_has_ends_the_start() {
        when(queues.asking()).thenReturn(List.of("nobody"));

        assertThatThrownBy(() -> audience(embedded("")))
                .isInstanceOf(NoSuchBeanDefinitionException.class)
                .hasMessageContaining("nobody");
    }

    @SuppressWarnings("unchecked")
    private QueueAudience audience(EmbeddedBroker broker) {
        ObjectProvider<EmbeddedBroker> provider = mock(ObjectProvider.class);
        when(provider.getIfAvailable()).thenReturn(broker);
        QueueAudience audience = new QueueAudience(provider, queues, beans);
        audience.afterSingletonsInstantiated();
        return audience;
    }
}
