package com.dartwing.tel.cdr;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.numbers.PhoneNumbers;
import java.util.List;

/** A record that has come to its end: each kind of record is one of these. */
public sealed interface CdrSource permits FinishedSms, FinishedCall, FinishedFax {

    String id();

    /**
     * Its call detail record, from what is known of it now.
     *
     * @param attempts every carrier that was tried, in order
     */
    Cdr cdr(List<CdrAttempt> attempts);

    /** The carrier that was tried last, or null when none was. */
    static String lastOf(List<CdrAttempt> attempts) {
        return attempts.isEmpty() ? null : attempts.get(attempts.size() - 1).carrier();
    }

    /** Where a number is of; null for a word or a short code, which are of no country. */
    static String countryOf(String number) {
        try {
            return new PhoneNumbers().parse(number, null, null).country();
        } catch (TelException.InvalidNumber e) {
            return null;
        }
    }
}
