package com.dartwing.tel.hub.net;

import com.dartwing.tel.hub.config.HubProperties;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Resolves the hosts of URLs that strangers give us, and never to a private, loopback, link-local or metadata address.
 * The address is judged as it is resolved for the connection, so that a name which answers differently the second time
 * gains nothing.
 */
@Component
public class PublicAddresses implements DnsResolver {

    private final boolean anyAddress;
    private final DnsResolver names;

    @Autowired
    public PublicAddresses(HubProperties properties) {
        this(properties.net().dangerousAllowPrivateAddresses(), SystemDefaultDnsResolver.INSTANCE);
    }

    /** @param names what knows the addresses of a host */
    public PublicAddresses(boolean anyAddress, DnsResolver names) {
        this.anyAddress = anyAddress;
        this.names = names;
    }

    /** Whether the one dangerous switch is on: any address may be reached, and without TLS. */
    public boolean isOff() {
        return anyAddress;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        if (!anyAddress) {
            for (InetAddress address : addresses) {
                if (!AddressRanges.isPublic(address)) {
                    throw new UnknownHostException(host + " is not a public address");
                }
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }
}
