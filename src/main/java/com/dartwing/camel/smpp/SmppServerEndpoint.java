package com.dartwing.camel.smpp;

import java.time.Duration;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Receives messages from partners that bind over SMPP. */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "smpp-server",
        title = "SMPP Server",
        syntax = "smpp-server:address:port",
        consumerOnly = true,
        category = {Category.MOBILE})
public final class SmppServerEndpoint extends DefaultEndpoint {

    @UriPath(description = "Where it listens")
    @Metadata(required = true)
    private final String address;

    @UriPath(description = "0 is any free port")
    @Metadata(required = true)
    private final int port;

    @UriParam(description = "Says who may bind")
    @Metadata(required = true)
    private BindGuard guard;

    @UriParam(description = "Knows who is bound; a bean of its own when messages are delivered to partners")
    private Binds binds = new Binds();

    @UriParam(description = "The name of this side, told in the answer to a bind", defaultValue = "smpp-server")
    private String systemId = "smpp-server";

    @UriParam(description = "Threads on which requests begin; they wait for nothing there", defaultValue = "4")
    private int workers = 4;

    @UriParam(description = "Connections at a time; one more is closed", defaultValue = "2000")
    private int maxConnections = 2_000;

    @UriParam(description = "Binds that are looked at, per second and address", defaultValue = "20")
    private int bindsPerSecond = 20;

    @UriParam(description = "Octets of the largest PDU", defaultValue = "70000")
    private int maxPduLength = 70_000;

    @UriParam(description = "Milliseconds after which who has not bound is disconnected", defaultValue = "5000")
    private long bindTimeout = 5_000;

    @UriParam(description = "Milliseconds of silence after which enquire_link asks", defaultValue = "30000")
    private long enquireLinkInterval = 30_000;

    @UriParam(description = "Milliseconds that a partner may take to answer", defaultValue = "15000")
    private long responseTimeout = 15_000;

    @UriParam(description = "Milliseconds that the rest of a PDU may take", defaultValue = "5000")
    private long pduTimeout = 5_000;

    @UriParam(description = "Goes on without listening, and says so, when the port is taken", defaultValue = "false")
    private boolean optional;

    @UriParam(description = "Speaks TLS when given")
    private SSLContextParameters sslContextParameters;

    SmppServerEndpoint(String uri, SmppServerComponent component, String address, int port) {
        super(uri, component);
        this.address = address;
        this.port = port;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("Messages to partners are delivered by the bean given as binds");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        SmppServerConsumer consumer = new SmppServerConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    SessionRules rules() {
        return new SessionRules(
                systemId,
                Duration.ofMillis(bindTimeout),
                Duration.ofMillis(enquireLinkInterval),
                Duration.ofMillis(responseTimeout),
                Duration.ofMillis(pduTimeout));
    }

    public String getAddress() {
        return address;
    }

    public int getPort() {
        return port;
    }

    public BindGuard getGuard() {
        return guard;
    }

    public void setGuard(BindGuard guard) {
        this.guard = guard;
    }

    public Binds getBinds() {
        return binds;
    }

    public void setBinds(Binds binds) {
        this.binds = binds;
    }

    public String getSystemId() {
        return systemId;
    }

    public void setSystemId(String systemId) {
        this.systemId = systemId;
    }

    public int getWorkers() {
        return workers;
    }

    public void setWorkers(int workers) {
        this.workers = workers;
    }

    public int getMaxConnections() {
        return maxConnections;
    }

    public void setMaxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    public int getBindsPerSecond() {
        return bindsPerSecond;
    }

    public void setBindsPerSecond(int bindsPerSecond) {
        this.bindsPerSecond = bindsPerSecond;
    }

    public int getMaxPduLength() {
        return maxPduLength;
    }

    public void setMaxPduLength(int maxPduLength) {
        this.maxPduLength = maxPduLength;
    }

    public long getBindTimeout() {
        return bindTimeout;
    }

    public void setBindTimeout(long bindTimeout) {
        this.bindTimeout = bindTimeout;
    }

    public long getEnquireLinkInterval() {
        return enquireLinkInterval;
    }

    public void setEnquireLinkInterval(long enquireLinkInterval) {
        this.enquireLinkInterval = enquireLinkInterval;
    }

    public long getResponseTimeout() {
        return responseTimeout;
    }

    public void setResponseTimeout(long responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    public long getPduTimeout() {
        return pduTimeout;
    }

    public void setPduTimeout(long pduTimeout) {
        this.pduTimeout = pduTimeout;
    }

    public boolean isOptional() {
        return optional;
    }

    public void setOptional(boolean optional) {
        this.optional = optional;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }
}
