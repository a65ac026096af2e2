package com.dartwing.tel.hub.cdr;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The OpenSearch that answers analytics, {@code tel.opensearch.*}; without a URL, SQL does.
 *
 * @param url such as {@code https://search.example:9200}; several, separated by commas, of one cluster
 * @param username of HTTP Basic, or blank
 * @param timeout for one question; after it SQL answers
 */
@ConfigurationProperties("tel.opensearch")
public record OpenSearchProperties(
        @DefaultValue("") String url,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("5s") Duration timeout) {

    boolean isConfigured() {
        return !url.isBlank();
    }
}
