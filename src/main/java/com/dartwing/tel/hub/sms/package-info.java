/**
 * An SMS's life in the storage: recorded, claimed by a node, settled after its walk along the carriers, moved on by receipts;
 * and the messages that come in.
 */
package com.dartwing.tel.hub.sms;
