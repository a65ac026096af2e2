package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.hub.config.HubProperties;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The HTTP client for URLs that consumers give us: no redirects, bounded waiting, and never to a private, loopback,
 * link-local or metadata address. The address is judged as it is resolved for the connection, so that a name which
 * answers differently the second time gains nothing.
 */
@Component("consumerClient")
public class ConsumerClient implements HttpClientConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerClient.class);

    private final HubProperties properties;

    public ConsumerClient(HubProperties properties) {
        this.properties = properties;
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
                        .setDnsResolver(new PublicAddresses())
                        .setMaxConnTotal(256)
                        .setMaxConnPerRoute(32)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .build())
                        .build());
    }

    private final class PublicAddresses extends SystemDefaultDnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] addresses = super.resolve(host);
            if (!properties.net().dangerousAllowPrivateAddresses()) {
                for (InetAddress address : addresses) {
                    if (isPrivate(address)) {
                        throw new UnknownHostException(host + " is not a public address");
                    }
                }
            }
            return addresses;
        }
    }

    /** Whether an address is not one of the public internet (RFC 1918, 3927, 4193, 6598, and the like). */
    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        boolean shared = bytes.length == 4 && (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
        boolean zero = bytes.length == 4 && bytes[0] == 0;
        boolean reserved = bytes.length == 4 && (bytes[0] & 0xf0) == 0xf0;
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || uniqueLocal
                || shared
                || zero
                || reserved;
    }
}
