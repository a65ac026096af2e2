/** Recordings as text: transcribed by a service, kept sealed, and told. */
package com.dartwing.tel.hub.voice.transcription;
