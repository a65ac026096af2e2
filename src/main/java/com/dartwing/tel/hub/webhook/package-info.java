/**
 * Webhooks. Inbound: {@link com.dartwing.tel.hub.webhook.WebhookGate} lets carriers' calls in. Outbound: an event becomes
 * one delivery for each target ({@link com.dartwing.tel.hub.webhook.Deliveries}), which goes its way in the lane of its
 * endpoint ({@link com.dartwing.tel.hub.webhook.Lanes}) until it is settled.
 */
package com.dartwing.tel.hub.webhook;
