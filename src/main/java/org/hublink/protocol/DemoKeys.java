package org.hublink.protocol;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hublink.primitives.Digest;

/** The keys whose private halves are published in {@code keys-example}; they count in the demo alone (K4). */
public final class DemoKeys {
    private static final Set<String> IDS = new LinkedHashSet<>(List.of(DemoKeyIds.HEX));

    private DemoKeys() {}

    /** True if anybody can sign with this key. */
    public static boolean contains(Digest keyId) {
        return IDS.contains(keyId.hex());
    }
}
