package org.hublink.engine;

import java.util.Arrays;
import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Note;
import org.hublink.protocol.Reason;
import org.jspecify.annotations.Nullable;

/** Two notes under one log's signatures that contradict each other: anybody who knows the log's keys can check it. */
public record LogEvidence(Reason reason, byte[] one, byte[] other) {
    public LogEvidence {
        one = one.clone();
        other = other.clone();
    }

    @Override
    public byte[] one() {
        return one.clone();
    }

    @Override
    public byte[] other() {
        return other.clone();
    }

    /** Both as they were signed; a note that was judged is text, and of one that is not the reason stands there. */
    public List<String> texts() {
        return List.of(text(one), text(other));
    }

    public Json json() {
        return Json.obj()
                .put("reason", reason.code())
                .put("one", text(one))
                .put("other", text(other))
                .build();
    }

    private static String text(byte[] note) {
        try {
            return Utf8.decode(note);
        } catch (Malformed notText) {
            return notText.reason();
        }
    }

    void into(ByteWriter out) {
        out.vector(Utf8.encode(reason.code())).vector(one).vector(other);
    }

    static LogEvidence read(ByteReader in) throws Malformed {
        String code = Utf8.decode(in.vector(64));
        return new LogEvidence(Reason.of(new Malformed(code)), in.vector(Note.BYTES_MAX), in.vector(Note.BYTES_MAX));
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof LogEvidence pair
                && reason == pair.reason
                && Arrays.equals(one, pair.one)
                && Arrays.equals(other, pair.other);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(one) * 31 + Arrays.hashCode(other);
    }
}
