package org.hublink.transparency;

import org.hublink.primitives.Digest;

/** A checkpoint as a row says it; its note is not verified. */
@SuppressWarnings("ArrayRecordComponent")
record StoredCheckpoint(long size, Digest root, long cosigned, byte[] note) {}
