package org.hublink.browser;

import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Uint8Array;

/** The doors as the Worker supplies them (src/wasm/web/doors.mjs), with JavaScript's types. */
public interface Doors extends JSObject {
    Uint8Array random(int n);

    /** Seconds since 1970, a whole number. */
    double now();

    String nfc(String s);

    String nfkd(String s);

    String lower(String s);

    boolean zoneKnown(String zone);

    int offsetSeconds(String zone, double epochSecond);
}
