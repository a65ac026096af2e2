/**
 * The document of a fax: strangers' files checked and made into one PDF, cover pages, and the black and white picture
 * that goes over the line. Everything here works on files and is bounded in time, pages, bytes and memory
 * ({@link com.dartwing.tel.fax.document.DocumentLimits}).
 */
package com.dartwing.tel.fax.document;
