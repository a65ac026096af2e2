/** Limits that several nodes keep together, in Redis. */
package com.dartwing.tel.hub.limits;
