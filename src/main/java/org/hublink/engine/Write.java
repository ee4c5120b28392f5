package org.hublink.engine;

import org.jspecify.annotations.Nullable;

/** One record to be put or deleted. {@code value} is sealed already; none: the record goes. */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
public record Write(String name, byte @Nullable [] value) {
    public static Write put(String name, byte[] value) {
        return new Write(name, value);
    }

    public static Write delete(String name) {
        return new Write(name, null);
    }

    public int length() {
        return value == null ? 0 : value.length;
    }

    /** The bytes change hands: neither side may write to them afterwards. */
    @Override
    public byte @Nullable [] value() {
        return value;
    }
}
