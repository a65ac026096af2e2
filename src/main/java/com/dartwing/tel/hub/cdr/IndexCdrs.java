package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.hub.cdr.CdrIndexRows.Document;
import com.dartwing.tel.hub.db.OneAtATime;
import java.io.IOException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.opensearch.client.opensearch._types.Refresh;
import org.opensearch.client.opensearch._types.VersionType;
import org.opensearch.client.opensearch.core.BulkRequest;
import org.opensearch.client.opensearch.core.bulk.BulkResponseItem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Brings records that are new or changed into the index, by one node. After an outage it goes on where it was: what the
 * index lacks is written in the table.
 */
@Component("indexCdrs")
public class IndexCdrs {

    private static final Logger LOG = LoggerFactory.getLogger(IndexCdrs.class);
    private static final int BULK = 2_000;

    /** The index has a newer revision already. */
    private static final int CONFLICT = 409;

    private final CdrIndexRows rows;
    private final CdrIndex index;
    private final OneAtATime one;
    private final CamelContext camel;

    IndexCdrs(CdrIndexRows rows, CdrIndex index, OneAtATime one, @Lazy CamelContext camel) {
        this.rows = rows;
        this.index = index;
        this.one = one;
        this.camel = camel;
    }

    /** Brings the index up to date. */
    public void index() {
        if (!index.isThere()) {
            return;
        }
        one.run("cdr-index", () -> {
            try (ProducerTemplate producer = camel.createProducerTemplate()) {
                index.prepare();
                rows.takeOver();
                List<Document> taken;
                do {
                    taken = rows.take(BULK);
                    if (!taken.isEmpty()) {
                        write(producer, taken);
                    }
                } while (!taken.isEmpty());
            } catch (IOException | CamelExecutionException e) {
                index.forget();
                LOG.warn("The analytics index cannot be reached, it will catch up: {}", e.getMessage());
            }
        });
    }

    private void write(ProducerTemplate producer, List<Document> documents) throws IOException {
        BulkRequest.Builder bulk = new BulkRequest.Builder().refresh(Refresh.True);
        documents.forEach(document -> bulk.operations(operation -> operation.index(to -> to.index(
                        CdrIndex.nameOf(YearMonth.from(document.initiatedAt().atZone(ZoneOffset.UTC))))
                .id(document.recordId())
                .version(document.revision())
                .versionType(VersionType.ExternalGte)
                .document(document.fields()))));
        List<?> items = producer.requestBody("direct:cdr-bulk", bulk, List.class);
        Set<String> refused = new HashSet<>();
        for (Object each : items) {
            BulkResponseItem item = (BulkResponseItem) each;
            if (item.error() != null && item.status() != CONFLICT) {
                refused.add(item.id());
                LOG.warn(
                        "The analytics index refuses {}: {}",
                        item.id(),
                        item.error().reason());
            }
        }
        rows.done(documents.stream()
                .map(Document::recordId)
                .filter(id -> !refused.contains(id))
                .toList());
        if (refused.size() == documents.size()) {
            throw new IOException("it takes none of " + refused.size());
        }
    }
}
