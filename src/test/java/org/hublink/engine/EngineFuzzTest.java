package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.NoteKey;
import org.hublink.protocol.SigningKey;
import org.junit.jupiter.api.Tag;

/** Whatever the bytes: tables, evidence, keys and the follower's state are read or refused. */
@Tag("unit")
class EngineFuzzTest {
    private static final Text TEXT = JvmHome.system().text();
    private static final NoteKey LOG =
            new NoteKey("fuzz.example/log", SigningKey.ed25519(new byte[32]).publicKey());
    private static final NoteKey COSIGNER = NoteKey.cosigner(
            "fuzz.example/log", SigningKey.ed25519(new byte[32]).publicKey());

    @FuzzTest
    void table(byte[] in) {
        try {
            assertThat(CsvTable.read(in)).hasSizeLessThanOrEqualTo(CsvTable.ROWS_MAX);
        } catch (Malformed refused) {
            assertThat(refused.reason()).matches("(csv|utf8)-[a-z-]+");
        }
    }

    @FuzzTest
    void drafts(byte[] in) {
        assertThat(ListingDrafts.read(in, "FR", TEXT)).isNotNull();
    }

    @FuzzTest
    void evidence(byte[] in) {
        try {
            ByteReader from = new ByteReader(in);
            LogEvidence read = LogEvidence.read(from);
            ByteWriter out = new ByteWriter();
            read.into(out);
            assertThat(LogEvidence.read(new ByteReader(out.toBytes()))).isEqualTo(read);
        } catch (Malformed refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
    }

    @FuzzTest
    void ownKey(byte[] in) {
        try {
            String text = Utf8.decode(in);
            OwnKey key = OwnKey.read(text);
            assertThat(key.secretText()).isEqualTo(text);
        } catch (Malformed refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
    }

    @FuzzTest
    void followerState(byte[] in) {
        try {
            new LogFollower(LOG, COSIGNER).restoreState(in);
        } catch (Malformed refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
    }
}
