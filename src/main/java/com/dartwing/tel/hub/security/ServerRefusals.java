package com.dartwing.tel.hub.security;

import com.dartwing.tel.hub.rest.ErrorBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/**
 * Tells in the envelope what the server itself refuses before any filter has seen it: a path with an encoded slash, a
 * header that it does not understand. Tomcat makes it, by its name.
 */
public final class ServerRefusals extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        int status = response.getStatus();
        // An answer that somebody has begun, or told already, is left as it is.
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            RequestIdFilter.give(request, response);
            ErrorBody.write(request, response, ErrorPage.error(status), status);
            response.finishResponse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
