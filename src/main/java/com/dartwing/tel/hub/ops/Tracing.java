package com.dartwing.tel.hub.ops;

import com.dartwing.tel.hub.config.HubProperties;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Spans by OpenTelemetry, sent by OTLP over HTTP to {@code tel.tracing.endpoint}: one for each API call, and one for each
 * call to a carrier beneath it, in whatever thread that is made. A caller's {@code traceparent} (W3C Trace Context) goes
 * on in them. Without an endpoint nothing is made, and no step costs more than a look.
 */
@Component
public class Tracing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Tracing.class);
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("tel.operation");
    private static final AttributeKey<String> CARRIER = AttributeKey.stringKey("tel.carrier");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("tel.status");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final String REQUEST = "traceRequest";
    private static final String CALL = "traceCall";

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /** @param share of the calls that are traced, 0 to 1; a call that its caller traces is traced in any case */
    public Tracing(
            @Value("${tel.tracing.endpoint:}") String endpoint,
            @Value("${tel.tracing.share:1.0}") double share,
            @Value("${spring.application.name:dartwing-tel-hub}") String service,
            HubProperties properties) {
        if (endpoint.isBlank()) {
            provider = null;
            tracer = TracerProvider.noop().get(service);
            return;
        }
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(
                                AttributeKey.stringKey("service.name"),
                                service,
                                AttributeKey.stringKey("tel.roles"),
                                String.join(",", properties.roles())))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(share)))
                .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                .setEndpoint(endpoint)
                                .setTimeout(5, TimeUnit.SECONDS)
                                .build())
                        .build())
                .build();
        tracer = provider.get("com.dartwing.tel.hub");
        LOG.info("Traces go to {}, a share of {}", endpoint, share);
    }

    /** An API call came in. */
    public void begin(Exchange exchange, HttpServletRequest request, String operation) {
        if (provider != null) {
            Context caller = W3CTraceContextPropagator.getInstance().extract(Context.root(), request, new Headers());
            exchange.setProperty(
                    REQUEST,
                    tracer.spanBuilder(operation)
                            .setParent(caller)
                            .setSpanKind(SpanKind.SERVER)
                            .setAttribute(OPERATION, operation)
                            .startSpan());
        }
    }

    /** An API call is answered. */
    public void end(Exchange exchange, int status) {
        if (provider != null && exchange.getProperty(REQUEST) instanceof Span span) {
            span.setAttribute(STATUS, (long) status);
            if (status >= 500) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    /** A carrier is called. */
    public void beginCall(Exchange exchange, String carrier, String operation) {
        if (provider != null) {
            Context parent = exchange.getProperty(REQUEST) instanceof Span span
                    ? Context.root().with(span)
                    : Context.root();
            exchange.setProperty(
                    CALL,
                    tracer.spanBuilder(carrier + " " + operation)
                            .setParent(parent)
                            .setSpanKind(SpanKind.CLIENT)
                            .setAttribute(CARRIER, carrier)
                            .setAttribute(OPERATION, operation)
                            .startSpan());
        }
    }

    /** A carrier has answered, or not. */
    public void endCall(Exchange exchange, boolean ok, String outcome) {
        if (provider != null && exchange.removeProperty(CALL) instanceof Span span) {
            span.setAttribute(OUTCOME, outcome);
            if (!ok) {
                span.setStatus(StatusCode.ERROR, outcome);
            }
            span.end();
        }
    }

    /** Sends what is left. */
    @Override
    public void close() {
        if (provider != null) {
            provider.shutdown().join(5, TimeUnit.SECONDS);
        }
    }

    private static final class Headers implements TextMapGetter<HttpServletRequest> {
        @Override
        public Iterable<String> keys(HttpServletRequest request) {
            return Collections.list(request.getHeaderNames());
        }

        @Override
        public String get(HttpServletRequest request, String name) {
            return request.getHeader(name);
        }
    }
}
