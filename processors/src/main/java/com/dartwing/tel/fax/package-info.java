/** Faxes: what a caller may ask for, and what becomes of a fax, whatever its carrier calls it. */
package com.dartwing.tel.fax;
