package com.dartwing.tel.hub;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.limits.Limits;
import com.dartwing.tel.limits.SpendLimit;
import com.dartwing.tel.limits.Tier;
import java.util.List;
import java.util.Set;

/** API keys as units are given them. */
public final class TestKeys {

    private TestKeys() {}

    /** {@code KEY-1}, active and without limits, with no secret that anybody could show. */
    public static ApiKey allowing(String permission) {
        return new ApiKey(
                "KEY-1",
                "tel_live_00000000",
                "",
                null,
                "module",
                "Acme",
                ApiKey.Status.ACTIVE,
                Set.of(permission),
                Limits.of(Tier.UNLIMITED, null),
                SpendLimit.NONE,
                List.of(),
                null,
                null,
                null,
                null);
    }
}
