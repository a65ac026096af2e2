package com.dartwing.tel.hub.rest;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.security.RequestIdFilter;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.record.RecordKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The envelope in which every refusal is told (contract, section 1). */
public final class ErrorBody {

    private ErrorBody() {}

    public static Map<String, Object> of(TelException error, String requestId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("exc_type", error.excType());
        body.put("exception", error.getMessage());
        body.put("_error_message", error.getMessage());
        body.put("error_code", error.code());
        body.put("request_id", requestId);
        if (error.field() != null) {
            body.put("field", error.field());
        }
        if (error.recordId() != null) {
            body.put(RecordKind.of(error.recordId()).field(), error.recordId());
        }
        return body;
    }

    /** Seconds for {@code Retry-After}, at least one; null when trying again will not help. */
    public static String retryAfter(TelException error) {
        return error.retryAfter() == null
                ? null
                : Long.toString(Math.max(1, (error.retryAfter().toMillis() + 999) / 1000));
    }

    /** Answers a request that no route has seen, with the error's own HTTP status. */
    public static void write(HttpServletRequest request, HttpServletResponse response, TelException error)
            throws IOException {
        write(request, response, error, error.httpStatus());
    }

    /** Answers with a status that HTTP asks for where our codes know none, such as 405. */
    public static void write(HttpServletRequest request, HttpServletResponse response, TelException error, int status)
            throws IOException {
        String retryAfter = retryAfter(error);
        if (retryAfter != null) {
            response.setHeader("Retry-After", retryAfter);
        }
        response.setStatus(status);
        response.setContentType("application/json");
        response.getOutputStream()
                .write(Json.write(of(error, RequestIdFilter.of(request))).getBytes(StandardCharsets.UTF_8));
    }
}
