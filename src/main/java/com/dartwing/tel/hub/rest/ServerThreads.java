package com.dartwing.tel.hub.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Runs the routes of HTTP requests on the server's own threads. Camel's engine hands each request to a second pool and
 * answers through a second pass of all filters, which costs a request a tenth of its time and nobody gains: a caller
 * waits on one thread as well as on another, and where the JDK has virtual ones it waits on none.
 */
@Component(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME)
class ServerThreads implements PlatformHttpEngine {

    private static final Logger LOG = LoggerFactory.getLogger(ServerThreads.class);

    private final int port;

    ServerThreads(@Value("${server.port}") int port, Environment environment) {
        this.port = port;
        LOG.info(
                "Requests and dispatches run on {} threads",
                Threading.VIRTUAL.isActive(environment) ? "virtual" : "platform");
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new Inline(endpoint, processor);
    }

    @Override
    public int getServerPort() {
        return port;
    }

    private static final class Inline extends SpringBootPlatformHttpConsumer {

        Inline(PlatformHttpEndpoint endpoint, Processor processor) {
            super(endpoint, processor, Runnable::run);
        }

        /** Null tells Spring MVC that the response is written. */
        @Override
        public CompletableFuture<Void> service(HttpServletRequest request, HttpServletResponse response) {
            super.service(request, response).join();
            return null;
        }
    }
}
