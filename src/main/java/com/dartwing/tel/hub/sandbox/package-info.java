/** What the simulated carriers of {@code test-routes/simulators} are made of, and what a first start is given. */
package com.dartwing.tel.hub.sandbox;
