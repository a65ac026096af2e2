package com.dartwing.camel.smpp;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.NonStickyEventExecutorGroup;
import io.netty.util.concurrent.UnorderedThreadPoolEventExecutor;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What partners ask for, made exchanges. Each session has a lane: its requests begin in their order, on few threads that
 * the sessions take turns on, and end when their exchanges end.
 */
final class Requests {

    /** How a request is answered. */
    record Answer(CommandStatus status, byte[] body) {}

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
    private static final int WAITING_BINDS = 1_000;
    private static final int BIND_THREADS = 2;
    private static final byte[] NONE = {};

    private final SmppServerConsumer consumer;
    private final AsyncProcessor route;
    private final BindGuard guard;
    private final int bindsPerSecond;
    private final UnorderedThreadPoolEventExecutor workers;
    private final NonStickyEventExecutorGroup lanes;
    private final ThreadPoolExecutor bindings;
    private final ConcurrentHashMap<String, AtomicInteger> bindsNow = new ConcurrentHashMap<>();
    private final RefusalLog refusals = new RefusalLog();
    private volatile long second;

    Requests(SmppServerConsumer consumer, BindGuard guard, int workerThreads, int bindsPerSecond) {
        this.consumer = consumer;
        this.route = consumer.getAsyncProcessor();
        this.guard = guard;
        this.bindsPerSecond = bindsPerSecond;
        this.workers =
                new UnorderedThreadPoolEventExecutor(workerThreads, new DefaultThreadFactory("smpp-requests", true));
        this.lanes = new NonStickyEventExecutorGroup(workers);
        this.bindings = new ThreadPoolExecutor(
                BIND_THREADS,
                BIND_THREADS,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_BINDS),
                new DefaultThreadFactory("smpp-binds", true));
        bindings.allowCoreThreadTimeOut(true);
    }

    /** Asks the guard. Passwords cost time: who asks too often from one address is refused unheard. */
    CompletableFuture<Partner> bind(BindRequest request) {
        if (isTooOften(request.remoteAddress())) {
            return CompletableFuture.failedFuture(new SmppException(CommandStatus.ESME_RTHROTTLED));
        }
        try {
            return CompletableFuture.supplyAsync(() -> guard.admit(request), bindings);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new SmppException(CommandStatus.ESME_RTHROTTLED));
        }
    }

    private boolean isTooOften(String address) {
        long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
        if (now != second) {
            second = now;
            bindsNow.clear();
        }
        return bindsNow.computeIfAbsent(address, any -> new AtomicInteger()).incrementAndGet() > bindsPerSecond;
    }

    RefusalLog refusals() {
        return refusals;
    }

    Lane lane() {
        return new Lane(lanes.next());
    }

    /** The way of one session's requests. */
    final class Lane {

        private final EventExecutor order;

        private Lane(EventExecutor order) {
            this.order = order;
        }

        void handOver(Command command, Object body, Partner partner, String remoteAddress, Consumer<Answer> answered) {
            order.execute(() -> {
                Exchange exchange = consumer.createExchange(false);
                exchange.getIn().setBody(body);
                exchange.getIn().setHeader(SmppServerConstants.COMMAND, command.word());
                exchange.getIn().setHeader(SmppServerConstants.PARTNER, partner.name());
                exchange.getIn().setHeader(SmppServerConstants.REMOTE_ADDRESS, remoteAddress);
                route.process(exchange, done -> {
                    try {
                        answered.accept(answer(command, body, exchange));
                    } finally {
                        consumer.releaseExchange(exchange, false);
                    }
                });
            });
        }
    }

    private Answer answer(Command command, Object request, Exchange exchange) {
        if (exchange.getException() != null) {
            CommandStatus status = statusOf(exchange.getException());
            if (status == CommandStatus.ESME_RSYSERR) {
                consumer.getExceptionHandler().handleException("A request failed", exchange, exchange.getException());
            }
            return new Answer(status, NONE);
        }
        CommandStatus status = exchange.getMessage()
                .getHeader(SmppServerConstants.STATUS, CommandStatus.ESME_ROK, CommandStatus.class);
        if (status != CommandStatus.ESME_ROK) {
            return new Answer(status, NONE);
        }
        String id = exchange.getMessage().getHeader(SmppServerConstants.MESSAGE_ID, "", String.class);
        return switch (command) {
            case SUBMIT_SM, DATA_SM ->
                new Answer(status, new BodyWriter().text(id).bytes());
            case SUBMIT_MULTI -> new Answer(status, MultiMessage.answer(id, refused(exchange)));
            case QUERY_SM ->
                new Answer(
                        status,
                        new BodyWriter()
                                .text(((MessageQuery) request).messageId())
                                .text(header(exchange, SmppServerConstants.FINAL_DATE, ""))
                                .octet(exchange.getMessage()
                                        .getHeader(SmppServerConstants.MESSAGE_STATE, 0, Integer.class))
                                .octet(exchange.getMessage()
                                        .getHeader(SmppServerConstants.ERROR_CODE, 0, Integer.class))
                                .bytes());
            default -> new Answer(status, NONE);
        };
    }

    @SuppressWarnings("unchecked")
    private static List<MultiMessage.Refused> refused(Exchange exchange) {
        return exchange.getMessage().getHeader(SmppServerConstants.REFUSED, List.of(), List.class);
    }

    private static String header(Exchange exchange, String name, String otherwise) {
        return exchange.getMessage().getHeader(name, otherwise, String.class);
    }

    static CommandStatus statusOf(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof SmppException known) {
            return known.status();
        }
        LOG.debug("Answered as our fault", cause);
        return CommandStatus.ESME_RSYSERR;
    }

    void close() {
        bindings.shutdownNow();
        workers.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
