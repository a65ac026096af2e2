/** Parts of long messages, from partners and from carriers, until the messages are complete. */
package com.dartwing.tel.hub.parts;
