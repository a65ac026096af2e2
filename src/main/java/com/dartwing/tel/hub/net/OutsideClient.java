package com.dartwing.tel.hub.net;

import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;

/** The client that fetches files for us: nothing is repeated, followed, remembered or unpacked. */
public final class OutsideClient {

    private OutsideClient() {}

    /**
     * @param resolver decides which addresses may be reached
     * @param patience for a connection, and between two bytes
     */
    public static CloseableHttpClient of(DnsResolver resolver, Duration patience) {
        Timeout timeout = Timeout.of(patience);
        return HttpClients.custom()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                // What is small on the wire might not be so afterwards.
                .disableContentCompression()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(resolver)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .build())
                        .build())
                .build();
    }
}
