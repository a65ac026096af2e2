/** Events on open pages and in apps, by Socket.IO (seed, section 2.4). */
package com.dartwing.tel.hub.realtime;
