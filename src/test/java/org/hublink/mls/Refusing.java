package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.Malformed;

/** What every decoder owes to bytes of unknown origin. */
final class Refusing {
    private Refusing() {}

    /** Something that may refuse. */
    interface Attempt {
        void run() throws Malformed;
    }

    /** Goes through, or is refused for a reason; anything else escapes. */
    static void orRefused(Attempt attempt) {
        try {
            attempt.run();
        } catch (Malformed refused) {
            reason(refused.reason());
        }
    }

    /** A stable code in kebab-case. */
    static void reason(String code) {
        boolean word = false;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c == '-' ? !word : (c < 'a' || c > 'z') && (c < '0' || c > '9')) throw new AssertionError(code);
            word = c != '-';
        }
        if (!word) throw new AssertionError(code);
    }

    /** What is taken is written again byte for byte. */
    static void roundTrip(byte[] in, Encoded.Reader<? extends Encoded> reader) {
        orRefused(() -> assertThat(Encoded.decode(in, reader).encode()).isEqualTo(in));
    }

    /** The same where the decoder reads from a part of the input, and leaves the rest. */
    static void prefix(byte[] in, Encoded.Reader<? extends Encoded> reader) {
        orRefused(() -> {
            ByteReader from = new ByteReader(in);
            byte[] written = reader.read(from).encode();
            assertThat(written).isEqualTo(Arrays.copyOf(in, from.position()));
        });
    }
}
