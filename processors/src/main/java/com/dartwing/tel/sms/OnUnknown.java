package com.dartwing.tel.sms;

/** What to do when a carrier may or may not have taken a message: send it again elsewhere, or wait for its receipt. */
public enum OnUnknown {
    FAILOVER,
    HOLD
}
