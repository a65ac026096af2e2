/** What the rules of compliance know, and where it is kept. The rules themselves are the domain's. */
package com.dartwing.tel.hub.compliance;
