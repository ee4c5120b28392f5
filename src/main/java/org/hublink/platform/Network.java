package org.hublink.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Addresses that begin alike, such as {@code 10.0.0.0/24} or {@code 2001:db8::1}. Nothing here asks a name server.
 *
 * @param address its first address
 * @param bits how many leading bits are its own
 */
public record Network(InetAddress address, int bits) {
    private static final int ADDRESS_CHARS_MAX = 45;

    /** Reads an address with or without {@code /bits}; empty = neither. */
    public static Optional<Network> read(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        return address(host).flatMap(address -> {
            int all = address.getAddress().length * 8;
            if (slash < 0) {
                return Optional.of(new Network(address, all));
            }
            String bits = text.substring(slash + 1);
            return bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= all
                    ? Optional.of(new Network(address, Integer.parseInt(bits)))
                    : Optional.empty();
        });
    }

    /** Reads an IPv4 or IPv6 address in figures; empty = no such thing. */
    static Optional<InetAddress> address(String text) {
        try {
            if (text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
                byte[] bytes = new byte[4];
                String[] figures = text.split("\\.", -1);
                for (int i = 0; i < bytes.length; i++) {
                    int figure = Integer.parseInt(figures[i]);
                    if (figure > 255) {
                        return Optional.empty();
                    }
                    bytes[i] = (byte) figure;
                }
                return Optional.of(InetAddress.getByAddress(bytes));
            }
            // With a colon in it the library reads figures or refuses; it does not look for a name.
            boolean six = text.length() <= ADDRESS_CHARS_MAX && text.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
            return six ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    /** True if the address begins like this one. */
    public boolean holds(InetAddress other) {
        byte[] own = address.getAddress();
        byte[] theirs = other.getAddress();
        if (own.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if (((own[bit >> 3] ^ theirs[bit >> 3]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
