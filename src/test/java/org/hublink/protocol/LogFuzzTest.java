package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hublink.primitives.Malformed;
import org.junit.jupiter.api.Tag;

/** Whatever the bytes: a decoder of the log answers or refuses, and what it takes it writes again byte for byte. */
@Tag("unit")
class LogFuzzTest {
    @FuzzTest
    void note(byte[] in) {
        try {
            assertThat(Note.read(in).bytes()).isEqualTo(in);
        } catch (Malformed refused) {
            assertThat(refused.reason()).matches("(note|base64|utf8)-[a-z-]+");
        }
    }

    @FuzzTest
    void checkpoint(byte[] in) {
        NoteKey log = new NoteKey(NoteVectors.ORIGIN, NoteVectors.LOG.publicKey());
        NoteKey cosigner = NoteKey.cosigner(NoteVectors.ORIGIN, NoteVectors.COSIGNER.publicKey());
        SignedCheckpoint read = SignedCheckpoint.read(in, log, cosigner).valueOrNull();
        if (read != null) assertThat(read.checkpoint().text()).startsWith(NoteVectors.ORIGIN + "\n" + read.size());
    }

    @FuzzTest
    void proof(byte[] in) {
        try {
            assertThat(TlogProof.read(in).bytes()).isEqualTo(in);
        } catch (Malformed refused) {
            assertThat(refused.reason()).matches("[a-z0-9-]+");
        }
    }

    @FuzzTest
    void tilePath(byte[] in) {
        String path = new String(in, StandardCharsets.ISO_8859_1);
        try {
            assertThat(TilePath.read(path).text()).isEqualTo(path);
        } catch (Malformed refused) {
            assertThat(refused.reason()).isEqualTo("tile-path");
        }
    }

    @FuzzTest
    void bundle(byte[] in) {
        int count = in.length == 0 ? 1 : (in[0] & 0xff) + 1;
        try {
            List<byte[]> leaves = EntryBundle.read(in, count);
            assertThat(leaves).hasSize(count);
            assertThat(EntryBundle.write(leaves)).isEqualTo(in);
        } catch (Malformed refused) {
            assertThat(refused.reason()).matches("bundle-[a-z]+");
        }
    }
}
