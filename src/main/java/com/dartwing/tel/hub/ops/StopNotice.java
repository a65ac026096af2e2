package com.dartwing.tel.hub.ops;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The first step of a stop: readiness says no already, and for a while the hub goes on answering, so that whoever spreads
 * the traffic turns elsewhere before connections are refused. Each answer of this while asks its caller to leave the
 * connection. Then the server finishes what it has in hand, then the routes do.
 */
@Component
class StopNotice extends OncePerRequestFilter implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StopNotice.class);

    private final Duration notice;
    private volatile boolean running;
    private volatile boolean leaving;

    StopNotice(@Value("${tel.shutdown.notice:0s}") Duration notice) {
        this.notice = notice;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (leaving) {
            response.setHeader("Connection", "close");
        }
        chain.doFilter(request, response);
    }

    /** Before all others. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        leaving = true;
        running = false;
        LOG.info("Stopping: not ready any more, answering for another {} ms", notice.toMillis());
        try {
            Thread.sleep(notice.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
