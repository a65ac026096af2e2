/** Requests read strictly: what is not exactly what the contract says is refused with the field at fault. */
package com.dartwing.tel.json;
