/** Calls: recorded before they are dialled, moved on by what carriers report, closed when a carrier falls silent. */
package com.dartwing.tel.hub.voice;
