package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.net.PublicAddresses;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The HTTP client for URLs that consumers give us: no redirects, bounded waiting, and only to public addresses. */
@Component("consumerClient")
public class ConsumerClient implements HttpClientConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerClient.class);

    private final HubProperties properties;
    private final PublicAddresses addresses;

    public ConsumerClient(HubProperties properties, PublicAddresses addresses) {
        this.properties = properties;
        this.addresses = addresses;
        if (properties.net().dangerousAllowPrivateAddresses()) {
            LOG.warn("DANGEROUS: webhooks may reach private and loopback addresses"
                    + " (tel.net.dangerous-allow-private-addresses=true)");
        }
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        Timeout timeout = Timeout.of(properties.webhook().timeout());
        builder.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(addresses)
                        .setMaxConnTotal(256)
                        .setMaxConnPerRoute(32)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .build())
                        .build());
    }
}
