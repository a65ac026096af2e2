/** Batches of SMS: accepted as rows, turned into messages at their pace, counted. */
package com.dartwing.tel.hub.batch;
