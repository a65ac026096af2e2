package com.dartwing.tel.hub.voice;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.voice.CallRequest;

/**
 * The wish to make a call.
 *
 * @param bodyHash hex SHA-256 of what the caller said, to tell a repeated request from another one under its key;
 *     null without one
 */
public record CallCommand(ApiKey caller, CallRequest request, String bodyHash) {}
