package com.dartwing.tel.fax;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.fax.OutboundFax.Cover;
import com.dartwing.tel.fax.document.CoverPage.Template;
import com.dartwing.tel.fax.document.Resolution;
import com.dartwing.tel.json.Check;
import com.dartwing.tel.numbers.ChooseSender;
import com.dartwing.tel.numbers.PhoneNumber;
import com.dartwing.tel.numbers.PhoneNumbers;
import com.dartwing.tel.sms.OutboundSms.Owner;
import com.dartwing.tel.sms.OutboundSms.Parties;
import com.dartwing.tel.sms.WebUrl;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns a wish into a fax that lacks nothing but its document, or says which field is wrong (contract, section 6). */
public final class ValidateFax {

    private static final String FAX = "fax";
    private static final int DEFAULT_RETRIES = 3;
    private static final int MOST_RETRIES = 10;
    private static final int LONGEST_NAME = 140;
    private static final int LONGEST_MESSAGE = 2_000;
    private static final int LARGEST_CONTEXT_KIB = 8;
    private static final int LONGEST_IDEMPOTENCY_KEY = 128;
    private static final Set<String> WEB = Set.of("https", "http");

    private final PhoneNumbers phoneNumbers = new PhoneNumbers();
    private final ChooseSender senders;
    private final Clock clock;

    public ValidateFax(ChooseSender senders, Clock clock) {
        this.senders = senders;
        this.clock = clock;
    }

    /**
     * Validates a wish.
     *
     * @param uploads how many documents came along with it
     * @return the fax, without id and pages yet
     * @throws TelException naming the field at fault
     */
    public OutboundFax validate(ApiKey caller, FaxRequest request, int uploads) {
        PhoneNumber to = phoneNumbers.parse(request.to(), caller.defaultCountry(), "to");
        if (request.documentUrl() != null && uploads > 0) {
            throw new TelException.InvalidRequest("Either document_url or document, not both", "document_url");
        }
        if (request.documentUrl() == null && uploads == 0) {
            throw new TelException.InvalidRequest(
                    "document_url, or a part called document, is required", "document_url");
        }
        url(request.documentUrl(), "document_url");
        return new OutboundFax(
                null,
                new Owner(caller.name(), caller.organization(), caller.module(), caller.costCenter()),
                parties(request, caller, to),
                new OutboundFax.Plan(
                        Objects.requireNonNullElse(
                                word(Resolution.class, request.resolution(), "resolution"), Resolution.FINE),
                        Boolean.TRUE.equals(request.hipaaMode()),
                        Objects.requireNonNullElse(
                                Check.range(0, MOST_RETRIES, request.maxRetries(), "max_retries"), DEFAULT_RETRIES),
                        cover(request)),
                details(request),
                0,
                0,
                clock.instant());
    }

    private Parties parties(FaxRequest request, ApiKey caller, PhoneNumber to) {
        boolean chosen = request.fromNumber() == null;
        String from = (chosen ? senders.chosen(caller, to, FAX) : senders.required(caller, request.fromNumber(), FAX))
                .phoneNumber();
        return new Parties(from, chosen, null, to.e164(), to.country());
    }

    private static Cover cover(FaxRequest request) {
        Template template = word(Template.class, request.coverPageTemplate(), "cover_page_template");
        FaxRequest.Cover told =
                Objects.requireNonNullElse(request.coverPage(), new FaxRequest.Cover(null, null, null, null));
        Cover cover = new Cover(
                Objects.requireNonNullElse(template, Template.STANDARD),
                Check.atMost(LONGEST_NAME, told.toName(), "cover_page.to_name"),
                Check.atMost(LONGEST_NAME, told.fromName(), "cover_page.from_name"),
                Check.atMost(LONGEST_NAME, told.subject(), "cover_page.subject"),
                Check.atMost(LONGEST_MESSAGE, told.message(), "cover_page.message"));
        return Boolean.TRUE.equals(request.coverPageEnabled()) ? cover : null;
    }

    private static OutboundFax.Details details(FaxRequest request) {
        String context = Check.kibibytes(
                LARGEST_CONTEXT_KIB,
                request.context() == null ? null : request.context().toString(),
                "context");
        return new OutboundFax.Details(
                url(request.statusCallback(), "status_callback"),
                context,
                Check.atMost(
                        LONGEST_IDEMPOTENCY_KEY,
                        Check.notBlank(request.idempotencyKey(), "idempotency_key"),
                        "idempotency_key"));
    }

    /** One of an enum's words, any case; null when none is told. */
    private static <E extends Enum<E>> E word(Class<E> words, String told, String field) {
        if (told == null) {
            return null;
        }
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equals(told.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TelException.InvalidRequest(
                        field + " is one of "
                                + Arrays.stream(words.getEnumConstants())
                                        .map(word -> word.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(" ")),
                        field));
    }

    private static String url(String text, String field) {
        return text == null ? null : WebUrl.check(text, WEB, field, field);
    }
}
