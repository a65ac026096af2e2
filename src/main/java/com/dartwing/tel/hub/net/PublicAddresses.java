package com.dartwing.tel.hub.net;

import com.dartwing.tel.hub.config.HubProperties;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.stereotype.Component;

/**
 * Resolves the hosts of URLs that strangers give us, and never to a private, loopback, link-local or metadata address.
 * The address is judged as it is resolved for the connection, so that a name which answers differently the second time
 * gains nothing.
 */
@Component
public class PublicAddresses extends SystemDefaultDnsResolver {

    private final boolean anyAddress;

    public PublicAddresses(HubProperties properties) {
        this.anyAddress = properties.net().dangerousAllowPrivateAddresses();
    }

    /** Whether the one dangerous switch is on: any address may be reached, and without TLS. */
    public boolean isOff() {
        return anyAddress;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = super.resolve(host);
        if (!anyAddress) {
            for (InetAddress address : addresses) {
                if (isPrivate(address)) {
                    throw new UnknownHostException(host + " is not a public address");
                }
            }
        }
        return addresses;
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
