package com.dartwing.tel.hub.sandbox;

import java.util.Base64;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** The picture that every simulated carrier has: one grey point, as PNG. */
@Component("samplePicture")
public class SamplePicture {

    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAA"
                    + "CklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    /** Answers with it. */
    public void show(Exchange exchange) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "image/png");
        exchange.getMessage().setBody(PNG.clone());
    }
}
