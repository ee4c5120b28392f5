package org.hublink.transparency;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hublink.platform.Database;
import org.hublink.platform.Tx;
import org.hublink.primitives.Text;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.MerkleTree;
import org.hublink.protocol.SignedCheckpoint;

/**
 * {@code hub fsck}: rebuilds the root and everything derived from the leaves, and compares it with the rows, the checkpoints
 * ever shown, this node's {@code log-head} and its tile files. On one unchanging view of the database; a running server need
 * not be stopped.
 */
public final class LogFsck {
    private static final int PAGE_LEAVES = 1_024;
    private static final int FINDINGS_MAX = 1_000;

    private final Vertx vertx;
    private final LogSettings settings;
    private final Ledger ledger;
    private final NoteCheck notes;
    private final FsckStore store = new FsckStore();
    private final CheckpointStore checkpoints = new CheckpointStore();
    private final List<Finding> findings = new ArrayList<>();
    private final FsckLeaves leaves = new FsckLeaves(this::found);

    private LogFsck(Vertx vertx, LogKeys keys, LogSettings settings, Text text) {
        this.vertx = vertx;
        this.settings = settings;
        this.ledger = new Ledger(settings.pinnedRoot(), text);
        this.notes = new NoteCheck(settings, keys, ledger);
    }

    /** What is wrong, in order of discovery, at most {@value #FINDINGS_MAX}; empty = all is well. */
    public static Future<List<Finding>> run(
            Vertx vertx, Database database, LogKeys keys, LogSettings settings, Text text) {
        LogFsck fsck = new LogFsck(vertx, keys, settings, text);
        return database.read(fsck::check).compose(checked -> fsck.files());
    }

    /** Makes the derived table {@code newest} anew from the statements. */
    public static Future<Void> rebuildNewest(Database database) {
        return database.inTransaction(tx -> new FsckStore().rebuildNewest(tx));
    }

    private Future<Void> check(Tx tx) {
        return pages(tx, 0)
                .compose(all -> store.strays(tx))
                .map(stray -> {
                    stray.forEach(one -> found(new Finding(one.kind() + "-without-leaf", "leaf " + one.leaf(), "")));
                    return stray;
                })
                .compose(stray -> store.newest(tx))
                .compose(rows -> {
                    leaves.newest(rows);
                    return checkpoints.past(tx);
                })
                .compose(past -> {
                    past.forEach(one -> checkpoint("checkpoint_past", one));
                    return checkpoints.current(tx);
                })
                .compose(current -> {
                    current.ifPresent(one -> checkpoint("checkpoint", one));
                    return checkpoints.beyond(tx);
                })
                .map(this::beyond);
    }

    private Future<Void> pages(Tx tx, long from) {
        return store.leaves(tx, from, PAGE_LEAVES).compose(page -> {
            if (page.isEmpty()) return Future.succeededFuture();
            long next = page.get(page.size() - 1).index() + 1;
            return store.statements(tx, from, next)
                    .compose(statements -> store.parts(tx, from, next).compose(parts -> {
                        page.forEach(leaf -> ledger.add(leaf.bytes()));
                        leaves.page(page, statements, parts);
                        return pages(tx, next);
                    }));
        });
    }

    private void checkpoint(String table, StoredCheckpoint row) {
        MerkleTree tree = leaves.tree();
        String where = table + " " + row.size();
        Optional<SignedCheckpoint> signed = notes.verified(row.note());
        if (signed.isEmpty()) {
            found(new Finding("checkpoint-signature", where, "not under this log's keys"));
        } else if (signed.get().size() != row.size() || !signed.get().root().equals(row.root())) {
            found(new Finding("checkpoint-differs", where, "its row says other than its note"));
        } else if (row.size() > tree.size()) {
            found(new Finding("checkpoint-without-leaves", where, "only " + tree.size() + " leaves are here"));
        } else if (!tree.root(row.size()).equals(row.root())) {
            found(new Finding("checkpoint-root", where, "the leaves make another root"));
        }
    }

    private Void beyond(Optional<StoredCheckpoint> row) {
        row.ifPresent(one -> found(new Finding(
                Stop.SEEN_BEYOND,
                "checkpoint_beyond " + one.size(),
                "a client holds it, this log does not: signing stands still")));
        return null;
    }

    private Future<List<Finding>> files() {
        return vertx.executeBlocking(() -> {
            FsckFiles files = new FsckFiles(settings, this::found);
            files.head(leaves.tree(), notes);
            files.tiles(leaves.tree());
            return List.copyOf(findings);
        });
    }

    private void found(Finding finding) {
        if (findings.size() < FINDINGS_MAX) findings.add(finding);
    }
}
