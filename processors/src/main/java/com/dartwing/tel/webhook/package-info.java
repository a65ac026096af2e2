/**
 * Signatures of webhooks: those that carriers send us, by schemes that a carrier's folder chooses as data, and those
 * that we send to consumers.
 */
package com.dartwing.tel.webhook;
