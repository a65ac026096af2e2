package com.dartwing.tel.hub.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.InMemoryDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "::ffff:127.0.0.1",
                "::ffff:7f00:1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "2002:7f00:1::1",
                "2002:c0a8:101::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:db8::1",
                "fec0::1",
                "ff02::1",
                "fd00:ec2::254",
                "100.127.255.255",
                "192.0.0.1",
                "198.19.0.1",
                "203.0.113.9",
                "0.1.2.3",
                "240.0.0.1"
            })
    void an_address_that_is_not_public_is_not_reached(String address) throws UnknownHostException {
        assertThat(AddressRanges.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "203.0.114.1",
                "172.32.0.1",
                "100.128.0.1",
                "2606:4700::1111",
                "64:ff9b::808:808",
                "2002:808:808::1",
                "2a00:1450:4001::1"
            })
    void a_public_one_is(String address) throws UnknownHostException {
        assertThat(AddressRanges.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void one_private_address_among_several_is_enough_to_refuse_a_host() throws UnknownHostException {
        InetAddress[] both = {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("169.254.169.254")};
        DnsResolver names = new InMemoryDnsResolver() {
            @Override
            public InetAddress[] resolve(String host) {
                return both;
            }
        };

        assertThatThrownBy(() -> new PublicAddresses(false, names).resolve("both.example"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("both.example is not a public address");
        assertThat(new PublicAddresses(true, names).resolve("both.example")).isEqualTo(both);
    }
}
