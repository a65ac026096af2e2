package com.dartwing.tel.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who guesses in the login form waits, and is told so in the form. */
@House
class LoginThrottleTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"([^\"]+)\" value=\"([^\"]+)\"");
    private static final int MORE_THAN_ARE_LET_PASS = 40;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeEach
    void settle() throws Exception {
        jdbc.execute("DROP TABLE IF EXISTS tel_person");
        jdbc.execute(new ClassPathResource("db/migration/V014__tel_person.sql")
                .getContentAsString(StandardCharsets.UTF_8)
                .replace("${tableOptions}", ""));
    }

    @Test
    void the_form_says_when_to_try_again() throws Exception {
        String page = send(HttpRequest.newBuilder(url()).GET()).body();
        Matcher token = TOKEN.matcher(page);
        assertThat(token.find()).isTrue();
        String form = token.group(1) + "=" + token.group(2) + "&username=guesser&password=";

        HttpResponse<String> answer = null;
        for (int guess = 0; guess < MORE_THAN_ARE_LET_PASS && (answer == null || answer.statusCode() == 302); guess++) {
            answer = send(HttpRequest.newBuilder(url())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form + guess)));
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After").orElse("")).matches("[1-9][0-9]*");
        assertThat(answer.body()).contains("Too many failed logins").contains("<form");
    }

    private URI url() {
        return URI.create("http://localhost:" + port + "/login");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
