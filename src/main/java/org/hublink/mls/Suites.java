package org.hublink.mls;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/** The suites a client takes, by their numbers on the wire. */
public final class Suites {
    private final Map<Integer, CipherSuite> byNumber = new LinkedHashMap<>();

    private Suites() {}

    public static Suites of(CipherSuite... suites) {
        Suites out = new Suites();
        for (CipherSuite suite : suites) {
            if (out.byNumber.put(suite.number(), suite) != null) {
                throw new IllegalArgumentException("two suites of one number");
            }
        }
        return out;
    }

    /** Suites 1, 2 and 3 of RFC 9420. */
    public static Suites standard() {
        return of(CipherSuite.X25519_AES128, CipherSuite.P256_AES128, CipherSuite.X25519_CHACHA20);
    }

    /** The suite of a number; {@code suite-unknown}. */
    public CipherSuite suite(int number) throws Malformed {
        @Nullable CipherSuite suite = byNumber.get(number);
        if (suite == null) {
            throw new Malformed("suite-unknown");
        }
        return suite;
    }
}
