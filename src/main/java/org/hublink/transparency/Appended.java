package org.hublink.transparency;

import org.hublink.primitives.Digest;
import org.hublink.protocol.Reason;

/** How an append ended. */
public sealed interface Appended {
    /** Committed under this index; under a checkpoint within a second. */
    record Logged(long index, Digest digest) implements Appended {}

    /** The same leaf stood there before: nothing was written. */
    record Already(long index, Digest digest) implements Appended {}

    /** It would not count. */
    record Refused(Reason reason, String detail) implements Appended {}

    /** Nothing is wrong with it; this node does not log now: {@code busy} or the reason why it stopped. */
    record Unavailable(String code) implements Appended {}
}
