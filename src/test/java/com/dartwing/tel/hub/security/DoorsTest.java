package com.dartwing.tel.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Who gets through which door, on a real server: path and credentials in, status and envelope out. */
@House
class DoorsTest {

    private static final String PASSWORD = "correct horse battery staple";

    private static String hash;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private PasswordEncoder encoder;

    private final ObjectMapper json = new ObjectMapper();
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    @BeforeEach
    void settle() throws IOException {
        hash = hash == null ? encoder.encode(PASSWORD) : hash;
        jdbc.execute("DROP TABLE IF EXISTS tel_person");
        jdbc.execute(new ClassPathResource("db/migration/V014__tel_person.sql")
                .getContentAsString(StandardCharsets.UTF_8)
                .replace("${tableOptions}", ""));
        settle("manager", "System Manager", true);
        settle("admin", "Dartwing Tel Admin,Dartwing Tel User", true);
        settle("user", "Dartwing Tel User", true);
        settle("nobody", "", true);
        settle("gone", "System Manager", false);
    }

    @ParameterizedTest(name = "{0} {1}: nobody {2}, wrong {3}, user {4}, admin {5}")
    @CsvSource({
        "GET,  /api/method/ping,                             200, 200, 200, 200",
        "POST, /api/method/dartwing_tel.api.sms.send_sms,    200, 200, 200, 200",
        "POST, /api/method/dartwing_tel.api.send_sms,        200, 200, 200, 200",
        "POST, /api/method/dartwing_tel.api.routing.explain, 200, 200, 200, 200",
        "POST, /api/tel/webhook/acme/status,                 200, 200, 200, 200",
        "POST, /sandbox/acme/_inbound,                       200, 200, 200, 200",
        "GET,  /health/carriers,                             200, 200, 200, 200",
        "GET,  /actuator/health,                             200, 200, 200, 200",
        "GET,  /actuator/health/liveness,                    200, 200, 200, 200",
        "GET,  /docs/index.html,                             200, 200, 200, 200",
        "GET,  /openapi.json,                                200, 200, 200, 200",
        "GET,  /brand/logo.svg,                             200, 200, 200, 200",
        "GET,  /login,                                       200, 401, 200, 200",
        "POST, /admin/carriers/acme/disable,                 401, 401, 403, 200",
        "POST, /admin/carriers/acme/weight,                  401, 401, 403, 200",
        "GET,  /api/method/dartwing_tel.admin.db_health,     401, 401, 403, 200",
        "GET,  /api/resource/TEL%20SMS%20Message,            401, 401, 200, 200",
        "PUT,  /api/resource/TEL%20DID/x,                    401, 401, 200, 200",
        "GET,  /actuator/prometheus,                         401, 401, 200, 200",
        "GET,  /actuator/metrics,                            401, 401, 403, 200",
        "GET,  /actuator/env,                                401, 401, 403, 404",
        "GET,  /actuator/heapdump,                           401, 401, 403, 404",
        "POST, /actuator/shutdown,                           401, 401, 403, 404",
        "GET,  /actuator/jolokia/version,                    401, 401, 403, 200",
        "POST, /actuator/jolokia,                            401, 401, 403, 200",
        "GET,  /actuator/hawtio/index.html,                  401, 401, 403, 200",
        "GET,  /hawtio,                                      401, 401, 403, 302",
        "GET,  /api/method/frappe.auth.get_logged_user,      404, 404, 404, 404",
        "GET,  /nothing,                                     404, 404, 404, 404",
        "POST, /error,                                       404, 404, 404, 404",
        "GET,  /v3/api-docs,                                 404, 404, 404, 404",
        "GET,  /console/login.html,                          404, 404, 404, 404",
    })
    void opens_each_door_to_whom_it_is_for(
            String method, String path, int unknown, int wrong, int user, int administrator) throws Exception {
        assertThat(status(method, path, null)).isEqualTo(unknown);
        assertThat(status(method, path, basic("admin", "guess"))).isEqualTo(wrong);
        assertThat(status(method, path, basic("user", PASSWORD))).isEqualTo(user);
        assertThat(status(method, path, basic("admin", PASSWORD))).isEqualTo(administrator);
        assertThat(status(method, path, basic("manager", PASSWORD))).isEqualTo(administrator);
    }

    @Test
    void knows_neither_the_disabled_nor_the_absent_and_lets_the_roleless_do_nothing() throws Exception {
        assertThat(status("GET", "/api/resource/TEL%20DID", basic("gone", PASSWORD)))
                .isEqualTo(401);
        assertThat(status("GET", "/api/resource/TEL%20DID", basic("absent", PASSWORD)))
                .isEqualTo(401);
        assertThat(status("GET", "/api/resource/TEL%20DID", basic("nobody", PASSWORD)))
                .isEqualTo(403);
        assertThat(status("GET", "/api/resource/TEL%20DID", "Bearer tel_live_0"))
                .isEqualTo(401);
    }

    @Test
    void forgets_a_person_at_once_when_the_password_changes_or_the_person_is_disabled() throws Exception {
        String path = "/api/resource/TEL%20DID";
        assertThat(status("GET", path, basic("user", PASSWORD))).isEqualTo(200);

        jdbc.update("UPDATE tel_person SET password_hash = ? WHERE username = 'user'", encoder.encode("new"));
        assertThat(status("GET", path, basic("user", PASSWORD))).isEqualTo(401);
        assertThat(status("GET", path, basic("user", "new"))).isEqualTo(200);

        jdbc.update("UPDATE tel_person SET enabled = FALSE WHERE username = 'user'");
        assertThat(status("GET", path, basic("user", "new"))).isEqualTo(401);
    }

    @Test
    void answers_refusals_in_the_envelope_with_the_callers_request_id() throws Exception {
        HttpResponse<String> unknown =
                send(request("GET", "/api/resource/TEL%20DID", null).header("X-Request-Id", "mine-1"));
        HttpResponse<String> forbidden = send(request("POST", "/admin/carriers/acme/disable", basic("user", PASSWORD)));
        HttpResponse<String> absent = send(request("GET", "/nothing", null).header("X-Request-Id", "mine-2"));

        assertThat(unknown.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic ");
        assertEnvelope(unknown, "AuthenticationError", "TEL-008");
        assertThat(unknown.headers().firstValue("X-Request-Id")).contains("mine-1");
        assertEnvelope(forbidden, "PermissionError", "TEL-005");
        assertEnvelope(absent, "DoesNotExistError", "TEL-012");
        assertThat(absent.headers().firstValue("X-Request-Id")).contains("mine-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"has space", "semi;colon", "<script>", ""})
    void replaces_a_request_id_that_is_not_sane(String offered) throws Exception {
        HttpResponse<String> answer =
                send(request("GET", "/api/method/ping", null).header("X-Request-Id", offered));

        assertThat(answer.headers().firstValue("X-Request-Id").orElse("")).matches("[0-9a-f]{32}");
    }

    @Test
    void says_503_and_not_wrong_password_when_people_cannot_be_read() throws Exception {
        jdbc.execute("DROP TABLE tel_person");

        HttpResponse<String> answer = send(request("GET", "/api/resource/TEL%20DID", basic("user", PASSWORD)));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertEnvelope(answer, "ServiceUnavailableError", "TEL-015");
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    }

    @ParameterizedTest(name = "Sec-Fetch-Site {0}, Origin {1}: {2}")
    @CsvSource({
        "cross-site,  https://evil.example,           403",
        "same-site,   https://other.example.org,      403",
        "cross-site,  ,                               403",
        ",            https://evil.example,           403",
        ",            'null',                         403",
        "same-origin, https://tel.example.org,        200",
        "none,        ,                               200",
        ",            https://tel.example.org,        200",
        ",            http://localhost:PORT,          200",
        ",            http://localhost:1,             403",
        ",            ,                               200",
    })
    void refuses_what_another_site_makes_a_browser_send(String site, String origin, int status) throws Exception {
        HttpRequest.Builder request = request("POST", "/admin/carriers/acme/disable", basic("admin", PASSWORD));
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }
        if (origin != null) {
            request.header("Origin", origin.replace("PORT", Integer.toString(port)));
        }

        HttpResponse<String> answer = send(request);

        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void leads_a_browser_to_the_login_form_and_then_to_the_console() throws Exception {
        HttpResponse<String> turned = send(request("GET", "/hawtio", null).header("Accept", "text/html"));
        assertThat(turned.statusCode()).isEqualTo(302);
        assertThat(turned.headers().firstValue("Location").orElse("")).endsWith("/login");

        HttpResponse<String> in = logIn("admin", PASSWORD);

        assertThat(in.statusCode()).isEqualTo(302);
        assertThat(in.headers().firstValue("Location").orElse("")).doesNotContain("error");
        assertThat(status("GET", "/actuator/jolokia/version", null)).isEqualTo(200);
        assertThat(cookie("JSESSIONID").isHttpOnly()).isTrue();
    }

    @Test
    void takes_no_login_without_the_forms_token() throws Exception {
        HttpResponse<String> answer = send(form("username=admin&password=" + encode(PASSWORD)));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void says_so_in_the_form_when_the_password_is_wrong() throws Exception {
        HttpResponse<String> answer = logIn("admin", "guess");

        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/login?error");
    }

    @Test
    void wants_the_token_for_every_change_under_a_session() throws Exception {
        logIn("admin", PASSWORD);
        send(request("GET", "/actuator/jolokia/version", null));
        String token = cookie("XSRF-TOKEN").getValue();

        assertThat(status("POST", "/actuator/jolokia", null)).isEqualTo(403);
        assertThat(status("POST", "/admin/carriers/acme/disable", null)).isEqualTo(403);
        assertThat(send(request("POST", "/actuator/jolokia", null).header("X-XSRF-TOKEN", "guess"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(request("POST", "/actuator/jolokia", null).header("X-XSRF-TOKEN", token))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(request("POST", "/admin/carriers/acme/disable", null).header("X-XSRF-TOKEN", token))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void wants_no_token_of_credentials_that_come_with_the_request() throws Exception {
        logIn("admin", PASSWORD);
        send(request("GET", "/actuator/jolokia/version", null));

        assertThat(status("POST", "/admin/carriers/acme/disable", basic("admin", PASSWORD)))
                .isEqualTo(200);
    }

    @Test
    void tells_the_routes_who_the_person_is() throws Exception {
        HttpResponse<String> answer = send(request("GET", "/api/resource/TEL%20DID", basic("admin", PASSWORD)));

        assertThat(answer.body()).isEqualTo("admin may not delete");
    }

    @Test
    void hardens_every_answer() throws Exception {
        for (String path : new String[] {"/api/method/ping", "/docs/index.html", "/login", "/nothing"}) {
            Map<String, List<String>> headers =
                    send(request("GET", path, null)).headers().map();

            assertThat(headers)
                    .containsEntry("X-Content-Type-Options", List.of("nosniff"))
                    .containsEntry("X-Frame-Options", List.of("DENY"))
                    .containsKeys("Content-Security-Policy", "Referrer-Policy", "Permissions-Policy");
        }
    }

    private void settle(String username, String roles, boolean enabled) {
        jdbc.update(
                "INSERT INTO tel_person VALUES (?, ?, ?, ?, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)",
                username,
                hash,
                roles,
                enabled);
    }

    private void assertEnvelope(HttpResponse<String> answer, String type, String code) throws IOException {
        JsonNode body = json.readTree(answer.body());
        assertThat(body.path("exc_type").asText()).isEqualTo(type);
        assertThat(body.path("error_code").asText()).isEqualTo(code);
        assertThat(body.path("exception").asText())
                .isEqualTo(body.path("_error_message").asText())
                .isNotBlank();
        assertThat(body.path("request_id").asText())
                .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
    }

    private HttpResponse<String> logIn(String username, String password) throws Exception {
        String page = send(request("GET", "/login", null)).body();
        var field = Pattern.compile("name=\"(_csrf)\" value=\"([^\"]+)\"").matcher(page);
        assertThat(field.find()).isTrue();
        return send(form("username=" + username + "&password=" + encode(password) + "&" + field.group(1) + "="
                + encode(field.group(2))));
    }

    private HttpRequest.Builder form(String fields) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields));
    }

    private HttpCookie cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private int status(String method, String path, String authorization) throws Exception {
        return send(request(method, path, authorization)).statusCode();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String method, String path, String authorization) {
        String body = method.equals("GET") ? "" : "{\"type\":\"version\"}";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private static String basic(String username, String password) {
        return "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
