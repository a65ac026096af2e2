package com.dartwing.tel.carrier.smpp;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.Carrier.ErrorMeaning;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/**
 * What a negative answer means for the message: the carrier's folder has the first word, then {@code
 * carrier/smpp-statuses.yaml} with the standard's own (SMPP 3.4, section 5.1.3). One that neither knows was at least not
 * taken.
 */
public final class CommandStatus {

    private static final Map<String, Known> KNOWN = read();
    private static final ErrorMeaning NOT_TAKEN = new ErrorMeaning("unavailable", null);

    private record Known(String name, String kind, String code) {}

    private CommandStatus() {}

    private static Map<String, Known> read() {
        try (InputStream file = CommandStatus.class.getResourceAsStream("/carrier/smpp-statuses.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How folders, traces and logs write a status: {@code 0x00000058}. */
    public static String code(int status) {
        return String.format(Locale.ROOT, "0x%08X", status);
    }

    /** The standard's name, or the code of one that it does not name. */
    public static String name(int status) {
        Known known = KNOWN.get(code(status));
        return known == null ? code(status) : known.name();
    }

    /** What it means at this carrier; the kind {@code throttled} says that the same carrier may take it in a moment. */
    public static ErrorMeaning meaning(Carrier carrier, int status) {
        ErrorMeaning own = carrier.errors().get(code(status));
        if (own != null) {
            return own;
        }
        Known known = KNOWN.get(code(status));
        return known == null ? NOT_TAKEN : new ErrorMeaning(known.kind(), known.code());
    }
}
