/** What operators see of a running hub: its meters, whether its servers answer, and the health command. */
package com.dartwing.tel.hub.ops;
