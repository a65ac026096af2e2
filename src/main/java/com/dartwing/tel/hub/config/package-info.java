/** The settings, and the beans that put the domain together with what this application gives it. */
package com.dartwing.tel.hub.config;
