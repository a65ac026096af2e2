/** Events on their way: from the outbox to the broker, and from its queues to those who consume them. */
package com.dartwing.tel.hub.event;
