package org.hublink.app;

import org.hublink.demo.DemoServer;

/** Whole servers for tests of other rooms' people. */
public final class TestHub {
    private TestHub() {}

    /** A server in this process on any free port, which takes the example keys. */
    public static DemoServer withExampleKeys() {
        return new DemoInProcess(0);
    }
}
