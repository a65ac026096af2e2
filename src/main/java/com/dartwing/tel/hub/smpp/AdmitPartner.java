package com.dartwing.tel.hub.smpp;

import com.dartwing.tel.access.AdmitCaller;
import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.access.CallerLimits;
import com.dartwing.tel.hub.access.FeatureTable;
import com.dartwing.tel.hub.rest.CallerUse;
import org.springframework.stereotype.Component;

/** Lets a partner's message in as REST would let it in with the partner's key. */
@Component
class AdmitPartner {

    private static final String PERMISSION = "sms.send";
    private static final String OPERATION = "sms";

    private final CallerLimits limits;
    private final FeatureTable features;
    private final CallerUse use;

    AdmitPartner(CallerLimits limits, FeatureTable features, CallerUse use) {
        this.limits = limits;
        this.features = features;
        this.use = use;
    }

    /** @throws TelException when the key may not */
    void admit(ApiKey key) {
        AdmitCaller.require(key, PERMISSION);
        use.seen(key);
        features.flags().require(PERMISSION, key);
    }

    /**
     * Counts what is let in.
     *
     * @param segments as which it counts
     * @throws TelException.RateLimited when the key may not now
     */
    void count(ApiKey key, int segments) {
        CallerLimits.require(limits.take(key, OPERATION, segments), OPERATION);
    }
}
