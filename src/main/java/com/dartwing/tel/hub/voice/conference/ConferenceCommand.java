package com.dartwing.tel.hub.voice.conference;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.voice.conference.ConferenceRequest;

/**
 * A conference that its caller may have.
 *
 * @param carrier that has all of its calls
 * @param bodyHash of the request, to tell its repetition from another one
 */
public record ConferenceCommand(ApiKey caller, ConferenceRequest request, String carrier, String bodyHash) {}
