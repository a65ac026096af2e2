/**
 * The Camel component {@code smpp-server:}. Its consumer listens for SMPP binds (versions 3.3 to 5.0) and makes an exchange
 * of each message that a bound partner hands over; the end of the exchange is the answer, whenever it comes, so a partner's
 * window holds no thread. {@link com.dartwing.camel.smpp.Binds} delivers messages to partners. It knows nothing of the hub
 * that uses it.
 */
package com.dartwing.camel.smpp;
