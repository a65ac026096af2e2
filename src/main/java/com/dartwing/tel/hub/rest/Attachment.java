package com.dartwing.tel.hub.rest;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Content of others, answered as a file to be kept and never as a page to be shown. */
public final class Attachment {

    private Attachment() {}

    /**
     * Answers with a file.
     *
     * @param cacheControl how long whoever has it may use it again (RFC 9111, section 5.2)
     * @param content bytes, or a stream of them
     */
    public static void answer(
            Exchange exchange, String contentType, String fileName, String cacheControl, Object content) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.CONTENT_TYPE, contentType);
        message.setHeader("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
        message.setHeader("X-Content-Type-Options", "nosniff");
        message.setHeader("Cache-Control", cacheControl);
        message.setBody(content);
    }
}
