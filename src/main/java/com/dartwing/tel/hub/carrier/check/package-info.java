/** {@code ./carrier check}: tells the author of a carrier's folder what is missing or wrong, without starting the hub. */
package com.dartwing.tel.hub.carrier.check;
