/** Breaks what the hub depends on while callers send, and counts what became of their messages. */
package com.dartwing.tel.chaos;
