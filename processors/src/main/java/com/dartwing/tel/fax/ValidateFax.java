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
import com.dartwing.tel.record.CommonFields;
import com.dartwing.tel.record.WebUrl;
import com.dartwing.tel.sms.OutboundSms.Owner;
import com.dartwing.tel.sms.OutboundSms.Parties;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Turns a wish into a fax that lacks nothing but its document, or says which field is wrong (contract, section 6). */
public final class ValidateFax {

    private static final String FAX = "fax";
    private static final int DEFAULT_RETRIES = 3;
    private static final int MOST_RETRIES = 10;
    private static final int LONGEST_NAME = 140;
    private static final int LONGEST_MESSAGE = 2_000;

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
        FaxWish wish = request.wish();
        PhoneNumber to = phoneNumbers.parse(request.to(), caller.defaultCountry(), "to");
        if (wish.documentUrl() != null && uploads > 0) {
            throw new TelException.InvalidRequest("Either document_url or document, not both", "document_url");
        }
        if (wish.documentUrl() == null && uploads == 0) {
            throw new TelException.InvalidRequest(
                    "document_url, or a part called document, is required", "document_url");
        }
        WebUrl.check(wish.documentUrl(), "document_url");
        return new OutboundFax(
                null,
                new Owner(caller.name(), caller.organization(), caller.module(), caller.costCenter()),
                parties(wish, caller, to),
                new OutboundFax.Plan(
                        Objects.requireNonNullElse(
                                word(Resolution.class, wish.resolution(), "resolution"), Resolution.FINE),
                        Boolean.TRUE.equals(wish.hipaaMode()),
                        Objects.requireNonNullElse(
                                Check.range(0, MOST_RETRIES, wish.maxRetries(), "max_retries"), DEFAULT_RETRIES),
                        cover(wish)),
                details(request),
                0,
                0,
                clock.instant());
    }

    private Parties parties(FaxWish wish, ApiKey caller, PhoneNumber to) {
        boolean chosen = wish.fromNumber() == null;
        String from = (chosen ? senders.chosen(caller, to, FAX) : senders.required(caller, wish.fromNumber(), FAX))
                .phoneNumber();
        return new Parties(from, chosen, null, to.e164(), to.country());
    }

    private static Cover cover(FaxWish wish) {
        Template template = word(Template.class, wish.coverPageTemplate(), "cover_page_template");
        FaxWish.Cover told = Objects.requireNonNullElse(wish.coverPage(), new FaxWish.Cover(null, null, null, null));
        Cover cover = new Cover(
                Objects.requireNonNullElse(template, Template.STANDARD),
                Check.atMost(LONGEST_NAME, told.toName(), "cover_page.to_name"),
                Check.atMost(LONGEST_NAME, told.fromName(), "cover_page.from_name"),
                Check.atMost(LONGEST_NAME, told.subject(), "cover_page.subject"),
                Check.atMost(LONGEST_MESSAGE, told.message(), "cover_page.message"));
        return Boolean.TRUE.equals(wish.coverPageEnabled()) ? cover : null;
    }

    private static OutboundFax.Details details(FaxRequest request) {
        return new OutboundFax.Details(
                WebUrl.check(request.wish().statusCallback(), "status_callback"),
                CommonFields.context(request.wish().context()),
                CommonFields.idempotencyKey(request.idempotencyKey()));
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
}
