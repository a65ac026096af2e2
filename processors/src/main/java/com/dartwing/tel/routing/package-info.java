/** Least-cost routing: what a carrier asks, how well it is, and who goes first. */
package com.dartwing.tel.routing;
