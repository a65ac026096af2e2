package com.dartwing.tel.fax;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a caller says of a fax whoever gets it (contract, section 6); in a form the fields have the same names. */
public record FaxWish(
        String fromNumber,
        String documentUrl,
        Boolean coverPageEnabled,
        String coverPageTemplate,
        Cover coverPage,
        String resolution,
        Boolean hipaaMode,
        String statusCallback,
        ObjectNode context,
        Integer maxRetries) {

    /** What the cover page says. */
    public record Cover(String toName, String fromName, String subject, String message) {}

    /** Without numbers and content, which may not reach a log. */
    @Override
    public String toString() {
        return "FaxWish[hipaaMode=" + hipaaMode + "]";
    }
}
