package org.hublink.protocol;

import java.util.Arrays;

/** One signature line of a note: who says it was signed, the short id of the key, and the raw value (not yet verified). */
public record NoteSignature(String name, int keyId, byte[] value) {
    public NoteSignature {
        value = value.clone();
    }

    @Override
    public byte[] value() {
        return value.clone();
    }

    boolean sameKeyAs(NoteSignature other) {
        return keyId == other.keyId && name.equals(other.name);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof NoteSignature other && sameKeyAs(other) && Arrays.equals(value, other.value);
    }

    @Override
    public int hashCode() {
        return keyId * 31 + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "signature of " + name;
    }
}
