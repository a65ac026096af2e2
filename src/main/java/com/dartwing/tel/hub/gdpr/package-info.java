/** What a person may ask for (GDPR, articles 15 and 17): all that is kept about their number, and that it be erased. */
package com.dartwing.tel.hub.gdpr;
