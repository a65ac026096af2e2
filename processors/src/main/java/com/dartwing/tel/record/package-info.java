/** What the records of messages, calls and faxes have in common. */
package com.dartwing.tel.record;
