package com.dartwing.tel.record;

import com.dartwing.tel.error.TelException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** URLs that callers give us: absolute, of the web, with a host, without credentials, of at most 2,048 characters. */
public final class WebUrl {

    private static final int LONGEST = 2_048;
    private static final Set<String> WEB = Set.of("https", "http");
    private static final Set<String> SECURE = Set.of("https");

    private WebUrl() {}

    /**
     * The same text when it is a URL, or null.
     *
     * @throws TelException.InvalidRequest when it is none
     */
    public static String check(String text, String field) {
        return text == null ? null : check(text, WEB, field, field);
    }

    /**
     * The same of https alone.
     *
     * @param what how the refusal calls it, such as {@code media_urls[3]}
     */
    public static String secure(String text, String field, String what) {
        return check(text, SECURE, field, what);
    }

    private static String check(String text, Set<String> schemes, String field, String what) {
        if (text.length() > LONGEST) {
            throw new TelException.InvalidRequest(what + " is longer than " + LONGEST + " characters", field);
        }
        try {
            URI uri = new URI(text);
            if (uri.getScheme() != null
                    && schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null) {
                return text;
            }
        } catch (URISyntaxException e) {
            // Told below, in the caller's words.
        }
        throw new TelException.InvalidRequest(what + " is not a URL of the form https://host/path", field);
    }
}
