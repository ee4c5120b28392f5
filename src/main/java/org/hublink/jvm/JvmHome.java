package org.hublink.jvm;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import org.hublink.primitives.Checks;
import org.hublink.primitives.Home;
import org.hublink.primitives.Randomness;
import org.hublink.primitives.Text;
import org.hublink.primitives.Zones;

/** Makes the {@link Home} of a JVM. */
public final class JvmHome {
    private JvmHome() {}

    /** The home with the machine's own clock. */
    public static Home system() {
        return with(Clock.systemUTC());
    }

    /** The home with a clock of the caller's. */
    public static Home with(Clock clock) {
        return new Home(
                randomness(), () -> clock.instant().getEpochSecond(), new JdkText(), new JdkZones(), sideBySide());
    }

    /** Checks shared among the machine's cores, by the JVM's common pool and the caller. */
    public static Checks sideBySide() {
        return checks -> checks.parallelStream().allMatch(Checks.Check::holds);
    }

    /** Unpredictable bytes of the operating system's generator. */
    public static Randomness randomness() {
        SecureRandom random = new SecureRandom();
        return n -> {
            byte[] out = new byte[n];
            random.nextBytes(out);
            return out;
        };
    }

    private static final class JdkText implements Text {
        @Override
        public String nfc(String s) {
            return Normalizer.normalize(s, Normalizer.Form.NFC);
        }

        @Override
        public String nfkd(String s) {
            return Normalizer.normalize(s, Normalizer.Form.NFKD);
        }

        @Override
        public String lower(String s) {
            return s.toLowerCase(Locale.ROOT);
        }
    }

    private static final class JdkZones implements Zones {
        /** Asked for once: the JDK copies its table at every call. */
        private final Set<String> names = Set.copyOf(ZoneId.getAvailableZoneIds());

        /** Names of the IANA table only; the JDK also takes 'UTC+1' and 'Z', the browser does not. */
        @Override
        public boolean known(String zone) {
            return zone.equals("UTC") || (zone.indexOf('/') > 0 && names.contains(zone));
        }

        @Override
        public int offsetSeconds(String zone, long epochSecond) {
            if (!known(zone)) {
                return 0;
            }
            try {
                return ZoneId.of(zone)
                        .getRules()
                        .getOffset(Instant.ofEpochSecond(epochSecond))
                        .getTotalSeconds();
            } catch (DateTimeException outOfTheTable) {
                return 0;
            }
        }
    }
}
