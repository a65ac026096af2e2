package com.dartwing.tel.carrier;

/** Answers what is known of a carrier now. */
@FunctionalInterface
public interface CarrierStates {

    CarrierState of(Carrier carrier);
}
