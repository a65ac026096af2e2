package com.dartwing.tel.hub.fax;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.fax.OutboundFax;
import java.nio.file.Path;

/**
 * A fax that can be sent.
 *
 * @param pdf its document, with its cover page
 */
public record ValidFax(ApiKey caller, OutboundFax fax, Path pdf, String bodyHash) {}
