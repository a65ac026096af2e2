/** Carriers as their folders declare them: called, watched, and priced. */
package com.dartwing.tel.hub.carrier;
