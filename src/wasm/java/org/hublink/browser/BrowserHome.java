package org.hublink.browser;

import org.hublink.primitives.Home;
import org.hublink.primitives.Text;
import org.hublink.primitives.Zones;
import org.teavm.jso.typedarrays.Int8Array;
import org.teavm.jso.typedarrays.Uint8Array;

/** Makes the core's {@link Home} of the doors that the Worker supplies. */
final class BrowserHome {
    private BrowserHome() {}

    static Home of(Doors doors) {
        return new Home(
                n -> bytes(doors.random(n)), () -> (long) doors.now(), new BrowserText(doors), new IntlZones(doors));
    }

    static byte[] bytes(Uint8Array array) {
        return new Int8Array(array.getBuffer(), array.getByteOffset(), array.getLength()).copyToJavaArray();
    }

    private record BrowserText(Doors doors) implements Text {
        @Override
        public String nfc(String s) {
            return doors.nfc(s);
        }

        @Override
        public String nfkd(String s) {
            return doors.nfkd(s);
        }

        @Override
        public String lower(String s) {
            return doors.lower(s);
        }
    }

    private record IntlZones(Doors doors) implements Zones {
        @Override
        public boolean known(String zone) {
            return doors.zoneKnown(zone);
        }

        @Override
        public int offsetSeconds(String zone, long epochSecond) {
            return known(zone) ? doors.offsetSeconds(zone, (double) epochSecond) : 0;
        }
    }
}
