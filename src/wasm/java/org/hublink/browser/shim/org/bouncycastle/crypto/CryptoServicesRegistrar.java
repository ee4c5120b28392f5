package org.hublink.browser.shim.org.bouncycastle.crypto;

import java.security.SecureRandom;
import org.bouncycastle.crypto.CryptoServiceProperties;
import org.jspecify.annotations.Nullable;

/**
 * Bouncy Castle's register of policies and defaults. Its own begins by reading the parameters of DSA and Diffie-Hellman groups,
 * which nothing here uses, and policies out of properties that a browser does not have.
 */
public final class CryptoServicesRegistrar {
    private CryptoServicesRegistrar() {}

    public static void checkConstraints(CryptoServiceProperties service) {
        // Without a policy nothing is forbidden.
    }

    /** The browser's own. What the core draws comes from its home, which is handed over; some of these classes ask and never draw. */
    public static SecureRandom getSecureRandom() {
        return new SecureRandom();
    }

    public static SecureRandom getSecureRandom(@Nullable SecureRandom given) {
        return given == null ? getSecureRandom() : given;
    }
}
