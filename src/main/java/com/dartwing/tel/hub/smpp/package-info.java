/**
 * Partners that bind over SMPP: who they are, what they submit on its way into the pipeline of every other message, and
 * what they are told of it (routes/smpp.camel.yaml, docs/smpp.md). The protocol is {@code com.dartwing.camel.smpp}.
 */
package com.dartwing.tel.hub.smpp;
