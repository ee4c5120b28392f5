package org.hublink.protocol;

import org.hublink.primitives.Base64;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;

/** What a log says of its tree (C2SP tlog-checkpoint): three lines, no extension lines. Nothing by itself; see {@link SignedCheckpoint}. */
public record Checkpoint(String origin, long size, Digest root) {
    private static final int SIZE_DIGITS_MAX = 18;

    public Checkpoint {
        if (!Ids.origin(origin)) throw new IllegalArgumentException("origin");
        if (size < 0) throw new IllegalArgumentException("size");
    }

    /** The lines as they are signed. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64.encode(root.bytes()) + "\n";
    }

    static Checkpoint read(String text) throws Malformed {
        int first = text.indexOf('\n');
        int second = first < 0 ? -1 : text.indexOf('\n', first + 1);
        int third = second < 0 ? -1 : text.indexOf('\n', second + 1);
        if (third < 0 || third != text.length() - 1) throw new Malformed("checkpoint-lines");
        String origin = text.substring(0, first);
        if (!Ids.origin(origin)) throw new Malformed("checkpoint-origin");
        Digest root = Digest.from(Base64.decode(text.substring(second + 1, third)));
        return new Checkpoint(origin, decimal(text.substring(first + 1, second)), root);
    }

    /** A number without sign and leading zeros. */
    static long decimal(String text) throws Malformed {
        if (text.isEmpty() || text.length() > SIZE_DIGITS_MAX) throw new Malformed("checkpoint-size");
        if (text.length() > 1 && text.charAt(0) == '0') throw new Malformed("checkpoint-size");
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') throw new Malformed("checkpoint-size");
            value = value * 10 + (c - '0');
        }
        return value;
    }

    /** The log's own signature over it. */
    public NoteSignature signedBy(String origin, SigningKey logKey) {
        NoteKey key = new NoteKey(origin, logKey.publicKey());
        return new NoteSignature(key.name(), key.id(NoteKey.LOG), logKey.sign(Utf8.encode(text())));
    }
}
