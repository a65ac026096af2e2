package com.dartwing.tel.hub.cdr;

import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.opensearch.client.RestClient;
import org.opensearch.client.RestClientBuilder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the settings of this package be read, and connects to OpenSearch where there is one. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RetentionProperties.class, OpenSearchProperties.class})
class CdrBeans {

    /** Camel's component takes this client too. */
    @Bean(destroyMethod = "close")
    @ConditionalOnExpression("'${tel.opensearch.url:}' != ''")
    RestClient openSearch(OpenSearchProperties properties) {
        Timeout timeout = Timeout.of(properties.timeout());
        RestClientBuilder builder = RestClient.builder(
                        Stream.of(properties.url().split(","))
                                .map(CdrBeans::host)
                                .toArray(HttpHost[]::new))
                .setRequestConfigCallback(
                        config -> config.setConnectionRequestTimeout(timeout).setResponseTimeout(timeout));
        if (!properties.username().isBlank()) {
            String pair = properties.username() + ":" + properties.password();
            builder.setDefaultHeaders(new Header[] {
                new BasicHeader(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
            });
        }
        return builder.build();
    }

    private static HttpHost host(String url) {
        try {
            return HttpHost.create(url.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("tel.opensearch.url is none", e);
        }
    }
}
