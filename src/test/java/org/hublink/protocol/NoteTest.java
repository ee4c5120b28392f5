package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The published examples of C2SP, and proofs as files. */
@Tag("unit")
class NoteTest {
    /** The example of signed-note, with its verifier key example.com/foo+530d903a+AekyeRrm…. */
    private static final String EXAMPLE = """
            This is an example message.

            \u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
            """;

    @Test
    void theExampleOfSignedNoteVerifies() throws Malformed {
        byte[] vkey = Base64.decode("AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        byte[] raw = Arrays.copyOfRange(vkey, 1, vkey.length);
        NoteKey key = new NoteKey("example.com/foo", PublicKey.of(Algorithm.ED25519, raw));
        assertThat(key.id(NoteKey.LOG)).isEqualTo(0x530d903a);
        Note note = Note.read(Utf8.encode(EXAMPLE));
        NoteSignature signature = note.by(key, NoteKey.LOG);
        assertThat(signature).isNotNull();
        assertThat(key.key().verify(Utf8.encode(note.text()), signature.value()))
                .isTrue();
        assertThat(note.bytes()).isEqualTo(Utf8.encode(EXAMPLE));
    }

    @Test
    void theTextMayHoldEmptyLines() throws Malformed {
        String note = "one\n\ntwo\n\n\u2014 a AAAAAAA=\n";
        assertThat(Note.read(Utf8.encode(note)).text()).isEqualTo("one\n\ntwo\n");
    }

    @Test
    void aNoteHasABound() {
        byte[] large = new byte[Note.BYTES_MAX + 1];
        Arrays.fill(large, (byte) 'a');
        assertThatThrownBy(() -> Note.read(large)).hasMessage("note-too-large");
    }

    @Test
    void aProofInAFileLeadsToItsCheckpoint() throws Malformed {
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < 300; i++) tree.append(MerkleHash.leaf(new byte[] {(byte) i, (byte) (i >> 8)}));
        Checkpoint checkpoint = new Checkpoint(NoteVectors.ORIGIN, 300, tree.root());
        byte[] note = SignedCheckpoint.sign(checkpoint, NoteVectors.LOG, NoteVectors.COSIGNER, 1_000)
                .bytes();
        TlogProof made = new TlogProof(255, tree.inclusion(255, 300).path(), note);
        TlogProof read = TlogProof.read(made.bytes());
        assertThat(read.proves(tree.leafHash(255), checkpoint)).isTrue();
        assertThat(read.proves(tree.leafHash(254), checkpoint)).isFalse();
        assertThat(read.bytes()).isEqualTo(made.bytes());
        assertThat(new String(made.bytes(), StandardCharsets.UTF_8)).startsWith("c2sp.org/tlog-proof@v1\nindex 255\n");
    }

    @Test
    void brokenProofFilesAreRefusedByReason() throws Malformed {
        byte[] note = SignedCheckpoint.sign(
                        new Checkpoint(NoteVectors.ORIGIN, 1, Digest.of()), NoteVectors.LOG, NoteVectors.COSIGNER, 1)
                .bytes();
        String text = new String(new TlogProof(0, List.of(), note).bytes(), StandardCharsets.UTF_8);
        refused(text.replace("@v1", "@v2"), "proof-first-line");
        refused(text.replace("index 0", "index 00"), "checkpoint-size");
        refused(text.replace("index 0", "number 0"), "proof-index");
        refused(text.replace("index 0\n", "index 0\nAAAA\n"), "digest-length");
        refused(
                text.replace("index 0\n", "index 0\n" + (Base64.encode(new byte[32]) + "\n").repeat(64)),
                "proof-path-long");
        refused(text.substring(0, 30), "proof-index");
    }

    private static void refused(String proof, String reason) {
        assertThatThrownBy(() -> TlogProof.read(Utf8.encode(proof)))
                .isInstanceOfSatisfying(
                        Malformed.class, m -> assertThat(m.reason()).isEqualTo(reason));
    }
}
