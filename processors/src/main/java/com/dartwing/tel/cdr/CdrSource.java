package com.dartwing.tel.cdr;

import java.util.List;

/** A record that has come to its end: each kind of record is one of these. */
public sealed interface CdrSource permits FinishedSms {

    /**
     * Its call detail record, from what is known of it now.
     *
     * @param attempts every carrier that was tried, in order
     */
    Cdr cdr(List<CdrAttempt> attempts);
}
