package org.hublink.app;

import java.time.Clock;
import java.util.Optional;
import org.hublink.demo.DemoServer;
import org.hublink.messaging.MessagingSettings;
import org.hublink.platform.HttpSettings;
import org.hublink.platform.TestCertificate;

/** Whole servers for tests of other rooms' people. */
public final class TestHub {
    private TestHub() {}

    /** A server in this process on any free port, which takes the example keys. */
    public static DemoServer withExampleKeys() {
        return withExampleKeys(Clock.systemUTC());
    }

    /** The same with a clock of the test's. */
    public static DemoServer withExampleKeys(Clock clock) {
        return withExampleKeys(clock, MessagingSettings.DEFAULT);
    }

    /** The same with settings of who is woken and how. */
    public static DemoServer withExampleKeys(Clock clock, MessagingSettings messaging) {
        return new DemoInProcess(0, clock, messaging, Optional.empty());
    }

    /** The same over TLS. */
    public static DemoServer withExampleKeys(Clock clock, MessagingSettings messaging, TestCertificate certificate) {
        var files = new HttpSettings.TlsFiles(certificate.file(), certificate.key());
        return new DemoInProcess(0, clock, messaging, Optional.of(files));
    }
}
