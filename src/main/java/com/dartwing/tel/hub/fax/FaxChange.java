package com.dartwing.tel.hub.fax;

import com.dartwing.tel.fax.FaxReport;
import com.dartwing.tel.routing.Attempt;
import com.dartwing.tel.routing.RouteOption;
import java.math.BigDecimal;
import java.util.List;

/** What becomes of a fax that is on record. */
sealed interface FaxChange {

    /** Its id. */
    String fax();

    /**
     * A walk along the carriers.
     *
     * @param number from 0
     */
    record Walk(int number, List<Attempt> attempts, List<RouteOption> options) {}

    /** The carrier that was asked last, and what it charges for a page. */
    record Asked(Attempt attempt, BigDecimal perPage, String currency) {}

    /** What came of a walk. */
    sealed interface Walked extends FaxChange {
        Walk walk();
    }

    /** A carrier took it. */
    record Taken(String fax, Walk walk, Asked asked) implements Walked {}

    /** It may not go, or a carrier refused it: none will be asked again. */
    record Refused(String fax, Walk walk, String errorCode, String errorMessage) implements Walked {}

    /** No carrier could take it now. */
    record NotTaken(String fax, Walk walk) implements Walked {}

    /** A carrier may have taken it: its reports will tell, or the watch will close it. */
    record InDoubt(String fax, Walk walk, Asked asked) implements Walked {}

    /** A carrier tells of it. */
    record Reported(String fax, FaxReport report) implements FaxChange {}

    /** Its owner wants it no more. */
    record Canceled(String fax) implements FaxChange {}

    /** Its batch is wanted no more: it is canceled, if it still waits. */
    record Withdrawn(String fax) implements FaxChange {}

    /** Its carrier fell silent. */
    record Silent(String fax) implements FaxChange {}
}
