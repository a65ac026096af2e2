/** The message broker: the one that lives in this process, RabbitMQ, and what is declared on either. */
package com.dartwing.tel.hub.broker;
