package com.dartwing.tel.hub.voice;

import com.dartwing.tel.sms.Purpose;

/**
 * A call that is up, as a command to its carrier needs it.
 *
 * @param attempt our id of the attempt that its carrier took, or null when only its reports told of it
 * @param answered whether somebody talks
 * @param from the number of ours in it: that made it, or was called
 */
public record ActiveCall(
        String id,
        String carrier,
        String carrierCallId,
        String attempt,
        boolean answered,
        String from,
        Purpose purpose) {}
