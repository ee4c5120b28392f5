package org.hublink.protocol;

import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;

/** Reads JSON that may hold ASCII only, so that no knowledge of Unicode is needed to judge it. */
final class AsciiText implements Text {
    private static final AsciiText SELF = new AsciiText();

    private AsciiText() {}

    /** As {@link Json#read}; any other byte is {@code not-ascii}. */
    static Json read(byte[] bytes, JsonLimits limits) throws Malformed {
        for (byte b : bytes) {
            if (b < 0) {
                throw new Malformed("not-ascii");
            }
        }
        return Json.read(bytes, limits, SELF);
    }

    @Override
    public String nfc(String s) {
        return s;
    }

    @Override
    public String nfkd(String s) {
        return s;
    }

    @Override
    public String lower(String s) {
        throw new UnsupportedOperationException("nothing here is lowered");
    }
}
