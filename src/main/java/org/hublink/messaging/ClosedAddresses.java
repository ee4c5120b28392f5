package org.hublink.messaging;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import org.hublink.platform.Network;

/**
 * Where no webhook may lead unless the configuration says so: this machine, private and link-local networks, and whatever else
 * is no address of the open internet (RFC 6890). A head of a desk writes the address, and the server stands inside a network
 * that he does not.
 */
final class ClosedAddresses {
    private static final List<Network> CLOSED_FOUR = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");
    /** The only part of IPv6 that is the open internet … */
    private static final List<Network> OPEN_SIX = networks("2000::/3");
    /** … but for what carries an address of IPv4 inside, or is for documents. */
    private static final List<Network> CLOSED_SIX = networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private final List<Network> allowed;

    ClosedAddresses(List<Network> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** True if nothing may be sent to the address. */
    boolean holds(InetAddress address) {
        if (in(allowed, address)) {
            return false;
        }
        // A mapped address (::ffff:10.0.0.1) is one of IPv4 by now: the library makes it so.
        return address instanceof Inet4Address
                ? in(CLOSED_FOUR, address)
                : !in(OPEN_SIX, address) || in(CLOSED_SIX, address);
    }

    private static boolean in(List<Network> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.holds(address));
    }

    private static List<Network> networks(String... texts) {
        return List.of(texts).stream()
                .map(text -> Network.read(text).orElseThrow())
                .toList();
    }
}
