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

    /**
     * @param counted false for the further parts of a message that was let in
     * @throws TelException when the key may not, or not now
     */
    void admit(ApiKey key, boolean counted) {
        AdmitCaller.require(key, PERMISSION);
        use.seen(key);
        if (counted) {
            CallerLimits.require(limits.take(key, OPERATION), OPERATION);
        }
        features.flags().require(PERMISSION, key);
    }
}
