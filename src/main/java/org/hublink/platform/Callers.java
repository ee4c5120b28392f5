package org.hublink.platform;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From which address a request comes, for the limits. A proxy of ours adds its peer at the end of X-Forwarded-For; what stands
 * before the entries of our own proxies was written by somebody else and counts for nothing.
 */
final class Callers {
    /** Proxies in a row that are read; what is further left is not. */
    private static final int HOPS_MAX = 8;

    private static final int NETWORK_BYTES = 8;

    private final List<Network> trusted;

    Callers(List<Network> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /**
     * The network to be limited: the caller's address, of IPv6 its first 64 bits, which one household has whole.
     *
     * @param peer who opened the connection; null = it is gone
     * @param forwarded all values of X-Forwarded-For in their order
     */
    String network(@Nullable String peer, List<String> forwarded) {
        Optional<InetAddress> known = peer == null ? Optional.empty() : Network.address(peer);
        return known.map(address -> network(behind(address, forwarded))).orElse("unknown");
    }

    private InetAddress behind(InetAddress peer, List<String> forwarded) {
        InetAddress caller = peer;
        String[] hops = String.join(",", forwarded).split(",", -1);
        for (int i = hops.length - 1; i >= Math.max(0, hops.length - HOPS_MAX) && trusts(caller); i--) {
            Optional<InetAddress> before = Network.address(hops[i].strip());
            if (before.isEmpty()) {
                return caller;
            }
            caller = before.get();
        }
        return caller;
    }

    private boolean trusts(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.holds(address));
    }

    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return address.getHostAddress();
        }
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < NETWORK_BYTES; i += 2) {
            network.append(Integer.toHexString(((bytes[i] & 0xff) << 8) | (bytes[i + 1] & 0xff)))
                    .append(':');
        }
        return network.toString();
    }
}
