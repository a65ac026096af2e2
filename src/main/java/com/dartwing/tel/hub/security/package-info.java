/**
 * Who may come in: people by HTTP Basic or the login form, browsers only from our own pages, everybody with a request
 * id. API keys are not checked here but inside the Camel pipeline, where their permissions and limits are known.
 */
package com.dartwing.tel.hub.security;
