/** Records as data, Frappe's way: their types are files, and one implementation reads and writes them all. */
package com.dartwing.tel.hub.resource;
