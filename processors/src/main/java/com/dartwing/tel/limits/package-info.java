/** How much a key may do, and in what time. */
package com.dartwing.tel.limits;
