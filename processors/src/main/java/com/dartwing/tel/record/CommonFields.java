package com.dartwing.tel.record;

import com.dartwing.tel.error.TelException.InvalidRequest;
import com.dartwing.tel.json.Check;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The fields that whatever a caller asks for may have: a message, a call, a fax, a batch, a conference (contract, sections
 * 4 to 6). An absent (null) value passes.
 */
public final class CommonFields {

    private static final String CONTEXT = "context";
    private static final String IDEMPOTENCY_KEY = "idempotency_key";
    private static final int LARGEST_CONTEXT_KIB = 8;
    private static final int LONGEST_KEY = 128;

    private CommonFields() {}

    /**
     * The caller's own words about it, as JSON.
     *
     * @throws InvalidRequest when they are too many
     */
    public static String context(ObjectNode context) {
        return Check.kibibytes(LARGEST_CONTEXT_KIB, context == null ? null : context.toString(), CONTEXT);
    }

    /**
     * The key under which a request is the same when it comes again.
     *
     * @throws InvalidRequest when it is blank or too long
     */
    public static String idempotencyKey(String key) {
        return Check.atMost(LONGEST_KEY, Check.notBlank(key, IDEMPOTENCY_KEY), IDEMPOTENCY_KEY);
    }
}
