package com.dartwing.tel.hub.carrier;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.routes.RouteFiles;
import com.dartwing.tel.hub.sandbox.SandboxSecrets;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.camel.spi.Registry;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The carriers: whatever folder under {@code carriers/} holds a {@code carrier.yaml}. */
@Component
public class CarrierFolders implements Carriers {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Duration BREAKER_REST = Duration.ofSeconds(15);

    private final List<Carrier> carriers = new ArrayList<>();
    private final Map<String, CircuitBreaker> breakers = new TreeMap<>();
    private final Properties placeholders = new Properties();

    public CarrierFolders(
            RouteFiles files, HubProperties properties, SandboxSecrets sandboxSecrets, Environment environment) {
        files.matching(path -> path.matches("carriers/[^/]+/carrier\\.yaml")).forEach((path, file) -> {
            String folder = path.split("/")[1];
            try {
                carriers.add(
                        YAML.readValue(RouteFiles.text(file), Carrier.class).named(folder));
            } catch (IOException e) {
                throw new IllegalStateException(path + ": " + e.getMessage(), e);
            }
        });
        Settings settings = new Settings(properties, sandboxSecrets, environment);
        List<String> missing = new ArrayList<>();
        for (Carrier carrier : carriers) {
            carrier.settings().forEach((name, setting) -> {
                String value = settings.valueOf(carrier.name(), name, setting);
                if (value == null) {
                    missing.add(setting.env());
                } else {
                    placeholders.setProperty(carrier.name() + "." + name, value);
                }
            });
            placeholders.setProperty(
                    carrier.name() + ".concurrency",
                    String.valueOf(carrier.limits().concurrency()));
            placeholders.setProperty(
                    carrier.name() + ".connect-timeout",
                    String.valueOf(carrier.limits().connectTimeoutMs()));
            placeholders.setProperty(
                    carrier.name() + ".response-timeout",
                    String.valueOf(carrier.limits().responseTimeoutMs()));
            breakers.put(carrier.name(), breaker(carrier));
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException("The carriers need these environment variables: " + missing);
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
                        .writableStackTraceEnabled(false)
                        .build());
    }

    @Override
    public List<Carrier> all() {
        return carriers;
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

    /** Where a setting's value comes from: the environment, the sandbox, or the file. */
    private record Settings(HubProperties properties, SandboxSecrets secrets, Environment environment) {

        String valueOf(String carrier, String name, Carrier.Setting setting) {
            String given = setting.env() == null ? null : environment.getProperty(setting.env());
            if (given != null) {
                return given;
            }
            if (!properties.sandbox().enabled()) {
                return setting.value();
            }
            if (setting.secret()) {
                return secrets.of(carrier + "." + name);
            }
            if ("{public-key}".equals(setting.sandbox())) {
                return secrets.keyPair(carrier).publicKey();
            }
            return setting.sandbox() == null
                    ? setting.value()
                    : setting.sandbox()
                            .replace("{simulators}", properties.sandbox().simulatorsUrl());
        }
    }
}
