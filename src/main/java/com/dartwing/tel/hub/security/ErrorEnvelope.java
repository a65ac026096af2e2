package com.dartwing.tel.hub.security;

import com.dartwing.tel.error.TelException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a refusal as the JSON envelope that every caller of the API knows from Frappe. */
final class ErrorEnvelope {

    private final ObjectMapper json;

    ErrorEnvelope(ObjectMapper json) {
        this.json = json;
    }

    /** Answers with the error's own HTTP status. */
    void write(HttpServletRequest request, HttpServletResponse response, TelException error) throws IOException {
        write(request, response, error, error.httpStatus());
    }

    /** Answers with a status that HTTP asks for where our codes know none, such as 405. */
    void write(HttpServletRequest request, HttpServletResponse response, TelException error, int status)
            throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("exc_type", error.excType());
        body.put("exception", error.getMessage());
        body.put("_error_message", error.getMessage());
        body.put("error_code", error.code());
        body.put("request_id", RequestIdFilter.of(request));
        Duration wait = error.retryAfter();
        if (wait != null) {
            response.setHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
        }
        response.setStatus(status);
        response.setContentType("application/json");
        json.writeValue(response.getOutputStream(), body);
    }
}
