package com.dartwing.tel.hub.smpp;

import com.dartwing.tel.access.AdmitCaller;
import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.access.EmergencyLimits;
import com.dartwing.tel.hub.access.FeatureTable;
import com.dartwing.tel.hub.rest.CallerUse;
import com.dartwing.tel.limits.Decision;
import com.dartwing.tel.limits.RateLimits;
import org.springframework.stereotype.Component;

/** Lets a partner's message in as REST would let it in with the partner's key. */
@Component
class AdmitPartner {

    private static final String PERMISSION = "sms.send";
    private static final String OPERATION = "sms";

    private final RateLimits limiter;
    private final EmergencyLimits emergency;
    private final FeatureTable features;
    private final CallerUse use;

    AdmitPartner(RateLimits limiter, EmergencyLimits emergency, FeatureTable features, CallerUse use) {
        this.limiter = limiter;
        this.emergency = emergency;
        this.features = features;
        this.use = use;
    }

    /**
     * @param counted false for the further parts of a message that was let in
     * @throws TelException when the key may not, or not now
     */
    void admit(ApiKey key, boolean counted) {
        AdmitCaller.require(key, PERMISSION);
        use.seen(key);
        if (counted) {
            Decision decision = limiter.take(
                    key.name(), OPERATION, emergency.leftOf(key.limits().of(OPERATION)), 1);
            if (!decision.allowed()) {
                throw new TelException.RateLimited("Rate limit exceeded for sms", decision.retryAfter());
            }
        }
        features.flags().require(PERMISSION, key);
    }
}
