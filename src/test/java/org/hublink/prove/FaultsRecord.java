package org.hublink.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.hublink.protocol.SignedCheckpoint;

/** What publishers and the follower saw, for the one who judges it. Several threads. */
final class FaultsRecord {
    private static final int FAULTS_MAX = 50;

    private final FaultsState state;
    private final List<String> faults = new ArrayList<>();
    private final List<SignedCheckpoint> seen = new ArrayList<>();
    private final AtomicLong unanswered = new AtomicLong();
    private long lastSent = Long.MIN_VALUE;
    private volatile boolean ending;

    FaultsRecord(FaultsState state) {
        this.state = state;
    }

    boolean ending() {
        return ending;
    }

    void end() {
        ending = true;
    }

    synchronized void fault(String words) {
        if (faults.size() < FAULTS_MAX) faults.add(words);
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    /** @param sent when this answer was asked for, by {@code System.nanoTime} */
    void acknowledged(long index, String digest, long sent) {
        try {
            state.acknowledge(index, digest);
        } catch (IllegalStateException forked) {
            fault(String.valueOf(forked.getMessage()));
        }
        synchronized (this) {
            if (lastSent == Long.MIN_VALUE || sent - lastSent > 0) lastSent = sent;
        }
    }

    /** True once something was acknowledged that was asked for after that moment. */
    synchronized boolean servedSince(long nanos) {
        return lastSent != Long.MIN_VALUE && lastSent - nanos > 0;
    }

    void unanswered() {
        unanswered.incrementAndGet();
    }

    long unansweredCount() {
        return unanswered.get();
    }

    /** Keeps a checkpoint that was shown. Whoever asks one after the other must never see time or size go back. */
    synchronized void seen(SignedCheckpoint shown) {
        if (!seen.isEmpty()) {
            SignedCheckpoint before = seen.get(seen.size() - 1);
            if (shown.size() < before.size() || shown.cosignedAt() < before.cosignedAt()) {
                fault("after a checkpoint of " + before.size() + " leaves at " + before.cosignedAt() + " one of "
                        + shown.size() + " at " + shown.cosignedAt());
            }
            if (shown.checkpoint().equals(before.checkpoint())) return;
        }
        seen.add(shown);
    }

    synchronized List<SignedCheckpoint> seen() {
        return List.copyOf(seen);
    }
}
