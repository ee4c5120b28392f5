package org.hublink.transparency;

import java.util.Optional;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Moment;
import org.hublink.protocol.RootFacts;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/** Whether a node that starts may sign on: its own {@code log-head}, the database and the root must agree (L5). */
final class StartCheck {
    private final LogParts log;
    private final Publisher publisher;
    private final NoteCheck notes;

    StartCheck(LogParts log, Publisher publisher, NoteCheck notes) {
        this.log = log;
        this.publisher = publisher;
        this.notes = notes;
    }

    /** {@code head}: the file's bytes, null if there is none. */
    void check(byte @Nullable [] head) {
        LogView view = log.view();
        Stop stop = log.stop();
        if (head == null) {
            boolean begun = view.committed() > 0 || publisher.shown() != null;
            if (begun) stop.because(Stop.NOT_ADOPTED);
        } else {
            Optional<SignedCheckpoint> signed = notes.verified(head);
            if (signed.isEmpty()) stop.because(Stop.HEAD_FOREIGN);
            else if (signed.get().size() > view.committed()) stop.because(Stop.HEAD_BEYOND);
            else if (!view.tree().root(signed.get().size()).equals(signed.get().root())) {
                stop.because(Stop.HEAD_FORKED);
            }
        }
        keys();
    }

    /**
     * A root that is in force must name this node's keys and origin; before the first root nothing speaks against them. Where
     * it names others, these keys sign once more, so that those who know only them see that root, and then no more.
     */
    void keys() {
        LogView view = log.view();
        Moment moment = new Moment(view.committed(), log.clock().now());
        Verdict<LoggedStatement> root = view.trust().newest(Subject.ROOT, moment);
        LoggedStatement statement = root.valueOrNull();
        if (statement == null || !(statement.header().facts() instanceof RootFacts facts)) return;
        boolean ours = facts.origin().equals(log.settings().origin())
                && facts.logKey().equals(log.keys().log().publicKey())
                && facts.cosignerKey().equals(log.keys().cosigner().publicKey());
        if (!ours) publisher.retireAfter(statement.index());
    }
}
