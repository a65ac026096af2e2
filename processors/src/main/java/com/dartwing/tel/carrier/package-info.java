/** What a carrier is, what it is asked for, and what its answers mean. */
package com.dartwing.tel.carrier;
