/** API keys: who may come in, what they may do, how much of it, and what it may cost. */
package com.dartwing.tel.hub.access;
