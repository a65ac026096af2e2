package com.dartwing.tel.carrier;

import com.dartwing.tel.carrier.smpp.SmppSpec;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code carriers/<name>/carrier.yaml} declares: a carrier is this and its routes, nothing else.
 *
 * @param name the folder's name, lower case; set by the reader, not by the file
 * @param title how it is written in answers, as the carrier itself writes it
 * @param priority 1 (first) to 5, the seed's tie among equals
 * @param capabilities what it can do: {@code sms mms voice fax numbers …} (seed, Appendix D)
 * @param countries where it delivers, ISO 3166-1 alpha-2
 * @param alphanumericSenders whether a message may leave under a sender ID of letters
 * @param sendsFor the from-numbers that it does not hold and may send for all the same; {@code any} or E.164 prefixes
 * @param settings what its routes read as <code>{{name.setting}}</code>, with the environment variable of each
 * @param auth how requests to it are authorized
 * @param webhook how its calls to us are verified
 * @param errors its error codes with the meaning they have for a message
 * @param statuses its receipts' words with the states they stand for
 * @param smpp how messages go to it over SMPP; null when they go over HTTP
 * @param voice how calls go through it
 * @param fax how faxes do
 * @param sandboxRates prices in US dollars with which a sandbox starts, by operation and prefix
 */
public record Carrier(
        String name,
        String title,
        String description,
        int priority,
        Set<String> capabilities,
        Set<String> countries,
        @JsonProperty("alphanumeric-senders") boolean alphanumericSenders,
        @JsonProperty("sends-for") List<String> sendsFor,
        Limits limits,
        Map<String, Setting> settings,
        Map<String, Object> auth,
        Map<String, Object> webhook,
        Map<String, ErrorMeaning> errors,
        Map<String, String> statuses,
        SmppSpec smpp,
        VoiceSpec voice,
        FaxSpec fax,
        @JsonProperty("sandbox-rates") Map<String, Map<String, BigDecimal>> sandboxRates) {

    /** The settings that a carrier over SMPP declares: where it is, and who we are there. */
    public static final Set<String> SMPP_SETTINGS = Set.of("url", "system-id", "password");

    public Carrier {
        capabilities = capabilities == null ? Set.of() : Set.copyOf(capabilities);
        countries = countries == null ? Set.of() : Set.copyOf(countries);
        sendsFor = sendsFor == null ? List.of() : List.copyOf(sendsFor);
        limits = limits == null ? new Limits(null, null, null, null, null) : limits;
        settings = settings == null ? Map.of() : settings;
        auth = auth == null ? Map.of() : auth;
        webhook = webhook == null ? Map.of() : webhook;
        errors = errors == null ? Map.of() : errors;
        statuses = statuses == null ? Map.of() : statuses;
        voice = voice == null ? VoiceSpec.DEFAULT : voice;
        fax = fax == null ? FaxSpec.DEFAULT : fax;
        sandboxRates = sandboxRates == null ? Map.of() : sandboxRates;
    }

    /** The same declaration under its folder's name. */
    public Carrier named(String folder) {
        return new Carrier(
                folder,
                title == null ? folder : title,
                description,
                priority == 0 ? 5 : priority,
                capabilities,
                countries,
                alphanumericSenders,
                sendsFor,
                limits,
                settings,
                auth,
                webhook,
                errors,
                statuses,
                smpp,
                voice,
                fax,
                sandboxRates);
    }

    public boolean can(String operation) {
        return capabilities.contains(operation);
    }

    public boolean covers(String country) {
        return countries.contains("*") || countries.contains(country);
    }

    /** Whether it may send for a number that it does not hold itself. */
    public boolean maySendFor(String from) {
        return sendsFor.stream().anyMatch(allowed -> allowed.equals("any") || from.startsWith(allowed));
    }

    /**
     * Its bulkhead and patience, and the media that it carries.
     *
     * @param concurrency calls under way at once, 1 to 4,096
     * @param connectTimeoutMs until the connection stands
     * @param responseTimeoutMs until the answer begins; after it the outcome is unknown
     * @param mostMedia of one MMS, 1 to 10
     * @param mediaBytes the largest medium that is taken from it, in bytes
     */
    public record Limits(
            Integer concurrency,
            @JsonProperty("connect-timeout-ms") Integer connectTimeoutMs,
            @JsonProperty("response-timeout-ms") Integer responseTimeoutMs,
            @JsonProperty("most-media") Integer mostMedia,
            @JsonProperty("media-bytes") Integer mediaBytes) {

        public Limits {
            concurrency = concurrency == null ? 256 : concurrency;
            connectTimeoutMs = connectTimeoutMs == null ? 2_000 : connectTimeoutMs;
            responseTimeoutMs = responseTimeoutMs == null ? 5_000 : responseTimeoutMs;
            mostMedia = mostMedia == null ? 10 : mostMedia;
            mediaBytes = mediaBytes == null ? 1_048_576 : mediaBytes;
        }
    }

    /**
     * One setting, described like a form.
     *
     * @param env the environment variable that overrides it
     * @param value the value without it; null means that it must be given
     * @param sandbox the value in sandbox, where the simulators play the carrier
     * @param secret never shown, never logged
     * @param derivedFrom the setting of which a secret is made that is not given (HMAC-SHA-256 of its name); null for none
     */
    public record Setting(
            String title,
            String env,
            String value,
            String sandbox,
            boolean secret,
            @JsonProperty("derived-from") String derivedFrom) {}

    /**
     * What an error code means for the message.
     *
     * @param kind {@code rejected}, {@code unavailable} or {@code unknown}; over SMPP {@code throttled} too
     * @param code the {@code TEL-} code told to the caller when it is rejected; null means TEL-002
     */
    public record ErrorMeaning(String kind, String code) {}
}
