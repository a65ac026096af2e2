package com.dartwing.tel.system;

import com.cloudhopper.smpp.SmppBindType;
import com.cloudhopper.smpp.SmppSession;
import com.cloudhopper.smpp.SmppSessionConfiguration;
import com.cloudhopper.smpp.impl.DefaultSmppClient;
import com.cloudhopper.smpp.impl.DefaultSmppSessionHandler;
import com.cloudhopper.smpp.pdu.DeliverSm;
import com.cloudhopper.smpp.pdu.PduRequest;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.type.Address;
import com.cloudhopper.smpp.type.SmppBindException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The sandbox partner, by Cloudhopper's client. */
@SuppressWarnings("rawtypes")
final class CloudhopperPartner implements AutoCloseable {

    static final int PATIENCE = 20_000;

    private static final byte INTERNATIONAL = 1;
    private static final byte ISDN = 1;
    private static final byte WITH_RECEIPT = 1;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final DefaultSmppClient client = new DefaultSmppClient(threads, 1);
    private final BlockingQueue<DeliverSm> heard = new LinkedBlockingQueue<>();
    private final SmppSession session;

    /** @throws SmppBindException when the hub does not let it bind */
    CloudhopperPartner(int port, SmppBindType type, int version, String password, int window) throws Exception {
        SmppSessionConfiguration settings = new SmppSessionConfiguration(type, "sandbox", password);
        settings.setHost("127.0.0.1");
        settings.setPort(port);
        settings.setInterfaceVersion((byte) version);
        settings.setWindowSize(window);
        settings.setConnectTimeout(PATIENCE);
        settings.setBindTimeout(PATIENCE);
        settings.setWindowWaitTimeout(PATIENCE);
        settings.getLoggingOptions().setLogPdu(false);
        try {
            session = client.bind(settings, new DefaultSmppSessionHandler() {
                @Override
                public PduResponse firePduRequestReceived(PduRequest request) {
                    if (request instanceof DeliverSm delivered) {
                        heard.add(delivered);
                    }
                    return request.createResponse();
                }
            });
        } catch (Exception e) {
            end();
            throw e;
        }
    }

    static SubmitSm message(String from, String to, String text) throws Exception {
        SubmitSm message = new SubmitSm();
        message.setSourceAddress(new Address(INTERNATIONAL, ISDN, from));
        message.setDestAddress(new Address(INTERNATIONAL, ISDN, to));
        message.setShortMessage(text.getBytes(StandardCharsets.US_ASCII));
        message.setRegisteredDelivery(WITH_RECEIPT);
        return message;
    }

    SmppSession session() {
        return session;
    }

    /** The next message that the hub delivers. */
    DeliverSm hear() throws InterruptedException {
        DeliverSm message = heard.poll(PATIENCE, TimeUnit.MILLISECONDS);
        if (message == null) {
            throw new AssertionError("Nothing was delivered");
        }
        return message;
    }

    @Override
    public void close() {
        session.unbind(PATIENCE);
        session.destroy();
        end();
    }

    private void end() {
        client.destroy();
        threads.shutdownNow();
    }
}
