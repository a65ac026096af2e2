package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.net.PublicAddresses;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The HTTP client for URLs that consumers give us: no redirects, only to public addresses, and no more than the timeout
 * for the whole of a call, however slowly its answer drips. Of the answer little but its head is of interest.
 */
@Component("consumerClient")
public class ConsumerClient implements HttpClientConfigurer, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerClient.class);

    /** What is read of an answer, to use its connection again; with more to come, the connection is closed. */
    private static final int ANSWER = 16_384;

    private static final int CONNECTIONS = 4_096;

    private final Timeout timeout;
    private final PublicAddresses addresses;
    private final ScheduledThreadPoolExecutor watch;

    @Autowired
    ConsumerClient(HubProperties properties, PublicAddresses addresses) {
        this(properties.webhook().timeout(), addresses);
    }

    /** @param timeout for the whole of a call */
    ConsumerClient(Duration timeout, PublicAddresses addresses) {
        this.timeout = Timeout.of(timeout);
        this.addresses = addresses;
        this.watch = new ScheduledThreadPoolExecutor(1, runnable -> {
            Thread thread = new Thread(runnable, "webhook-watch");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
        if (addresses.isOff()) {
            LOG.warn("DANGEROUS: webhooks may reach private and loopback addresses"
                    + " (tel.net.dangerous-allow-private-addresses=true)");
        }
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                // What is small on the wire might not be so afterwards.
                .disableContentCompression()
                .addExecInterceptorFirst("deadline", this::withinTheTimeout)
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(addresses)
                        // The lanes bound how many are used; nobody waits for a connection of another's.
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                // The deadline comes first, and says what has happened.
                                .setSocketTimeout(Timeout.ofMilliseconds(2 * timeout.toMilliseconds()))
                                .setTimeToLive(TimeValue.ofMinutes(1))
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                .build())
                        .build())
                .evictIdleConnections(TimeValue.ofSeconds(20));
    }

    private ClassicHttpResponse withinTheTimeout(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> end = watch.schedule(
                () -> {
                    late.set(true);
                    abort(scope);
                },
                timeout.toMilliseconds(),
                TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            keepLittle(response, scope);
            return response;
        } catch (IOException e) {
            if (late.get()) {
                throw (IOException) new InterruptedIOException("no answer within " + timeout).initCause(e);
            }
            throw e;
        } finally {
            end.cancel(false);
        }
    }

    private static void abort(ExecChain.Scope scope) {
        if (scope.originalRequest instanceof Cancellable request) {
            request.cancel();
        } else {
            scope.execRuntime.discardEndpoint();
        }
    }

    /** Of JSON its beginning, for it may steer a call; of anything else nothing. */
    private static void keepLittle(ClassicHttpResponse response, ExecChain.Scope scope) throws IOException {
        if (response.getEntity() == null) {
            return;
        }
        InputStream body = response.getEntity().getContent();
        byte[] read = body == null ? new byte[0] : body.readNBytes(ANSWER);
        if (read.length == ANSWER) {
            scope.execRuntime.discardEndpoint();
        }
        String type = response.getEntity().getContentType();
        boolean json = read.length > 0 && type != null && type.startsWith("application/json");
        response.setEntity(json ? new ByteArrayEntity(read, ContentType.APPLICATION_JSON) : null);
    }

    @Override
    public void destroy() {
        watch.shutdownNow();
    }
}
