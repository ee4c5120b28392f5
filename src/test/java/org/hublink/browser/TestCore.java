package org.hublink.browser;

import org.hublink.primitives.Home;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Uint8Array;

/** What the browser's tests run on the core: one door over bytes to the {@link Trials} that the JVM runs as well. */
public final class TestCore {
    private static final Trials TRIALS = new Trials();
    private static final Sending SENDING = new Sending();

    private TestCore() {}

    public static void main(String[] args) {}

    /** Runs a trial by its name. */
    @JSExport
    public static Uint8Array run(Doors doors, String trial, Uint8Array in) {
        return Core.array(TRIALS.run(trial, BrowserHome.bytes(in), BrowserHome.of(doors)));
    }

    /** A turn of the small engine that sends, in the forms of the product's. */
    @JSExport
    public static Uint8Array turn(Doors doors, Uint8Array event) {
        Home home = BrowserHome.of(doors);
        return Core.array(Hosted.answer(out ->
                TurnForm.write(out, SENDING.turn(EventForm.read(BrowserHome.bytes(event), home.text()), home))));
    }

    /** Traps for a negative number: an array of such a size can be neither made nor caught. */
    @JSExport
    public static int trap(int n) {
        return new byte[n][1].length;
    }
}
