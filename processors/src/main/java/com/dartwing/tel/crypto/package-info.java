/**
 * Keys and what they protect at rest, by Google Tink: one master key wraps sets of keys, the sets seal texts and hash
 * numbers. Nothing here knows where any of it is kept.
 */
package com.dartwing.tel.crypto;
