/** The health command (seed, section 13.2): asks a running hub from outside, and needs nothing but its URL. */
package com.dartwing.tel.hub.ops.health;
