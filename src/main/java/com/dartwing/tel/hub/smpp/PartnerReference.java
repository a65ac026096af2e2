package com.dartwing.tel.hub.smpp;

import com.dartwing.camel.smpp.MultiMessage;
import com.dartwing.camel.smpp.ShortMessage;
import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.crypto.Sha256;
import com.dartwing.tel.hub.rest.Idempotency;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Recognises a message that a partner sends again by its {@code user_message_reference} (SMPP 5.0, section 4.8.4.60), for
 * accounts that ask for it. The rule and its table are those of REST's idempotency keys. Each part of a long message, and
 * each destination of a {@code submit_multi}, is known by itself: of those that were sent again the missing ones are taken.
 */
@Component
class PartnerReference {

    /**
     * A message, or a part of one, under its partner's reference.
     *
     * @param key names it among all of its account
     * @param hash tells it from another one under the same reference
     */
    record Named(String key, String hash) {}

    private final Idempotency idempotency;

    PartnerReference(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    /**
     * The name of what a partner sends.
     *
     * @param isOneOfMany whether it is for one of the destinations of a {@code submit_multi}
     * @return null when it has no reference, or its account does not ask for this
     */
    static Named of(PartnerAccount account, ShortMessage message, UserData data, boolean isOneOfMany) {
        byte[] reference = message.options().get(ShortMessage.USER_MESSAGE_REFERENCE);
        if (!account.idempotent() || reference == null || reference.length != 2) {
            return null;
        }
        String name = "smpp:" + account.systemId() + ":" + HexFormat.of().formatHex(reference);
        String part = data.isWhole() ? "" : "/" + data.part() + "/" + data.total();
        String destination = isOneOfMany ? ":" + message.destination().text() : "";
        String hash = Idempotency.ofBind(Sha256.hex(String.join(
                        "|",
                        message.source().text(),
                        message.destination().text(),
                        String.valueOf(message.dataCoding()),
                        // A part sent again may say its place under another number.
                        HexFormat.of().formatHex(data.isWhole() ? message.text() : data.text()))
                .getBytes(StandardCharsets.UTF_8)));
        return new Named(name + part + destination, hash);
    }

    /**
     * Claims a reference for its exchange.
     *
     * @param isSame whether the message says what one says that came by the other door
     * @return the id that the message was answered with before; empty when it is new, or has no reference
     * @throws com.dartwing.tel.error.TelException.Conflict when another message had the reference, or its twin is under way
     */
    Optional<String> earlier(Exchange exchange, ApiKey key, Named named, Predicate<String> isSame) {
        return named == null ? Optional.empty() : idempotency.claimId(exchange, key, named.key(), named.hash(), isSame);
    }

    /** The id of a {@code submit_multi} that came before: the first of those of its messages. */
    Optional<String> earlier(ApiKey key, PartnerAccount account, MultiMessage message) {
        Map<String, String> hashes = new HashMap<>();
        UserData data = UserData.of(message.message());
        message.destinations().forEach(destination -> {
            Named named = of(account, message.message().to(destination), data, true);
            if (named != null) {
                hashes.put(named.key(), named.hash());
            }
        });
        return hashes.isEmpty()
                ? Optional.empty()
                : idempotency.earlierIds(key, hashes).stream()
                        .min(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
    }
}
