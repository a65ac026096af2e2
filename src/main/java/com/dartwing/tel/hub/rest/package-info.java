/**
 * The doors of the API and of its people: each reads a call, hands it to those who do the work, and words the answer.
 */
package com.dartwing.tel.hub.rest;
