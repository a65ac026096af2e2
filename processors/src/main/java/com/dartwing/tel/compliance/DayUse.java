package com.dartwing.tel.compliance;

import java.time.LocalDate;

/** What all nodes together use of campaigns' days. */
public interface DayUse {

    /**
     * Reserves a part of a day, for good: what a node does not use of it is lost.
     *
     * @param wanted segments, above 0
     * @param limit of the day
     * @return how many were left for us, 0 to {@code wanted}
     */
    int reserve(String campaign, LocalDate day, int wanted, int limit);
}
