/** A call, from a wish to dial to its last second: what is asked for, how it goes on, what it comes to. */
package com.dartwing.tel.voice;
