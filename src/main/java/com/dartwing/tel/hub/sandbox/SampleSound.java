package com.dartwing.tel.hub.sandbox;

import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** The recording that every simulated carrier has: a megabyte and a half, each byte told by its place. */
@Component("sampleSound")
public class SampleSound {

    private static final int SIZE = 3 << 19;
    private static final int PERIOD = 97;

    /** Answers with it. */
    public void play(Exchange exchange) {
        byte[] sound = new byte[SIZE];
        for (int i = 0; i < SIZE; i++) {
            sound[i] = (byte) (i % PERIOD);
        }
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "audio/mpeg");
        exchange.getMessage().setBody(sound);
    }
}
