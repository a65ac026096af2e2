package com.dartwing.tel.carrier;

/**
 * What is known of a carrier now, from its traffic and from its operators.
 *
 * @param health 0 to 100
 * @param breakerOpen whether the circuit breaker refuses calls
 * @param enabled false when an operator switched it off
 * @param draining true when an operator lets it finish and gives it nothing new
 * @param weight operator's weight, 0 to 100
 */
public record CarrierState(int health, boolean breakerOpen, boolean enabled, boolean draining, int weight) {}
