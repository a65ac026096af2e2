package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.cdr.CdrCsv;
import com.dartwing.tel.hub.rest.ApiEdge;
import com.dartwing.tel.hub.rest.TextStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The analytics calls (contract, section 7). A key sees what its organisation sent and received. */
@Component("analyticsApi")
public class AnalyticsApi {

    private static final List<String> CDR_PARAMETERS = List.of(
            "cdr_type",
            "direction",
            "status",
            "carrier",
            "from_number",
            "to_number",
            "record_id",
            "module",
            "organization",
            "from",
            "to",
            "limit",
            "cursor",
            "format");
    private static final List<String> SUM_PARAMETERS = List.of("from", "to", "group_by");
    private static final int CSV_PAGE = 1_000;

    private final ApiEdge api;
    private final AnalyticsParameters parameters;
    private final CdrView cdrs;
    private final AnalyticsView sums;

    AnalyticsApi(ApiEdge api, AnalyticsParameters parameters, CdrView cdrs, AnalyticsView sums) {
        this.api = api;
        this.parameters = parameters;
        this.cdrs = cdrs;
        this.sums = sums;
    }

    /** Answers {@code get_cdrs}: a page as JSON, or as CSV all that there are, unless a limit is given. */
    public void cdrs(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        Function<String, String> given = name -> api.parameter(exchange, name);
        parameters.onlyKnown(ApiEdge.request(exchange).getParameterMap().keySet(), CDR_PARAMETERS);
        CdrFilter filter = parameters.filter(caller, given);
        CdrCursor cursor = CdrCursor.of(given.apply("cursor"));
        int limit = parameters.limit(given);
        if (parameters.isCsv(given)) {
            int most = given.apply("limit") == null ? Integer.MAX_VALUE : limit;
            api.stream(exchange, new TextStream(new CsvPages(filter, cursor, most)));
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/csv; charset=utf-8");
            exchange.getMessage().setHeader("Content-Disposition", "attachment; filename=\"cdrs.csv\"");
            return;
        }
        CdrView.Page page = cdrs.page(filter, cursor, limit);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("cdrs", page.records());
        answer.put("next_cursor", page.next() == null ? null : page.next().text());
        api.answer(exchange, 200, answer);
    }

    /** Answers {@code get_usage}: how much there was. */
    public void usage(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        sums(exchange, caller, sums::usage);
    }

    /** Answers {@code get_costs}: what it cost. */
    public void costs(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        sums(exchange, caller, sums::costs);
    }

    private void sums(
            Exchange exchange, ApiKey caller, BiFunction<CdrFilter, List<SumBy>, Map<String, Object>> question) {
        Function<String, String> given = name -> api.parameter(exchange, name);
        parameters.onlyKnown(ApiEdge.request(exchange).getParameterMap().keySet(), SUM_PARAMETERS);
        List<SumBy> by = SumBy.parse(given.apply("group_by"));
        api.answer(exchange, 200, question.apply(parameters.filter(caller, given), by));
    }

    /** Lines that are read page by page while they are sent: no answer is too long, and none holds a connection. */
    private final class CsvPages implements Iterator<String> {

        private final CdrFilter filter;
        private CdrCursor cursor;
        private int left;
        private boolean begun;

        CsvPages(CdrFilter filter, CdrCursor cursor, int most) {
            this.filter = filter;
            this.cursor = cursor;
            this.left = most;
        }

        @Override
        public boolean hasNext() {
            return !begun || left > 0 && cursor != null;
        }

        @Override
        public String next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            String header = begun ? "" : CdrCsv.header();
            begun = true;
            CdrView.Page page = cdrs.page(filter, cursor, Math.min(left, CSV_PAGE));
            left -= page.records().size();
            cursor = page.next();
            return header + CdrCsv.lines(page.records());
        }
    }
}
