/** Call detail records: one for each message, call or fax that has come to its end (contract, section 7). */
package com.dartwing.tel.cdr;
