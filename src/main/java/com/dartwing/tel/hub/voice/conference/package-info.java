/** Conferences: on record, begun and joined through their carrier, followed by what that reports, closed when it falls silent. */
package com.dartwing.tel.hub.voice.conference;
