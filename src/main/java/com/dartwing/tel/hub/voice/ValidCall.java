package com.dartwing.tel.hub.voice;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.voice.OutboundCall;

/** A call that can be dialled, of a caller whose limits are still to be asked. */
public record ValidCall(ApiKey caller, OutboundCall call, String bodyHash) {}
