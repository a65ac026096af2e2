package com.dartwing.tel.hub.access;

import com.dartwing.tel.access.AdmitCaller;
import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.access.KeySession;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.security.LoginThrottle;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Where API keys are shown, by whatever protocol. Who shows wrong ones again and again is told to wait. */
@Component
public class KeyDoor {

    private static final String SCHEME = "Bearer ";

    private final AdmitCaller admit;
    private final LoginThrottle throttle;

    public KeyDoor(AdmitCaller admit, LoginThrottle throttle) {
        this.admit = admit;
        this.throttle = throttle;
    }

    /**
     * Admits the bearer of {@code authorization} for one request.
     *
     * @see AdmitCaller#admit
     * @throws TelException.RateLimited when there were too many wrong keys from there
     */
    public ApiKey admit(String authorization, String address, String permission) {
        return throttled(authorization, address, () -> admit.admit(authorization, address, permission));
    }

    /**
     * Admits the bearer of a key for as long as {@link #current} says.
     *
     * @see AdmitCaller#open
     * @throws TelException.RateLimited when there were too many wrong keys from there
     */
    public KeySession open(String secret, String address) {
        return throttled(SCHEME + secret, address, () -> admit.open(secret, address));
    }

    /** The key of a session as it is now; empty once it would not be let in any more. */
    public Optional<ApiKey> current(KeySession session) {
        return admit.current(session);
    }

    private <T> T throttled(String authorization, String address, Supplier<T> admitted) {
        try {
            return admitted.get();
        } catch (TelException.InvalidApiKey e) {
            if (authorization != null) {
                throttle.keyFailed(address, publicPart(authorization)).ifPresent(wait -> {
                    throw new TelException.RateLimited("Too many wrong API keys", wait);
                });
            }
            throw e;
        }
    }

    /** No more of a wrong key is remembered than anybody may know. */
    private static String publicPart(String authorization) {
        return Sql.cut(authorization, SCHEME.length() + ApiKey.PREFIX_LENGTH);
    }
}
