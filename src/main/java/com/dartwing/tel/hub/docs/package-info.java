/** What people and programs read about the API: the OpenAPI document, and beneath {@code /docs} a page to try it. */
package com.dartwing.tel.hub.docs;
