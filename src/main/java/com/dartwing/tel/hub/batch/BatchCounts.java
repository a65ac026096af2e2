package com.dartwing.tel.hub.batch;

/**
 * What became of a batch's recipients. Each is in one of sent, failed, held, canceled and queued.
 *
 * @param sent taken by a carrier and not reported as failed; the delivered ones among them
 * @param delivered of which the carrier said that they arrived
 * @param failed bad recipients, refused and undelivered messages
 * @param queued not sent yet, or to be tried again
 */
public record BatchCounts(int sent, int delivered, int failed, int held, int canceled, int queued) {}
