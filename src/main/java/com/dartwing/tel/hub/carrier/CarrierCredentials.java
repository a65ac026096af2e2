package com.dartwing.tel.hub.carrier;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The {@code Authorization} of requests to carriers, by the scheme that a carrier's folder names: {@code bearer},
 * {@code basic} (RFC 7617), {@code header}, or {@code oauth2}, client credentials (RFC 6749, section 4.4), whose token
 * is kept until shortly before it expires. An operation may have a scheme of its own.
 */
@Component
public class CarrierCredentials {

    private static final String OAUTH2 = "oauth2";
    private static final Duration TOKEN_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration RENEW_BEFORE = Duration.ofSeconds(30);

    private record Token(String value, Instant until) {}

    private final CarrierFolders folders;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TOKEN_TIMEOUT).build();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    public CarrierCredentials(CarrierFolders folders, Clock clock) {
        this.folders = folders;
        this.clock = clock;
    }

    /** A header of a request. */
    public record Credential(String header, String value) {}

    /**
     * What authorizes an operation of a carrier; empty when it wants nothing.
     *
     * @param operation its own scheme counts where the folder names one, as {@code auth.<operation>}
     * @throws CarrierException.Unavailable when no token can be had
     */
    public Optional<Credential> of(Carrier carrier, String operation) {
        Map<?, ?> auth = section(carrier, operation);
        if (auth.get("scheme") == null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (String.valueOf(auth.get("scheme"))) {
                    case "bearer" -> authorization("Bearer " + setting(carrier, auth, "token"));
                    case "basic" ->
                        authorization(basic(setting(carrier, auth, "user"), setting(carrier, auth, "password")));
                    case OAUTH2 -> authorization("Bearer " + token(carrier));
                    case "header" ->
                        new Credential(String.valueOf(auth.get("header")), setting(carrier, auth, "value"));
                    default ->
                        throw new IllegalStateException(
                                "carrier " + carrier.name() + ": no auth scheme is called " + auth.get("scheme"));
                });
    }

    private static Credential authorization(String value) {
        return new Credential("Authorization", value);
    }

    /** Whether an operation wants an access token, which only the carrier's token endpoint gives. */
    public boolean wantsToken(Carrier carrier, String operation) {
        return OAUTH2.equals(section(carrier, operation).get("scheme"));
    }

    /** How a client of OAuth2 names itself at the token endpoint. */
    public String client(Carrier carrier) {
        Map<?, ?> auth = client(carrier.auth());
        return basic(setting(carrier, auth, "client-id"), setting(carrier, auth, "client-secret"));
    }

    private static Map<?, ?> section(Carrier carrier, String operation) {
        return carrier.auth().get(operation) instanceof Map<?, ?> own ? own : carrier.auth();
    }

    /** The section that names the carrier's one client, be it for all operations or for some. */
    private static Map<?, ?> client(Map<?, ?> auth) {
        if (OAUTH2.equals(auth.get("scheme"))) {
            return auth;
        }
        return auth.values().stream()
                .filter(part -> part instanceof Map<?, ?> own && OAUTH2.equals(own.get("scheme")))
                .<Map<?, ?>>map(part -> (Map<?, ?>) part)
                .findFirst()
                .orElse(auth);
    }

    /** Forgets a token that the carrier no longer takes. */
    public void forget(Carrier carrier) {
        tokens.remove(carrier.name());
    }

    private String token(Carrier carrier) {
        Token token = tokens.compute(
                carrier.name(),
                (name, held) -> held != null && clock.instant().isBefore(held.until()) ? held : fetch(carrier));
        return token.value();
    }

    private Token fetch(Carrier carrier) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(setting(carrier, client(carrier.auth()), "token-url")))
                .timeout(TOKEN_TIMEOUT)
                .header("Authorization", client(carrier))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new CarrierException.Unavailable(
                        carrier.name(), "token", "no access token: HTTP " + answer.statusCode());
            }
            JsonNode body = Json.read(answer.body());
            Duration life = Duration.ofSeconds(body.path("expires_in").asLong(300));
            return new Token(
                    body.path("access_token").asText(),
                    clock.instant().plus(life).minus(RENEW_BEFORE));
        } catch (IOException | IllegalArgumentException e) {
            throw new CarrierException.Unavailable(carrier.name(), "token", "no access token: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CarrierException.Unavailable(carrier.name(), "token", "interrupted");
        }
    }

    /** The setting that the auth section names for a part of the credentials. */
    private String setting(Carrier carrier, Map<?, ?> auth, String part) {
        String name = auth.get(part) == null ? part : String.valueOf(auth.get(part));
        String value = folders.setting(carrier.name(), name);
        if (value == null) {
            throw new IllegalStateException("carrier " + carrier.name() + ": no setting is called " + name);
        }
        return value;
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
