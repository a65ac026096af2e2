/** Finds the declarative files and hands them to Camel. */
package com.dartwing.tel.hub.routes;
