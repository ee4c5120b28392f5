package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint under the verified signatures of its log and of the log's cosigner; {@link #read} is the only way to one.
 * It says what the log claims, not that the tree is the one already known.
 */
public final class SignedCheckpoint {
    private static final long NO_LEAF = -1;

    private final Checkpoint checkpoint;
    private final long cosignedAt;
    private final byte[] note;

    private SignedCheckpoint(Checkpoint checkpoint, long cosignedAt, byte[] note) {
        this.checkpoint = checkpoint;
        this.cosignedAt = cosignedAt;
        this.note = note;
    }

    /**
     * Reads a note and verifies both signatures. Reasons: {@code checkpoint-malformed}, {@code checkpoint-signature} (other
     * origin, or the log's signature absent or wrong, or the cosigner's wrong), {@code cosignature-missing}.
     */
    public static Verdict<SignedCheckpoint> read(byte[] bytes, NoteKey log, NoteKey cosigner) {
        Note note;
        Checkpoint checkpoint;
        try {
            note = Note.read(bytes);
            checkpoint = Checkpoint.read(note.text());
        } catch (Malformed malformed) {
            return Verdict.refused(Reason.CHECKPOINT_MALFORMED, malformed.reason());
        }
        if (!checkpoint.origin().equals(log.name()))
            return Verdict.refused(Reason.CHECKPOINT_SIGNATURE, "another origin");
        NoteSignature line = note.by(log, NoteKey.LOG);
        if (line == null) return Verdict.refused(Reason.CHECKPOINT_SIGNATURE, "not signed by the log");
        if (!log.key().verify(Utf8.encode(note.text()), line.value())) {
            return Verdict.refused(Reason.CHECKPOINT_SIGNATURE, "the log's signature is wrong");
        }
        NoteSignature witness = note.by(cosigner, NoteKey.COSIGNER);
        if (witness == null) return Verdict.refused(Reason.COSIGNATURE_MISSING, "no cosignature by the log's cosigner");
        try {
            long time = Cosignature.time(witness, cosigner, note.text());
            Proof proof = new Proof(NO_LEAF, List.of(log.name(), cosigner.name()), checkpoint.size());
            return new Verdict.Trusted<>(new SignedCheckpoint(checkpoint, time, bytes.clone()), proof);
        } catch (Malformed wrong) {
            return Verdict.refused(Reason.CHECKPOINT_SIGNATURE, wrong.reason());
        }
    }

    /** Signs a checkpoint with both keys of a log, as of {@code time}. */
    public static Note sign(Checkpoint checkpoint, SigningKey log, SigningKey cosigner, long time) {
        String origin = checkpoint.origin();
        NoteKey witness = NoteKey.cosigner(origin, cosigner.publicKey());
        String text = checkpoint.text();
        return new Note(
                text, List.of(checkpoint.signedBy(origin, log), Cosignature.sign(text, witness, cosigner, time)));
    }

    public Checkpoint checkpoint() {
        return checkpoint;
    }

    public long size() {
        return checkpoint.size();
    }

    public Digest root() {
        return checkpoint.root();
    }

    /** When the cosigner last saw it as the largest tree, epoch seconds. */
    public long cosignedAt() {
        return cosignedAt;
    }

    /** The note as it was read. */
    public byte[] note() {
        return note.clone();
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof SignedCheckpoint other
                && checkpoint.equals(other.checkpoint)
                && cosignedAt == other.cosignedAt;
    }

    @Override
    public int hashCode() {
        return checkpoint.hashCode();
    }

    @Override
    public String toString() {
        return checkpoint.size() + " " + checkpoint.root().hex() + " at " + cosignedAt;
    }
}
