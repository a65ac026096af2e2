package com.dartwing.tel.compliance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The hosts of the links in a text, with or without {@code https://}, as handsets make them touchable. */
final class Links {

    private Links() {}

    static List<String> hosts(String text) {
        List<String> hosts = new ArrayList<>();
        for (String chunk : text.toLowerCase(Locale.ROOT).split("\\s+")) {
            int scheme = chunk.indexOf("://");
            int start = scheme < 0 ? firstLetter(chunk) : scheme + 3;
            int end = start;
            while (end < chunk.length()
                    && (Character.isLetterOrDigit(chunk.charAt(end)) || isPart(chunk.charAt(end)))) {
                end++;
            }
            String host = chunk.substring(Math.min(start, end), end);
            host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
            if (host.indexOf('.') > 0) {
                hosts.add(host);
            }
        }
        return hosts;
    }

    private static int firstLetter(String chunk) {
        int start = 0;
        while (start < chunk.length() && !Character.isLetterOrDigit(chunk.charAt(start))) {
            start++;
        }
        return start;
    }

    private static boolean isPart(char c) {
        return c == '.' || c == '-';
    }
}
