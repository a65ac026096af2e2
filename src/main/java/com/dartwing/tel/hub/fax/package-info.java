/** Faxes: their documents taken in, recorded, offered to carriers, and moved on by what those report. */
package com.dartwing.tel.hub.fax;
