package com.dartwing.tel.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.management.Attribute;
import javax.management.MBeanFeatureInfo;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ManagementAgent;
import org.junit.jupiter.api.Test;

class SharedMBeanInfosTest {

    @Test
    void whatMBeansOfOneClassTellIsTheirOwn() throws Exception {
        try (var context = context(true)) {
            send(context, "direct:a", 3);
            send(context, "direct:b", 1);

            for (var type : new String[] {"type=routes,name=\"%s\"", "type=processors,name=\"log-%s\""}) {
                assertThat(completed(context, type.formatted("a"))).isEqualTo(3L);
                assertThat(completed(context, type.formatted("b"))).isEqualTo(1L);
            }
            send(context, "direct:b", 4);
            assertThat(completed(context, "type=routes,name=\"a\"")).isEqualTo(3L);
            assertThat(completed(context, "type=routes,name=\"b\"")).isEqualTo(5L);
        }
    }

    @Test
    void whatIsSetOrCalledOnOneIsNotOnAnother() throws Exception {
        try (var context = context(true)) {
            var server = agent(context).getMBeanServer();
            send(context, "direct:a", 1);
            send(context, "direct:b", 1);

            server.setAttribute(name(context, "type=routes,name=\"a\""), new Attribute("StatisticsEnabled", false));
            server.invoke(name(context, "type=routes,name=\"a\""), "reset", null, null);
            server.invoke(name(context, "type=routes,name=\"a\""), "stop", null, null);

            assertThat(attribute(context, "type=routes,name=\"a\"", "State")).isEqualTo("Stopped");
            assertThat(attribute(context, "type=routes,name=\"b\"", "State")).isEqualTo("Started");
            assertThat(attribute(context, "type=routes,name=\"a\"", "StatisticsEnabled"))
                    .isEqualTo(false);
            assertThat(attribute(context, "type=routes,name=\"b\"", "StatisticsEnabled"))
                    .isEqualTo(true);
            assertThat(completed(context, "type=routes,name=\"b\"")).isEqualTo(1L);
        }
    }

    @Test
    void theConsoleIsToldTheSameAsByCamel() throws Exception {
        try (var shared = context(true);
                var camels = context(false)) {
            for (var type : new String[] {
                "type=context,name=\"%s\"", "type=routes,name=\"b\"", "type=processors,name=\"log-b\"",
            }) {
                assertThat(features(shared, type)).isEqualTo(features(camels, type));
            }
        }
    }

    private static String features(DefaultCamelContext context, String type) throws Exception {
        var info = agent(context).getMBeanServer().getMBeanInfo(name(context, type));
        MBeanFeatureInfo[][] all = {info.getAttributes(), info.getOperations(), info.getNotifications()};
        return Arrays.stream(all).flatMap(Arrays::stream).map(Object::toString).toList() + info.getDescription();
    }

    private static void send(DefaultCamelContext context, String uri, int times) {
        try (var template = context.createProducerTemplate()) {
            for (int i = 0; i < times; i++) {
                template.sendBody(uri, i);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object completed(DefaultCamelContext context, String type) throws Exception {
        return attribute(context, type, "ExchangesCompleted");
    }

    private static Object attribute(DefaultCamelContext context, String type, String attribute) throws Exception {
        return agent(context).getMBeanServer().getAttribute(name(context, type), attribute);
    }

    private static ObjectName name(DefaultCamelContext context, String type) throws Exception {
        var pattern = new ObjectName("org.apache.camel:context=*," + type.formatted(context.getName()) + ",*");
        var names = agent(context).getMBeanServer().queryNames(pattern, null);
        return names.stream()
                .filter(name -> name.getKeyProperty("context").contains(context.getManagementName()))
                .findFirst()
                .orElseThrow();
    }

    private static ManagementAgent agent(DefaultCamelContext context) {
        return context.getManagementStrategy().getManagementAgent();
    }

    private static DefaultCamelContext context(boolean shared) throws Exception {
        var context = new DefaultCamelContext(false);
        if (shared) {
            context.getCamelContextExtension().setManagementMBeanAssembler(new SharedMBeanInfos(context));
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").routeId("a").log("a").id("log-a");
                from("direct:b").routeId("b").log("b").id("log-b");
            }
        });
        context.start();
        return context;
    }
}
