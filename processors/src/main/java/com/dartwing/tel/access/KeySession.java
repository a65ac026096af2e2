package com.dartwing.tel.access;

/**
 * A caller that was let in once and stays, as on an open socket. It holds what shows later that it is still welcome, and
 * no secret.
 *
 * @param key the key's name
 * @param prefix of the secret that was presented
 * @param hash of that secret, as {@link AdmitCaller#hashOf} makes it
 * @param address where the caller is
 */
public record KeySession(String key, String prefix, String hash, String address) {}
