package org.hublink.browser;

import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Int8Array;
import org.teavm.jso.typedarrays.Uint8Array;

/** What the browser's tests run on the core: one door over bytes to the {@link Trials} that the JVM runs as well. */
public final class TestCore {
    private static final Trials TRIALS = new Trials();

    private TestCore() {}

    public static void main(String[] args) {}

    /** Runs a trial by its name. */
    @JSExport
    public static Uint8Array run(Doors doors, String trial, Uint8Array in) {
        byte[] out = TRIALS.run(trial, BrowserHome.bytes(in), BrowserHome.of(doors));
        Int8Array array = Int8Array.copyFromJavaArray(out);
        return new Uint8Array(array.getBuffer(), array.getByteOffset(), array.getLength());
    }
}
