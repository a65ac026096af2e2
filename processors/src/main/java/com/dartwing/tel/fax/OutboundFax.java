package com.dartwing.tel.fax;

import com.dartwing.tel.compliance.Contact;
import com.dartwing.tel.fax.document.CoverPage.Template;
import com.dartwing.tel.fax.document.Resolution;
import com.dartwing.tel.routing.Routed;
import com.dartwing.tel.sms.OutboundSms.Owner;
import com.dartwing.tel.sms.OutboundSms.Parties;
import com.dartwing.tel.sms.Purpose;
import java.time.Instant;

/**
 * A valid fax on its way out.
 *
 * @param id the record's id, {@code FAX-YYYY-nnnnnn}
 * @param pages of the document, its cover page among them
 * @param tries walks along the carriers already made
 */
public record OutboundFax(
        String id, Owner owner, Parties parties, Plan plan, Details details, int pages, int tries, Instant createdAt)
        implements Routed, Contact {

    /**
     * A cover page; each text may be null.
     *
     * @param template never null
     */
    public record Cover(Template template, String toName, String fromName, String subject, String message) {}

    /**
     * How it is sent.
     *
     * @param maxRetries how often a busy line, or one that nobody answers, is dialled again, 0 to 10
     * @param cover the page that goes ahead of the document, or null
     */
    public record Plan(Resolution resolution, boolean hipaa, int maxRetries, Cover cover) {}

    /** What is kept for the caller and plays no part in sending; each may be null. */
    public record Details(String statusCallback, String contextJson, String idempotencyKey) {}

    public OutboundFax withId(String newId) {
        return new OutboundFax(newId, owner, parties, plan, details, pages, tries, createdAt);
    }

    public OutboundFax withPages(int count) {
        return new OutboundFax(id, owner, parties, plan, details, count, tries, createdAt);
    }

    /** A machine that may have printed it already must not print it twice. */
    @Override
    public boolean mayRepeat() {
        return false;
    }

    @Override
    public boolean holdsHealthData() {
        return plan.hipaa();
    }

    /** The hub carries no advertisement by fax (47 CFR 64.1200(a)(4)). */
    @Override
    public Purpose purpose() {
        return Purpose.TRANSACTIONAL;
    }

    /** Without numbers, which may not reach a log. */
    @Override
    public String toString() {
        return "OutboundFax[" + id + "]";
    }
}
