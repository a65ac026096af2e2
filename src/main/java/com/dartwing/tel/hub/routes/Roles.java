package com.dartwing.tel.hub.routes;

import com.dartwing.tel.hub.config.HubProperties;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** Which routes begin by themselves in a process of which roles: {@code routes/roles.yaml}. */
@Component
public class Roles {

    private static final String FILE = "routes/roles.yaml";
    private static final String EVERY = "every";
    private static final String ALL = "all";
    private static final Pattern SIMULATORS = Pattern.compile("[:/]/?sandbox[:/]");

    private final Map<String, List<String>> routes;
    private final HubProperties properties;

    /** @throws IllegalArgumentException when {@code tel.roles} names a role that does not exist */
    public Roles(RouteFiles files, HubProperties properties) {
        this.routes = read(files.matching(FILE::equals).get(FILE));
        this.properties = properties;
        Set<String> unknown = new TreeSet<>(properties.roles());
        unknown.removeAll(routes.keySet());
        unknown.remove(ALL);
        if (!unknown.isEmpty() || properties.roles().contains(EVERY)) {
            Set<String> known = new TreeSet<>(routes.keySet());
            known.remove(EVERY);
            known.add(ALL);
            throw new IllegalArgumentException("tel.roles: there is no role " + unknown + " among " + known);
        }
    }

    private static Map<String, List<String>> read(Resource file) {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readValue(RouteFiles.text(file), new TypeReference<Map<String, List<String>>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    /** Whether a route that begins something does so in this process. One that no role names does so in each. */
    boolean runs(String route) {
        boolean named = false;
        for (Map.Entry<String, List<String>> role : routes.entrySet()) {
            if (role.getValue().stream().anyMatch(pattern -> matches(pattern, route))) {
                if (role.getKey().equals(EVERY) || properties.plays(role.getKey())) {
                    return true;
                }
                named = true;
            }
        }
        return !named;
    }

    private static boolean matches(String pattern, String route) {
        return pattern.endsWith("*")
                ? route.startsWith(pattern.substring(0, pattern.length() - 1))
                : route.equals(pattern);
    }

    /** Whether a door is open in this process. */
    boolean opens(String uri) {
        return properties.plays(isSimulators(uri) ? "simulators" : "api");
    }

    /** Whether a door is the simulators'; the REST DSL writes {@code rest:get:/sandbox:/{carrier}/_seen}. */
    static boolean isSimulators(String uri) {
        return SIMULATORS.matcher(uri).find();
    }
}
