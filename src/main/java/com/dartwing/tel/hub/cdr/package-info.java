/** Call detail records and what is counted from them: written from events, kept by month, summed by day. */
package com.dartwing.tel.hub.cdr;
