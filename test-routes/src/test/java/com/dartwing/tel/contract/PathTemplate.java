package com.dartwing.tel.contract;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A path with {@code {variables}}, each of which stands for one segment or a part of it. */
final class PathTemplate {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    private final Pattern pattern;
    private final List<String> names;

    PathTemplate(String template) {
        var names = new ArrayList<String>();
        var regex = new StringBuilder();
        var variable = VARIABLE.matcher(template);
        int from = 0;
        while (variable.find()) {
            regex.append(Pattern.quote(template.substring(from, variable.start())))
                    .append("([^/]+)");
            names.add(variable.group(1));
            from = variable.end();
        }
        regex.append(Pattern.quote(template.substring(from)));
        this.pattern = Pattern.compile(regex.toString());
        this.names = List.copyOf(names);
    }

    int variables() {
        return names.size();
    }

    /** The decoded value of each variable, or nothing when the path is another one. */
    Optional<Map<String, String>> match(String path) {
        var matcher = pattern.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            // A plus is itself in a path, where a form would read a space.
            var raw = matcher.group(i + 1).replace("+", "%2B");
            values.put(names.get(i), URLDecoder.decode(raw, StandardCharsets.UTF_8));
        }
        return Optional.of(values);
    }
}
