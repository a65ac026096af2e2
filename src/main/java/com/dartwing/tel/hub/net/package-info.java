/** The way to addresses that strangers name: to public ones only, and for nothing but a file. */
package com.dartwing.tel.hub.net;
