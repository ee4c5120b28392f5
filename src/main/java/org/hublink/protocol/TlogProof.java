package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;

/**
 * A proof that can be kept in a file (C2SP tlog-proof): which leaf, the path to the root, and the checkpoint's note. Without
 * {@code extra}. Reading checks the form; {@link #proves} needs the note's verified checkpoint.
 */
public record TlogProof(long index, List<Digest> path, byte[] note) {
    private static final String FIRST = "c2sp.org/tlog-proof@v1\n";
    private static final String INDEX = "index ";

    public TlogProof {
        path = List.copyOf(path);
        note = note.clone();
    }

    @Override
    public byte[] note() {
        return note.clone();
    }

    public boolean proves(Digest leafHash, Checkpoint checkpoint) {
        return new InclusionProof(index, checkpoint.size(), path).proves(leafHash, checkpoint.root());
    }

    public byte[] bytes() throws Malformed {
        StringBuilder out = new StringBuilder(FIRST).append(INDEX).append(index).append('\n');
        for (Digest step : path) out.append(Base64.encode(step.bytes())).append('\n');
        return Utf8.encode(out.append('\n').append(Utf8.decode(note)).toString());
    }

    public static TlogProof read(byte[] bytes) throws Malformed {
        if (bytes.length > Note.BYTES_MAX) throw new Malformed("proof-too-large");
        String all = Utf8.decode(bytes);
        if (!all.startsWith(FIRST)) throw new Malformed("proof-first-line");
        int at = FIRST.length();
        int end = all.indexOf('\n', at);
        if (end < 0 || !all.startsWith(INDEX, at)) throw new Malformed("proof-index");
        long index = Checkpoint.decimal(all.substring(at + INDEX.length(), end));
        List<Digest> path = new ArrayList<>();
        at = end + 1;
        while (true) {
            end = all.indexOf('\n', at);
            if (end < 0) throw new Malformed("proof-short");
            if (end == at) break;
            if (path.size() == InclusionProof.PATH_MAX) throw new Malformed("proof-path-long");
            path.add(Digest.from(Base64.decode(all.substring(at, end))));
            at = end + 1;
        }
        byte[] note = Utf8.encode(all.substring(end + 1));
        Note.read(note);
        return new TlogProof(index, path, note);
    }
}
