package com.dartwing.tel.hub.routes;

import com.dartwing.tel.hub.config.HubProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The declarative files: those packaged into the jar, overlaid by the operator's directory, where a file of the same
 * relative path wins, an empty one takes it away, and a new one is added. Camel's own patterns can do neither from a jar.
 */
@Component
public class RouteFiles {

    private static final Logger LOG = LoggerFactory.getLogger(RouteFiles.class);
    private static final String[] FOLDERS = {"routes", "carriers", "webhooks", "simulators"};

    private final Map<String, Resource> files = new TreeMap<>();
    private final Set<String> operators = new TreeSet<>();

    @Autowired
    public RouteFiles(HubProperties properties) {
        this(properties.routesDir());
    }

    /** @param routesDir the operator's directory, or null */
    public RouteFiles(Path routesDir) {
        try {
            for (String folder : FOLDERS) {
                addPackaged(folder);
            }
            if (routesDir != null) {
                addOverlay(routesDir.toAbsolutePath().normalize());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the route files cannot be read", e);
        }
        files.forEach((path, file) -> LOG.info("{} from {}", path, file.getDescription()));
    }

    private void addPackaged(String folder) throws IOException {
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath*:" + folder + "/**/*.yaml")) {
            String url = file.getURL().toString();
            files.put(url.substring(url.lastIndexOf("/" + folder + "/") + 1), file);
        }
    }

    private void addOverlay(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("tel.routes-dir: there is no directory " + directory);
        }
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path file : found.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .toList()) {
                overlay(directory.relativize(file).toString().replace('\\', '/'), new FileSystemResource(file));
            }
        }
    }

    /** An empty file takes the packaged one away. */
    private void overlay(String path, Resource file) throws IOException {
        // Whatever its bytes are; who needs the file says what is wrong with it.
        String content = file.getContentAsString(StandardCharsets.ISO_8859_1);
        if (content.lines().allMatch(line -> line.matches("\\s*(#.*)?"))) {
            files.remove(path);
            LOG.info("{} taken away by {}", path, file.getDescription());
        } else {
            files.put(path, file);
            operators.add(path);
        }
    }

    /**
     * The operator's files that define a route which another file defines too. Camel would take the one that it reads
     * last, and say nothing.
     *
     * @return what is wrong, by the file's path
     */
    public Map<String, String> definedTwice() {
        Map<String, String> fileOf = new HashMap<>();
        Map<String, String> twice = new TreeMap<>();
        if (!operators.isEmpty()) {
            matching(path -> !operators.contains(path))
                    .forEach((path, file) -> RouteIds.of(path, file).forEach(id -> fileOf.put(id, path)));
            matching(operators::contains)
                    .forEach((path, file) -> RouteIds.of(path, file).forEach(id -> {
                        String other = fileOf.putIfAbsent(id, path);
                        if (other != null) {
                            twice.put(
                                    path,
                                    "it defines " + id + ", as " + other + " does; only a file of the same path is"
                                            + " replaced: an empty " + other + " of yours takes that one away");
                        }
                    }));
        }
        return twice;
    }

    /** The files whose path, such as {@code carriers/<name>/carrier.yaml}, is wanted; in the order of their paths. */
    public Map<String, Resource> matching(Predicate<String> wanted) {
        Map<String, Resource> found = new TreeMap<>(files);
        found.keySet().removeIf(wanted.negate());
        return found;
    }

    public static String text(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file.getDescription() + " cannot be read", e);
        }
    }
}
