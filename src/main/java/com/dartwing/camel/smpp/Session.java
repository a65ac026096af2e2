package com.dartwing.camel.smpp;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of a partner, from its first octet to its last. Its fields belong to its channel's thread. */
final class Session extends SimpleChannelInboundHandler<Pdu> {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final int SC_INTERFACE_VERSION = 0x0210;
    private static final byte[] VERSION = {0x50};

    private final SessionRules rules;
    private final Requests requests;
    private final Binds binds;
    private final PduDecoder decoder;
    private final Outstanding outstanding = new Outstanding();
    private final AtomicInteger inHand = new AtomicInteger();
    private ChannelHandlerContext context;
    private volatile BindState state = BindState.OPEN;
    private volatile Partner partner;
    private Requests.Lane lane;
    private ScheduledFuture<?> clock;
    private long opened;
    private long heard;
    private boolean asked;

    Session(SessionRules rules, Requests requests, Binds binds, PduDecoder decoder) {
        super(Pdu.class);
        this.rules = rules;
        this.requests = requests;
        this.binds = binds;
        this.decoder = decoder;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        lane = requests.lane();
        opened = System.nanoTime();
        heard = opened;
        clock = active.executor()
                .scheduleWithFixedDelay(this::tick, rules.tickMillis(), rules.tickMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext active, Pdu pdu) {
        heard = System.nanoTime();
        asked = false;
        if (pdu.isResponse()) {
            // An answer is never answered, not even one to nothing.
            outstanding.answered(pdu.sequence(), pdu.status());
            if (pdu.command() == Command.UNBIND.response() && state == BindState.CLOSED) {
                active.close();
            }
            return;
        }
        Command command = Command.of(pdu.command());
        if (command == null) {
            send(Pdu.genericNack(CommandStatus.ESME_RINVCMDID, pdu.sequence()));
            return;
        }
        CommandStatus verdict = state.verdict(command);
        if (verdict != CommandStatus.ESME_ROK) {
            send(
                    verdict == CommandStatus.ESME_RINVCMDID
                            ? Pdu.genericNack(verdict, pdu.sequence())
                            : pdu.answer(verdict));
            return;
        }
        try {
            accept(command, pdu);
        } catch (SmppException e) {
            send(pdu.answer(e.status()));
        }
    }

    private void accept(Command command, Pdu pdu) {
        switch (command) {
            case ENQUIRE_LINK -> send(pdu.answer(CommandStatus.ESME_ROK));
            case UNBIND -> {
                leave(BindState.CLOSED);
                context.writeAndFlush(pdu.answer(CommandStatus.ESME_ROK)).addListener(ChannelFutureListener.CLOSE);
            }
            case BIND_RECEIVER, BIND_TRANSMITTER, BIND_TRANSCEIVER -> {
                BindRequest request = BindRequest.read(command, pdu.body(), remoteAddress());
                state = BindState.BINDING;
                requests.bind(request).whenComplete((admitted, failure) -> context.executor()
                        .execute(() -> bound(request, pdu, admitted, failure)));
            }
            case SUBMIT_SM -> handOver(command, pdu, ShortMessage.read(pdu.body()));
            case DATA_SM -> handOver(command, pdu, ShortMessage.readData(pdu.body()));
            case QUERY_SM -> handOver(command, pdu, MessageQuery.readQuery(pdu.body()));
            case SUBMIT_MULTI -> handOver(command, pdu, MultiMessage.read(pdu.body()));
            case CANCEL_SM -> handOver(command, pdu, Cancellation.read(pdu.body()));
            case REPLACE_SM -> handOver(command, pdu, Replacement.read(pdu.body()));
            default -> throw new SmppException(CommandStatus.ESME_RINVCMDID);
        }
    }

    private void bound(BindRequest request, Pdu pdu, Partner admitted, Throwable failure) {
        if (state != BindState.BINDING) {
            return;
        }
        CommandStatus refusal = failure == null ? null : Requests.statusOf(failure);
        if (refusal == null && !binds.join(this, admitted)) {
            refusal = CommandStatus.ESME_RBINDFAIL;
        }
        if (refusal != null) {
            requests.refusals().tell(request, refusal);
            // It may try again until its time to bind is over. Who is disconnected at once may never read why.
            state = BindState.OPEN;
            send(pdu.answer(refusal));
            return;
        }
        partner = admitted;
        BodyWriter body = new BodyWriter().text(rules.systemId());
        if (request.version() >= 0x34) {
            // Version 3.3 knows no optional parameters.
            body.option(SC_INTERFACE_VERSION, VERSION);
        }
        send(pdu.answer(CommandStatus.ESME_ROK, body.bytes()));
        // Only now is anything delivered: the answer to the bind comes first.
        state = BindState.after(request.command());
        LOG.info("{} is bound", request);
    }

    private void handOver(Command command, Pdu pdu, Object body) {
        if (inHand.get() >= partner.window()) {
            throw new SmppException(CommandStatus.ESME_RTHROTTLED);
        }
        inHand.incrementAndGet();
        lane.handOver(command, body, partner, remoteAddress(), answer -> {
            inHand.decrementAndGet();
            context.writeAndFlush(pdu.answer(answer.status(), answer.body()));
        });
    }

    private void send(Pdu pdu) {
        context.writeAndFlush(pdu);
    }

    private String remoteAddress() {
        return ((InetSocketAddress) context.channel().remoteAddress())
                .getAddress()
                .getHostAddress();
    }

    int inHand() {
        return inHand.get();
    }

    boolean receives() {
        return state.receives();
    }

    /** How many more messages may be on their way to the partner. */
    int room() {
        return state.receives() ? Math.max(0, partner.window() - outstanding.count()) : 0;
    }

    CompletableFuture<Integer> deliver(byte[] message) {
        if (!state.receives() || !outstanding.reserve(partner.window())) {
            return CompletableFuture.failedFuture(new Binds.NotDelivered("the session has no room"));
        }
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        context.executor().execute(() -> {
            if (!state.receives()) {
                outstanding.release();
                answer.completeExceptionally(new Binds.NotDelivered("the session has ended"));
                return;
            }
            int sequence = outstanding.nextSequence();
            outstanding.expect(sequence, answer);
            send(Pdu.request(Command.DELIVER_SM, sequence, message));
        });
        return answer;
    }

    /** Asks the partner to go; one that does not answer is disconnected when its time is over. */
    void unbind() {
        context.executor().execute(() -> {
            if (state.isBound()) {
                leave(BindState.CLOSED);
                send(Pdu.request(Command.UNBIND, outstanding.nextSequence()));
                context.executor().schedule(() -> context.close(), 1, TimeUnit.SECONDS);
            } else {
                context.close();
            }
        });
    }

    private void tick() {
        long now = System.nanoTime();
        boolean unbound = state == BindState.OPEN || state == BindState.CLOSED;
        if ((unbound && now - opened > rules.bindTimeout().toNanos())
                || decoder.waitsLongerThan(rules.pduTimeout().toNanos())
                || outstanding.hasWaitedLongerThan(rules.responseTimeout().toNanos())
                || (asked
                        && now - heard
                                > rules.enquireLink()
                                        .plus(rules.responseTimeout())
                                        .toNanos())) {
            context.close();
        } else if (!asked
                && state.isBound()
                && now - heard > rules.enquireLink().toNanos()) {
            asked = true;
            send(Pdu.request(Command.ENQUIRE_LINK, outstanding.nextSequence()));
        }
    }

    private void leave(BindState next) {
        state = next;
        if (partner != null) {
            binds.leave(this, partner);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext active) {
        // Who does not read what it is answered is not read either.
        active.channel().config().setAutoRead(active.channel().isWritable());
        active.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext active) {
        leave(BindState.CLOSED);
        clock.cancel(false);
        outstanding.fail(new Binds.NotDelivered("the session has ended"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext active, Throwable failure) {
        LOG.debug("A session with {} ends", active.channel().remoteAddress(), failure);
        active.close();
    }
}
