/**
 * Contract tests: what passes between the hub and a carrier, judged by the carrier's own API document. The documents and
 * samples are under {@code contracts/}, with a README that tells where each came from; {@link
 * com.dartwing.tel.contract.CarrierContract} is the way in.
 */
package com.dartwing.tel.contract;
