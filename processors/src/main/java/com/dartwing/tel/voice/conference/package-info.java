/** Conferences: several calls that hear one another, held by the carrier that has the calls. */
package com.dartwing.tel.voice.conference;
