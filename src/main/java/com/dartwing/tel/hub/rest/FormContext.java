package com.dartwing.tel.hub.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.tomcat.util.http.fileupload.UploadContext;

/**
 * A request as the parser of forms ({@code multipart/form-data}, RFC 7578) wants it.
 *
 * @param body as it comes
 */
public record FormContext(HttpServletRequest request, InputStream body) implements UploadContext {

    /** Whether a request is such a form. */
    public static boolean isForm(HttpServletRequest request) {
        String type = request.getHeader("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    @Override
    public String getCharacterEncoding() {
        return StandardCharsets.UTF_8.name();
    }

    @Override
    public String getContentType() {
        return request.getHeader("Content-Type");
    }

    /** What comes is counted; what is said to come is not believed. */
    @Override
    public long contentLength() {
        return -1;
    }

    @Override
    public InputStream getInputStream() {
        return body;
    }
}
