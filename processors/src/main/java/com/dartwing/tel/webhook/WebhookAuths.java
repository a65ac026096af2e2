package com.dartwing.tel.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Makes verifiers and signers from a carrier folder's {@code auth:} section. Secrets are given by name only. Schemes,
 * with their settings (those in brackets may be absent):
 *
 * <ul>
 *   <li>{@code ed25519}: {@code signature-header timestamp-header public-key [signed: "{timestamp}|{body}"]
 *       [tolerance-seconds: 300]}; to sign, {@code private-key}, the seed of 32 bytes in base64
 *   <li>{@code hmac-sha256}, {@code hmac-sha1}: {@code signature-header secret [timestamp-header] [nonce-header]
 *       [signed: "{body}"] [encoding: base64|hex] [tolerance-seconds: 300]}; what the headers carry must be signed
 *   <li>{@code signed-request}: {@code signature-header timestamp-header word key secret [tolerance-seconds: 300]}; signs the
 *       path too
 *   <li>{@code basic}: {@code user password [files]}
 *   <li>{@code secret-header}: {@code header secret [files]}
 * </ul>
 *
 * <p>{@code files} are the fields of a call that hold whole files, which nobody reads.
 */
public final class WebhookAuths {

    /** The section that holds for every kind of call which has none of its own. */
    public static final String ALL = "";

    private static final String FILES = "files";

    private WebhookAuths() {}

    /**
     * A carrier's sections: a kind of call that it proves otherwise than the rest has one of its own, under the kind's name,
     * such as {@code fax: {scheme: basic, …}}.
     *
     * @return the section of each such kind, and under {@link #ALL} that of the rest
     */
    public static Map<String, Map<String, Object>> sections(Map<String, ?> webhook) {
        Map<String, Object> rest = new TreeMap<>();
        Map<String, Map<String, Object>> sections = new TreeMap<>(Map.of(ALL, rest));
        webhook.forEach((name, value) -> {
            if (value instanceof Map<?, ?> own) {
                Map<String, Object> section = new TreeMap<>();
                own.forEach((key, setting) -> section.put(String.valueOf(key), setting));
                sections.put(name, section);
            } else {
                rest.put(name, value);
            }
        });
        return sections;
    }

    /** The fields of its calls that a section says to hold files; only who proves a call without its body may have some. */
    public static Set<String> files(Map<String, ?> section) {
        return section.get(FILES) instanceof Iterable<?> names
                ? StreamSupport.stream(names.spliterator(), false)
                        .map(String::valueOf)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /**
     * The verifier that the section describes.
     *
     * @param secrets the value of a secret by its name, or null
     * @throws IllegalArgumentException when the section is wrong or a secret is not set; the message names it
     */
    public static WebhookAuth from(Map<String, ?> settings, Function<String, String> secrets) {
        AuthSpec spec = new AuthSpec(settings, secrets);
        return switch (spec.scheme()) {
            case "ed25519" -> new Ed25519Auth(Ed25519.publicKey(spec.secret("public-key")), ed25519(spec));
            case "hmac-sha256" -> hmac(Hmac.SHA256, spec);
            case "hmac-sha1" -> hmac(Hmac.SHA1, spec);
            case "signed-request" -> signedRequest(spec);
            case "basic" -> basic(spec);
            case "secret-header" -> secretHeader(spec);
            default -> throw unknown(spec);
        };
    }

    /**
     * The other side of {@link #from}: who signs as the carrier does.
     *
     * @throws IllegalArgumentException as {@link #from} does
     */
    public static WebhookSigner signer(Map<String, ?> settings, Function<String, String> secrets) {
        AuthSpec spec = new AuthSpec(settings, secrets);
        return switch (spec.scheme()) {
            case "ed25519" -> Ed25519Auth.signer(Ed25519.privateKey(spec.secret("private-key")), ed25519(spec));
            case "hmac-sha256" -> hmac(Hmac.SHA256, spec);
            case "hmac-sha1" -> hmac(Hmac.SHA1, spec);
            case "signed-request" -> signedRequest(spec);
            case "basic" -> basic(spec);
            case "secret-header" -> secretHeader(spec);
            default -> throw unknown(spec);
        };
    }

    private static Ed25519Auth.Names ed25519(AuthSpec spec) {
        spec.only("signature-header", "timestamp-header", "public-key", "private-key", "signed", "tolerance-seconds");
        SignedText signed = new SignedText(spec.text("signed", "{timestamp}|{body}"));
        covers(signed, "timestamp", spec.text("timestamp-header"));
        covers(signed, "nonce", null);
        return new Ed25519Auth.Names(
                spec.text("signature-header"), spec.text("timestamp-header"), signed, spec.tolerance());
    }

    private static HmacAuth hmac(Hmac hmac, AuthSpec spec) {
        spec.only(
                "signature-header",
                "timestamp-header",
                "nonce-header",
                "secret",
                "signed",
                "encoding",
                "tolerance-seconds");
        SignedText signed = new SignedText(spec.text("signed", "{body}"));
        covers(signed, "timestamp", spec.text("timestamp-header", null));
        covers(signed, "nonce", spec.text("nonce-header", null));
        HmacAuth.Names names = new HmacAuth.Names(
                spec.text("signature-header"),
                spec.text("timestamp-header", null),
                spec.text("nonce-header", null),
                signed,
                encoding(spec),
                spec.tolerance());
        return new HmacAuth(hmac, spec.secret("secret").getBytes(StandardCharsets.UTF_8), names);
    }

    private static HmacAuth.Encoding encoding(AuthSpec spec) {
        String name = spec.text("encoding", "base64");
        try {
            return HmacAuth.Encoding.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("auth: encoding must be base64 or hex: " + name, unknown);
        }
    }

    private static SignedRequestAuth signedRequest(AuthSpec spec) {
        spec.only("signature-header", "timestamp-header", "word", "key", "secret", "tolerance-seconds");
        SignedRequestAuth.Names names = new SignedRequestAuth.Names(
                spec.text("signature-header"),
                spec.text("timestamp-header"),
                spec.text("word"),
                spec.secret("key"),
                spec.tolerance());
        String secret = spec.secret("secret");
        try {
            return new SignedRequestAuth(names, secret);
        } catch (IllegalArgumentException noBase64) {
            throw new IllegalArgumentException("auth: secret: " + spec.text("secret") + " is not Base64", noBase64);
        }
    }

    private static HeaderAuth basic(AuthSpec spec) {
        spec.only("user", "password", FILES);
        return HeaderAuth.basic(spec.secret("user"), spec.secret("password"));
    }

    private static HeaderAuth secretHeader(AuthSpec spec) {
        spec.only("header", "secret", FILES);
        return HeaderAuth.secret(spec.text("header"), spec.secret("secret"));
    }

    /** A time that is read but not signed could be anybody's, and one that is signed must be read from somewhere. */
    private static void covers(SignedText signed, String name, String header) {
        if (signed.names(name) != (header != null)) {
            throw new IllegalArgumentException(
                    "auth: signed must have {" + name + "} exactly when there is a " + name + "-header");
        }
    }

    private static IllegalArgumentException unknown(AuthSpec spec) {
        return new IllegalArgumentException("auth: unknown scheme " + spec.scheme()
                + "; known are ed25519, hmac-sha256, hmac-sha1, signed-request, basic, secret-header");
    }
}
