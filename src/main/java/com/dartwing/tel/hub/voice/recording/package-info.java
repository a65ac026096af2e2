/** Recordings of calls: fetched from their carrier, kept sealed for a while, and served by signed URLs. */
package com.dartwing.tel.hub.voice.recording;
