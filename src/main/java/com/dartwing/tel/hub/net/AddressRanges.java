package com.dartwing.tel.hub.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are of the public internet: all IPv4 ones but those that IANA keeps for special purposes (RFC 6890),
 * and of IPv6 only global unicast ones. An IPv4 address inside an IPv6 one is judged as what it is.
 */
final class AddressRanges {

    private record Range(byte[] prefix, int bits) {

        static Range of(String block) {
            String[] parts = block.split("/");
            try {
                return new Range(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(block, e);
            }
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if (((address[bit / 8] ^ prefix[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Range> SPECIAL_V4 = ranges(
            "0.0.0.0/8", // this host
            "10.0.0.0/8",
            "100.64.0.0/10", // shared, carriers' NAT
            "127.0.0.0/8",
            "169.254.0.0/16", // link-local, the clouds' metadata
            "172.16.0.0/12",
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16",
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, broadcast

    private static final List<Range> GLOBAL_V6 = ranges("2000::/3");

    private static final List<Range> SPECIAL_V6 = ranges(
            "2001::/23", // Teredo, ORCHID and other protocol assignments
            "2001:db8::/32", // documentation
            "3fff::/20"); // documentation

    private static final Range SIX_TO_FOUR = Range.of("2002::/16");
    private static final Range NAT64 = Range.of("64:ff9b::/96");

    private AddressRanges() {}

    private static List<Range> ranges(String... blocks) {
        return Arrays.stream(blocks).map(Range::of).toList();
    }

    static boolean isPublic(InetAddress address) {
        return isPublic(address.getAddress());
    }

    private static boolean isPublic(byte[] address) {
        if (address.length == 4) {
            return !in(SPECIAL_V4, address);
        }
        if (NAT64.holds(address)) {
            return isPublic(Arrays.copyOfRange(address, 12, 16));
        }
        if (SIX_TO_FOUR.holds(address)) {
            return isPublic(Arrays.copyOfRange(address, 2, 6));
        }
        // Mapped and compatible IPv4 addresses (::ffff:0:0/96, ::/96), unique local ones and all the rest are no global
        // unicast ones; Java itself makes an IPv4 address of a mapped one.
        return in(GLOBAL_V6, address) && !in(SPECIAL_V6, address);
    }

    private static boolean in(List<Range> ranges, byte[] address) {
        return ranges.stream().anyMatch(range -> range.holds(address));
    }
}
