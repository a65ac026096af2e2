package com.dartwing.tel.hub.smpp;

import com.dartwing.camel.smpp.ShortMessage;
import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.hub.db.Sha256;
import com.dartwing.tel.hub.rest.Idempotency;
import com.dartwing.tel.sms.SmsRequest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Recognises a message that a partner sends again by its {@code user_message_reference} (SMPP 5.0, section 4.8.4.60), for
 * accounts that ask for it. The rule and its table are those of REST's idempotency keys.
 */
@Component
class PartnerReference {

    private final Idempotency idempotency;

    PartnerReference(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    /**
     * Claims the message's reference for its exchange.
     *
     * @return the id that the message was answered with before; empty when it is new, or has no reference
     * @throws com.dartwing.tel.error.TelException.Conflict when another message had the reference, or its twin is under way
     */
    Optional<String> earlier(Exchange exchange, ApiKey key, PartnerAccount account, ShortMessage message) {
        String name = keyOf(account, message);
        if (name == null) {
            return Optional.empty();
        }
        String hash = Sha256.hex(String.join(
                        "|",
                        message.source().text(),
                        message.destination().text(),
                        String.valueOf(message.dataCoding()),
                        HexFormat.of().formatHex(message.text()))
                .getBytes(StandardCharsets.UTF_8));
        exchange.setProperty("bodyHash", hash);
        return idempotency.claimId(exchange, key, name, hash);
    }

    /** The request under its reference, by which it is remembered when it is recorded. */
    static SmsRequest named(SmsRequest request, PartnerAccount account, ShortMessage message) {
        String name = keyOf(account, message);
        return name == null ? request : request.withIdempotencyKey(name);
    }

    private static String keyOf(PartnerAccount account, ShortMessage message) {
        byte[] reference = message.options().get(ShortMessage.USER_MESSAGE_REFERENCE);
        boolean isNamed = account.idempotent() && reference != null && reference.length == 2;
        return isNamed ? "smpp:" + account.systemId() + ":" + HexFormat.of().formatHex(reference) : null;
    }
}
