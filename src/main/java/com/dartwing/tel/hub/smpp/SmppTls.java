package com.dartwing.tel.hub.smpp;

import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;

/** The certificate that partners see who bind over TLS: the SSL bundle {@code smpp} ({@code spring.ssl.bundle.…}). */
@Component("smppTls")
class SmppTls extends SSLContextParameters {

    private static final String BUNDLE = "smpp";

    private final SslBundles bundles;

    SmppTls(SslBundles bundles) {
        this.bundles = bundles;
    }

    /** @throws org.springframework.boot.ssl.NoSuchSslBundleException when there is no such bundle */
    @Override
    public SSLContext createSSLContext(CamelContext camel) {
        return bundles.getBundle(BUNDLE).createSslContext();
    }
}
