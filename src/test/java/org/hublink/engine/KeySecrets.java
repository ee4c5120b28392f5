package org.hublink.engine;

import org.hublink.primitives.Base64;
import org.hublink.primitives.Malformed;

/** The secret half of a key, for tests that prove it is nowhere else. */
public final class KeySecrets {
    private KeySecrets() {}

    public static byte[] unsafeForTestsSecret(OwnKey key) {
        try {
            String text = key.secretText();
            return Base64.decode(text.substring(text.indexOf(':') + 1));
        } catch (Malformed impossible) {
            throw new AssertionError(impossible);
        }
    }
}
