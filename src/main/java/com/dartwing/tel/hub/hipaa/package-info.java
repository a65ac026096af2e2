/** Messages with health data (seed, section 11.4): who may send them, how they are kept, and who has read them. */
package com.dartwing.tel.hub.hipaa;
