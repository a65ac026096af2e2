/**
 * What the hub keeps sealed, and its keys: the master key from the environment wraps sets of keys that lie in the
 * database, one set for each organisation and one for the hub's own secrets.
 */
package com.dartwing.tel.hub.vault;
