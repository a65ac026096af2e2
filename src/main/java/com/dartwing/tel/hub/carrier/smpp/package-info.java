/** Carriers that are reached over SMPP: their binds, what leaves through them, and what comes in (docs/smpp-carriers.md). */
package com.dartwing.tel.hub.carrier.smpp;
