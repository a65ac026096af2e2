/** What happens to records, as those who listen hear of it. */
package com.dartwing.tel.event;
