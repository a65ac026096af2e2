package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.hub.db.OneAtATime;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.opensearch.client.RestClient;
import org.springframework.jdbc.core.JdbcTemplate;

/** Sums that come from an OpenSearch node, to which all records have been brought as the hub brings them. */
final class IndexedSums implements AutoCloseable {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final RestClient client;
    private final IndexCdrs indexer;
    private final AnalyticsView view;

    IndexedSums(String url, JdbcTemplate jdbc, CdrDays days, SumTables sums, Carriers carriers) throws Exception {
        client = new CdrBeans().openSearch(new OpenSearchProperties(url, "", "", Duration.ofSeconds(60)));
        CdrIndex index = new CdrIndex(Optional.of(client));
        CdrIndexRows rows = new CdrIndexRows(jdbc);
        camel.getRegistry().bind("openSearch", client);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:cdr-bulk").to("opensearch:tel?operation=Bulk");
            }
        });
        camel.start();
        indexer = new IndexCdrs(rows, index, new OneAtATime(jdbc.getDataSource()), camel);
        view = new AnalyticsView(sums, new IndexSums(index, rows, days), carriers);
    }

    /** Brings what the index lacks. */
    void index() {
        indexer.index();
    }

    AnalyticsView view() {
        return view;
    }

    @Override
    public void close() throws Exception {
        camel.stop();
        client.close();
    }
}
