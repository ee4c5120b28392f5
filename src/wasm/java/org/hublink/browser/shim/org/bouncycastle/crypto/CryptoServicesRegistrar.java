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

    /** There is no randomness but the home's, which is always handed over. */
    public static SecureRandom getSecureRandom() {
        return getSecureRandom(null);
    }

    public static SecureRandom getSecureRandom(@Nullable SecureRandom given) {
        if (given == null) {
            throw new IllegalStateException("randomness is the home's");
        }
        return given;
    }
}
