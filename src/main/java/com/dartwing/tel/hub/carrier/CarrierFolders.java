package com.dartwing.tel.hub.carrier;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.routes.RouteFiles;
import com.dartwing.tel.hub.sandbox.SandboxSecrets;
import com.dartwing.tel.webhook.Hmac;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The carriers: whatever folder under {@code carriers/} holds a {@code carrier.yaml}. One of which no environment variable
 * is set is left out, its routes and its webhooks with it.
 */
@Component
public class CarrierFolders implements Carriers {

    private static final Logger LOG = LoggerFactory.getLogger(CarrierFolders.class);
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Duration BREAKER_REST = Duration.ofSeconds(15);

    private final List<Carrier> carriers = new ArrayList<>();
    private final Map<String, CircuitBreaker> breakers = new TreeMap<>();
    private final Properties placeholders = new Properties();
    private final Set<String> leftOut = new HashSet<>();

    public CarrierFolders(
            RouteFiles files, HubProperties properties, SandboxSecrets sandboxSecrets, Environment environment) {
        Settings settings = new Settings(properties, sandboxSecrets, environment);
        Map<String, List<String>> without = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        files.matching(path -> path.matches("carriers/[^/]+/carrier\\.yaml")).forEach((path, file) -> {
            Carrier carrier = read(path, file);
            List<String> absent = settings.absent(carrier);
            if (!absent.isEmpty() && settings.isUntouched(carrier)) {
                without.put(carrier.name(), absent);
            } else {
                missing.addAll(absent);
                configure(carrier, settings);
            }
        });
        if (!missing.isEmpty()) {
            throw new IllegalStateException("The carriers need these environment variables: " + missing);
        }
        if (carriers.isEmpty()) {
            throw new IllegalStateException(
                    "No carrier is configured. Give one of them all of its environment variables: " + without);
        }
        without.keySet().forEach(name -> LOG.info("Carrier {} is left out: none of its variables is set", name));
        leftOut.addAll(without.keySet());
    }

    private static Carrier read(String path, Resource file) {
        try {
            return YAML.readValue(RouteFiles.text(file), Carrier.class).named(path.split("/")[1]);
        } catch (IOException e) {
            throw new IllegalStateException(path + ": " + e.getMessage(), e);
        }
    }

    private void configure(Carrier carrier, Settings settings) {
        String name = carrier.name();
        carriers.add(carrier);
        carrier.settings().keySet().forEach(setting -> {
            String value = settings.valueOf(carrier, setting);
            if (value != null) {
                placeholders.setProperty(name + "." + setting, value);
            }
        });
        Carrier.Limits limits = carrier.limits();
        placeholders.setProperty(name + ".concurrency", String.valueOf(limits.concurrency()));
        placeholders.setProperty(name + ".connect-timeout", String.valueOf(limits.connectTimeoutMs()));
        placeholders.setProperty(name + ".response-timeout", String.valueOf(limits.responseTimeoutMs()));
        requireSmppSettings(carrier);
        breakers.put(name, breaker(carrier));
    }

    private static void requireSmppSettings(Carrier carrier) {
        if (carrier.smpp() != null && !carrier.settings().keySet().containsAll(Carrier.SMPP_SETTINGS)) {
            throw new IllegalStateException(
                    "carriers/" + carrier.name() + "/carrier.yaml: a carrier with a section smpp"
                            + " declares the settings " + Carrier.SMPP_SETTINGS);
        }
    }

    private static CircuitBreaker breaker(Carrier carrier) {
        return CircuitBreaker.of(
                carrier.name(),
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(50)
                        .minimumNumberOfCalls(10)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(BREAKER_REST)
                        .permittedNumberOfCallsInHalfOpenState(5)
                        .automaticTransitionFromOpenToHalfOpenEnabled(true)
                        // A refused message and a full bulkhead say nothing against the carrier.
                        .ignoreExceptions(CarrierException.Rejected.class, BulkheadFullException.class)
                        .ignoreException(
                                e -> e instanceof CarrierException.Unavailable unavailable && unavailable.isOurBound())
                        .writableStackTraceEnabled(false)
                        .build());
    }

    @Override
    public List<Carrier> all() {
        return carriers;
    }

    /** Whether a file belongs to a carrier for which this hub has no credentials. */
    public boolean isLeftOut(String path) {
        return leftOut.stream()
                .anyMatch(name -> path.startsWith("carriers/" + name + "/")
                        || path.equals("webhooks/inbound/" + name + ".camel.yaml"));
    }

    /** What routes read as <code>{{name.setting}}</code>. */
    public Properties placeholders() {
        return placeholders;
    }

    /** A carrier's setting, or null when its folder declares none of this name. */
    public String setting(String carrier, String name) {
        return placeholders.getProperty(carrier + "." + name);
    }

    public CircuitBreaker breaker(String carrier) {
        return breakers.get(carrier);
    }

    /** Makes each carrier's breaker a bean, so that its routes share one. */
    public void bindBreakers(Registry registry) {
        breakers.forEach((name, breaker) -> registry.bind(name + "-breaker", CircuitBreaker.class, breaker));
    }

    /** Where a setting's value comes from: the environment, the sandbox, the file, or another setting. */
    private record Settings(HubProperties properties, SandboxSecrets secrets, Environment environment) {

        /** The variables that must be given and are not. */
        List<String> absent(Carrier carrier) {
            return carrier.settings().entrySet().stream()
                    .filter(entry -> valueOf(carrier, entry.getKey()) == null)
                    .map(entry -> entry.getValue().env())
                    .toList();
        }

        /** Whether no variable of the carrier is set at all. */
        boolean isUntouched(Carrier carrier) {
            return carrier.settings().values().stream()
                    .noneMatch(setting -> setting.env() != null && environment.getProperty(setting.env()) != null);
        }

        String valueOf(Carrier carrier, String name) {
            Carrier.Setting setting = carrier.settings().get(name);
            String given = setting.env() == null ? null : environment.getProperty(setting.env());
            if (given != null) {
                return given;
            }
            if (!properties.sandbox().enabled()) {
                return setting.derivedFrom() == null ? setting.value() : derived(carrier, name, setting.derivedFrom());
            }
            if (setting.secret()) {
                return secrets.of(carrier.name() + "." + name);
            }
            if ("{public-key}".equals(setting.sandbox())) {
                return secrets.keyPair(carrier.name()).publicKey();
            }
            return setting.sandbox() == null
                    ? setting.value()
                    : setting.sandbox()
                            .replace("{simulators}", properties.sandbox().simulatorsUrl());
        }

        /** A secret that nobody has to think of: the same at every start and on every node. */
        private String derived(Carrier carrier, String name, String from) {
            String secret = valueOf(carrier, from);
            return secret == null
                    ? null
                    : Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(Hmac.SHA256.of(
                                    secret.getBytes(StandardCharsets.UTF_8), name.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
