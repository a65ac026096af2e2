/** Media of messages that come in: fetched from their carrier, kept for a while, and served by signed URLs. */
package com.dartwing.tel.hub.media;
