package com.dartwing.camel.smpp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for partners, and gives each connection its session. */
public final class SmppServerConsumer extends DefaultConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(SmppServerConsumer.class);
    private static final int IO_THREADS = 2;
    private static final int UNREAD_LOW = 64 * 1024;
    private static final int UNREAD_HIGH = 256 * 1024;
    private static final PduEncoder ENCODER = new PduEncoder();

    private final SmppServerEndpoint endpoint;
    private NioEventLoopGroup threads;
    private Requests requests;
    private ChannelGroup connections;
    private Channel listening;

    SmppServerConsumer(SmppServerEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        SSLContext tls = endpoint.getSslContextParameters() == null
                ? null
                : endpoint.getSslContextParameters().createSSLContext(endpoint.getCamelContext());
        threads = new NioEventLoopGroup(IO_THREADS, new DefaultThreadFactory("smpp", true));
        requests = new Requests(this, endpoint.getGuard(), endpoint.getWorkers(), endpoint.getBindsPerSecond());
        connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        ChannelFuture bound = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 512)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(UNREAD_LOW, UNREAD_HIGH))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        welcome(channel, tls);
                    }
                })
                .bind(endpoint.getAddress(), endpoint.getPort())
                .awaitUninterruptibly();
        if (bound.isSuccess()) {
            listening = bound.channel();
            LOG.info("{} on port {}", tls == null ? "SMPP" : "SMPP over TLS", port());
        } else {
            cannotListen(bound.cause());
        }
    }

    private void cannotListen(Throwable cause) {
        String message =
                "SMPP cannot listen on " + endpoint.getAddress() + ":" + endpoint.getPort() + ": " + cause.getMessage();
        end();
        if (!endpoint.isOptional()) {
            throw new IllegalStateException(message, cause);
        }
        LOG.error("{}; nobody can bind", message);
    }

    private void welcome(SocketChannel channel, SSLContext tls) {
        if (connections.size() >= endpoint.getMaxConnections()) {
            LOG.debug("{} connections are enough", connections.size());
            channel.close();
            return;
        }
        connections.add(channel);
        if (tls != null) {
            SSLEngine engine = tls.createSSLEngine();
            engine.setUseClientMode(false);
            channel.pipeline().addLast(new SslHandler(engine));
        }
        PduDecoder decoder = new PduDecoder(endpoint.getMaxPduLength());
        channel.pipeline()
                .addLast(new FlushConsolidationHandler(64, true))
                .addLast(ENCODER)
                .addLast(decoder)
                .addLast(new Session(endpoint.rules(), requests, endpoint.getBinds(), decoder));
    }

    /** Where it listens, once it runs; 0 when it could not. */
    public int port() {
        return listening == null ? 0 : ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Nobody comes in any more; who is here is asked to go, and gets the answers that are still due. */
    @Override
    protected void doStop() throws Exception {
        if (listening != null) {
            listening.close().awaitUninterruptibly();
            listening = null;
            connections.forEach(channel -> {
                Session session = channel.pipeline().get(Session.class);
                if (session == null) {
                    channel.close();
                } else {
                    session.unbind();
                }
            });
            connections.newCloseFuture().awaitUninterruptibly(3, TimeUnit.SECONDS);
            connections.close();
        }
        end();
        super.doStop();
    }

    private void end() {
        if (requests == null) {
            // A route that does not start by itself is stopped with the others.
            return;
        }
        requests.close();
        threads.shutdownGracefully(0, 2, TimeUnit.SECONDS);
    }
}
