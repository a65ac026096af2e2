/**
 * What is said over SMPP towards carriers (SMPP 3.4), as arithmetic: segments, addresses, ids, receipts, statuses. The
 * sessions are the application's.
 */
package com.dartwing.tel.carrier.smpp;
