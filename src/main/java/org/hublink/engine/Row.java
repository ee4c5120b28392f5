package org.hublink.engine;

/** One stored record, still sealed. The bytes change hands: neither side may write to them afterwards. */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
public record Row(String name, byte[] value) {}
