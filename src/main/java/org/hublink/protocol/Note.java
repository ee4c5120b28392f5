package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * A signed note (C2SP signed-note): a text that ends in a newline, and its signatures. Reading checks the form only; the
 * text is worth nothing until a known key's signature was verified.
 */
public record Note(String text, List<NoteSignature> signatures) {
    public static final int BYTES_MAX = 128 * 1024;
    public static final int SIGNATURES_MAX = 16;

    private static final int NAME_CHARS_MAX = 255;
    private static final int KEY_ID_BYTES = 4;
    private static final int SIGNATURE_BYTES_MAX = 5 * 1024;
    private static final String SPACES = "\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000";
    private static final String DASH = "\u2014 ";

    public Note {
        signatures = List.copyOf(signatures);
    }

    public static Note read(byte[] bytes) throws Malformed {
        if (bytes.length > BYTES_MAX) throw new Malformed("note-too-large");
        String all = Utf8.decode(bytes);
        for (int i = 0; i < all.length(); i++) {
            if (all.charAt(i) < ' ' && all.charAt(i) != '\n') throw new Malformed("note-control-character");
        }
        int border = all.lastIndexOf("\n\n");
        if (border < 0) throw new Malformed("note-without-signatures");
        List<NoteSignature> signatures = new ArrayList<>();
        int at = border + 2;
        while (at < all.length()) {
            int end = all.indexOf('\n', at);
            if (end < 0) throw new Malformed("note-without-final-newline");
            if (signatures.size() == SIGNATURES_MAX) throw new Malformed("note-signatures-many");
            NoteSignature signature = signature(all.substring(at, end));
            for (NoteSignature other : signatures) {
                if (other.sameKeyAs(signature)) throw new Malformed("note-signature-twice");
            }
            signatures.add(signature);
            at = end + 1;
        }
        if (signatures.isEmpty()) throw new Malformed("note-without-signatures");
        return new Note(all.substring(0, border + 1), signatures);
    }

    public byte[] bytes() {
        StringBuilder out = new StringBuilder(text).append('\n');
        for (NoteSignature signature : signatures) {
            byte[] value = signature.value();
            byte[] line = new byte[KEY_ID_BYTES + value.length];
            for (int i = 0; i < KEY_ID_BYTES; i++) line[i] = (byte) (signature.keyId() >>> (24 - 8 * i));
            System.arraycopy(value, 0, line, KEY_ID_BYTES, value.length);
            out.append(DASH).append(signature.name()).append(' ');
            out.append(Base64.encode(line)).append('\n');
        }
        return Utf8.encode(out.toString());
    }

    /** The line made by this key for this kind of signature, or null; still to be verified. */
    @Nullable
    NoteSignature by(NoteKey key, byte kind) {
        int id = key.id(kind);
        for (NoteSignature signature : signatures) {
            if (signature.keyId() == id && signature.name().equals(key.name())) return signature;
        }
        return null;
    }

    private static NoteSignature signature(String line) throws Malformed {
        if (!line.startsWith(DASH)) throw new Malformed("note-signature-line");
        int space = line.indexOf(' ', DASH.length());
        if (space < 0) throw new Malformed("note-signature-line");
        String name = line.substring(DASH.length(), space);
        if (!isName(name)) throw new Malformed("note-key-name");
        byte[] bytes = Base64.decode(line.substring(space + 1));
        if (bytes.length <= KEY_ID_BYTES || bytes.length > SIGNATURE_BYTES_MAX)
            throw new Malformed("note-signature-line");
        int id = 0;
        for (int i = 0; i < KEY_ID_BYTES; i++) id = (id << 8) | (bytes[i] & 0xff);
        byte[] value = new byte[bytes.length - KEY_ID_BYTES];
        System.arraycopy(bytes, KEY_ID_BYTES, value, 0, value.length);
        return new NoteSignature(name, id, value);
    }

    /** Not empty, no plus sign, no white space of any script. */
    static boolean isName(String name) {
        if (name.isEmpty() || name.length() > NAME_CHARS_MAX) return false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean space = c <= ' ' || (c >= 0x2000 && c <= 0x200a) || SPACES.indexOf(c) >= 0;
            if (space || c == '+') return false;
        }
        return true;
    }
}
