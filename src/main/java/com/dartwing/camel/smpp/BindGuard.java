package com.dartwing.camel.smpp;

/** Says who may bind; it is asked by threads that may wait. */
@FunctionalInterface
public interface BindGuard {

    /** @throws SmppException with the status of the refusal */
    Partner admit(BindRequest request);
}
