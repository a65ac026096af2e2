package com.dartwing.tel.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.password.PasswordEncoder;

/** What an administrator's console may ask of the running hub through Jolokia, and what not even it may. */
@House
class ConsoleAccessTest {

    private static final String CONTEXT = "org.apache.camel:context=house,type=context,name=\"house\"";
    private static final String ROUTE = "org.apache.camel:context=house,type=routes,name=\"tick\"";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private PasswordEncoder encoder;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void settle() throws Exception {
        jdbc.execute("DROP TABLE IF EXISTS tel_person");
        jdbc.execute(new ClassPathResource("db/migration/V014__tel_person.sql")
                .getContentAsString(StandardCharsets.UTF_8)
                .replace("${tableOptions}", ""));
        jdbc.update(
                "INSERT INTO tel_person VALUES ('root', ?, 'System Manager', TRUE, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)",
                encoder.encode("secret"));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ROUTE   | suspend()                                         | 200",
                "ROUTE   | resume()                                          | 200",
                "ROUTE   | stop()                                            | 200",
                "ROUTE   | stop(java.lang.Long)                              | 403",
                "ROUTE   | start()                                           | 200",
                "ROUTE   | dumpRouteAsXml()                                  | 200",
                "CONTEXT | dumpRoutesAsXml()                                 | 200",
                "CONTEXT | componentNames()                                  | 200",
                "ROUTE   | remove()                                          | 403",
                "ROUTE   | setProperty(java.lang.String,java.lang.String)    | 403",
                "ROUTE   | updateRouteFromXml(java.lang.String)              | 403",
                "CONTEXT | stop()                                            | 403",
                "CONTEXT | suspend()                                         | 403",
                "CONTEXT | sendBody(java.lang.String,java.lang.Object)       | 403",
                "CONTEXT | createEndpoint(java.lang.String)                  | 403",
                "CONTEXT | setProperty(java.lang.String,java.lang.String)    | 403",
                "java.lang:type=Memory                | gc()                 | 403",
                "java.lang:type=Threading             | dumpAllThreads(boolean,boolean) | 403",
                "java.util.logging:type=Logging       | setLoggerLevel(java.lang.String,java.lang.String) | 403",
                "com.sun.management:type=HotSpotDiagnostic | dumpHeap(java.lang.String,boolean) | 403",
                "com.sun.management:type=HotSpotDiagnostic | setVMOption(java.lang.String,java.lang.String) | 403",
                "com.sun.management:type=DiagnosticCommand | compilerDirectivesAdd([Ljava.lang.String;) | 403",
                "com.sun.management:type=DiagnosticCommand | jvmtiAgentLoad([Ljava.lang.String;)        | 403",
                "jdk.management.jfr:type=FlightRecorder    | newRecording()  | 403",
                "org.springframework.boot:type=Admin,name=SpringApplication | shutdown() | 403",
                "ch.qos.logback.classic:Name=default,Type=ch.qos.logback.classic.jmx.JMXConfigurator"
                        + " | reloadByURL(java.net.URL) | 403",
            })
    void executes_only_what_the_console_needs(String name, String operation, int status) throws Exception {
        String mbean = name.equals("ROUTE") ? ROUTE : name.equals("CONTEXT") ? CONTEXT : name;

        JsonNode answer = ask(Map.of("type", "exec", "mbean", mbean, "operation", operation, "arguments", List.of()));

        assertThat(answer.path("status").asInt()).as(answer.toString()).isEqualTo(status);
    }

    @Test
    void shows_no_message_of_the_tracer_or_of_an_endpoint() throws Exception {
        for (String type : List.of("tracer", "debugger", "endpoints")) {
            JsonNode found = ask(Map.of("type", "search", "mbean", "org.apache.camel:type=" + type + ",*"));
            for (JsonNode mbean : found.path("value")) {
                for (String operation :
                        List.of("dumpAllTracedMessagesAsXml()", "browseAllMessagesAsXml(java.lang.Boolean)")) {
                    JsonNode answer = ask(Map.of("type", "exec", "mbean", mbean.asText(), "operation", operation));
                    assertThat(answer.path("status").asInt()).isEqualTo(403);
                }
            }
        }
    }

    @Test
    void reads_what_the_console_shows_but_not_where_secrets_may_be() throws Exception {
        JsonNode state = ask(Map.of("type", "read", "mbean", ROUTE, "attribute", "State"));
        JsonNode properties =
                ask(Map.of("type", "read", "mbean", "java.lang:type=Runtime", "attribute", "SystemProperties"));
        JsonNode everything = ask(Map.of("type", "read", "mbean", "java.lang:type=Runtime"));
        JsonNode pattern = ask(Map.of("type", "read", "mbean", "java.lang:type=Run*"));

        assertThat(state.path("value").asText()).isEqualTo("Started");
        assertThat(properties.path("status").asInt()).isEqualTo(403);
        assertThat(everything.toString()).doesNotContain("java.class.path").doesNotContain("user.home");
        assertThat(pattern.toString()).doesNotContain("java.class.path").doesNotContain("user.home");
    }

    @Test
    void writes_nothing() throws Exception {
        JsonNode answer =
                ask(Map.of("type", "write", "mbean", "java.lang:type=Memory", "attribute", "Verbose", "value", "true"));

        assertThat(answer.path("status").asInt()).isEqualTo(403);
    }

    @Test
    void reaches_no_other_process() throws Exception {
        String url = "service:jmx:rmi:///jndi/rmi://127.0.0.1:1/jmxrmi";
        JsonNode jsr160 = ask(Map.of("type", "read", "mbean", "java.lang:type=Memory", "target", Map.of("url", url)));
        HttpResponse<String> proxy = send(request("/actuator/hawtio/proxy/http/localhost/" + port + "/openapi.json"));

        assertThat(jsr160.path("status").asInt()).isNotEqualTo(200);
        assertThat(proxy.body()).doesNotContain("\"paths\"");
    }

    @Test
    void lets_no_other_origin_read_the_answers() throws Exception {
        HttpResponse<String> answer =
                send(request("/actuator/jolokia/version").header("Origin", "https://evil.example"));

        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void neither_seeks_nor_answers_other_agents_in_the_network() {
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("discovery"));
    }

    @Test
    void shows_our_name_and_who_is_logged_in() throws Exception {
        JsonNode config =
                json.readTree(send(request("/actuator/hawtio/hawtconfig.json")).body());
        HttpResponse<String> user = send(request("/actuator/hawtio/user"));
        HttpResponse<String> policy = send(request("/actuator/hawtio/jolokia-access.xml"));

        assertThat(config.at("/branding/appName").asText()).isEqualTo("DartwingTel hub");
        assertThat(user.body()).isEqualTo("\"root\"");
        assertThat(policy.body()).doesNotContain("<restrict>");
    }

    private JsonNode ask(Map<String, Object> question) throws Exception {
        HttpRequest.Builder request = request("/actuator/jolokia")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(question)));
        return json.readTree(send(request).body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        String credentials = Base64.getEncoder().encodeToString("root:secret".getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Basic " + credentials);
    }
}
