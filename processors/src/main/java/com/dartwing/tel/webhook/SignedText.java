package com.dartwing.tel.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is signed, as a pattern such as {@code {timestamp}|{body}}: {@code {body}} stands for the raw bytes, the other
 * names for headers, everything else for itself.
 */
final class SignedText {

    private static final Pattern PART = Pattern.compile("\\{(\\w+)}|[^{}]+");

    /** Either a literal or a name. */
    private record Part(String literal, String name) {}

    private final List<Part> parts = new ArrayList<>();

    /** @throws IllegalArgumentException when it is no such pattern or does not sign the body */
    SignedText(String pattern) {
        Matcher part = PART.matcher(pattern);
        int end = 0;
        while (part.find() && part.start() == end) {
            parts.add(part.group(1) == null ? new Part(part.group(), null) : new Part(null, part.group(1)));
            end = part.end();
        }
        if (end != pattern.length() || !names("body")) {
            throw new IllegalArgumentException("signed: must be text with {body} and names in braces: " + pattern);
        }
    }

    boolean names(String name) {
        return parts.stream().anyMatch(part -> name.equals(part.name()));
    }

    byte[] bytes(byte[] body, Map<String, String> values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 80);
        for (Part part : parts) {
            if ("body".equals(part.name())) {
                bytes.writeBytes(body);
            } else {
                String text = part.name() == null ? part.literal() : values.get(part.name());
                bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
