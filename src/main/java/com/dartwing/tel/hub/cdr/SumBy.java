package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.error.TelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What sums can be parted by (contract, section 7): a column of the records, and of their daily summaries. */
enum SumBy {
    DAY("CAST(initiated_at AS DATE)", "summary_day"),
    CARRIER("carrier", "carrier"),
    COUNTRY("country_code", "country_code"),
    MODULE("module", "module"),
    ORGANIZATION("organization", "organization"),
    COST_CENTER("cost_center", "cost_center"),
    CDR_TYPE("cdr_type", "cdr_type");

    /** What the daily summaries are parted by: all but the day, which each of them is of. */
    static final List<SumBy> OF_A_DAY =
            Stream.of(values()).filter(by -> by != DAY).toList();

    private final String ofRecords;
    private final String ofSummaries;

    SumBy(String ofRecords, String ofSummaries) {
        this.ofRecords = ofRecords;
        this.ofSummaries = ofSummaries;
    }

    /** Its expression over {@code tel_cdr}. */
    String ofRecords() {
        return ofRecords;
    }

    /** Its column in the summaries. */
    String ofSummaries() {
        return ofSummaries;
    }

    /** As callers name it. */
    String answer() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param text a comma list; null or blank for one sum of all
     * @throws TelException.InvalidRequest when one is unknown or stands there twice
     */
    static List<SumBy> parse(String text) {
        List<SumBy> all = new ArrayList<>();
        if (text == null || text.isBlank()) {
            return all;
        }
        for (String name : text.split(",", -1)) {
            SumBy by = Stream.of(values())
                    .filter(one -> one.answer().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new TelException.InvalidRequest(
                            "group_by is a comma list of "
                                    + String.join(
                                            ", ",
                                            Stream.of(values())
                                                    .map(SumBy::answer)
                                                    .toList()),
                            "group_by"));
            if (all.contains(by)) {
                throw new TelException.InvalidRequest("group_by names " + by.answer() + " twice", "group_by");
            }
            all.add(by);
        }
        return all;
    }
}
