package com.dartwing.tel.fax.document;

import java.time.Instant;

/**
 * What a cover page tells. Any value but the template and the time may be null or empty; any script may be used.
 *
 * @param to the recipient's number
 * @param from the sender's number
 * @param at when the fax was asked for; shown in UTC
 * @param logo of who sends it
 * @param pages of the whole fax with this cover; {@link PrepareDocument} fills it in
 */
public record CoverPage(
        Template template,
        String to,
        String from,
        String toName,
        String fromName,
        String subject,
        String message,
        Instant at,
        SmallPicture logo,
        int pages) {

    /** The layouts that ship with the hub. */
    public enum Template {
        STANDARD,
        MINIMAL,
        /** With the notice that HIPAA asks of a fax with health information. */
        MEDICAL,
        /** With the notice of attorney and client's privilege. */
        LEGAL
    }

    CoverPage withPages(int count) {
        return new CoverPage(template, to, from, toName, fromName, subject, message, at, logo, count);
    }

    /** The same with a logo, or null for none. */
    public CoverPage withLogo(SmallPicture picture) {
        return new CoverPage(template, to, from, toName, fromName, subject, message, at, picture, pages);
    }
}
