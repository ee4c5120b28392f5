package org.hublink.transparency;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Digest;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.Facts;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.PublicKey;
import org.hublink.protocol.RootFacts;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Computes signatures on worker threads before the event loop judges: the leaf remembers which were right. Nothing is decided
 * here; with a wrong guess of the key the judge computes it again.
 */
final class SignatureAhead {
    private final Ledger ledger;
    private final WorkerExecutor workers;
    private final Map<Subject, Named> newest = new LinkedHashMap<>();

    /** Whom the newest root or authority names. */
    private record Named(long index, @Nullable Facts facts) {}

    SignatureAhead(Ledger ledger, WorkerExecutor workers) {
        this.ledger = ledger;
        this.workers = workers;
    }

    /** Ends when it was tried, whatever came out. Called on the event loop. */
    Future<Void> compute(Leaf leaf) {
        List<@Nullable PublicKey> keys = new ArrayList<>();
        Facts operators =
                facts(new Subject(StatementType.AUTHORITY, leaf.header().country(), "authority"));
        Facts holders = facts(Subject.ROOT);
        leaf.signatures().forEach(s -> keys.add(key(s.keyId(), operators, holders)));
        return workers.executeBlocking(
                () -> {
                    for (int n = 0; n < keys.size(); n++) {
                        PublicKey key = keys.get(n);
                        if (key != null) leaf.signedBy(n, key);
                    }
                    return null;
                },
                false);
    }

    private static @Nullable PublicKey key(Digest keyId, @Nullable Facts operators, @Nullable Facts holders) {
        if (operators instanceof AuthorityFacts authority) {
            AuthorityFacts.Operator operator = authority.holder(keyId);
            for (PublicKey key : operator == null ? List.<PublicKey>of() : operator.keys()) {
                if (key.keyId().equals(keyId)) return key;
            }
        }
        return holders instanceof RootFacts root ? root.key(keyId) : null;
    }

    private @Nullable Facts facts(Subject subject) {
        List<Long> candidates = ledger.candidates(subject);
        if (candidates.isEmpty()) return null;
        long index = candidates.get(candidates.size() - 1);
        Named known = newest.get(subject);
        if (known != null && known.index() == index) return known.facts();
        Leaf leaf = ledger.leaf(index);
        Named fresh = new Named(index, leaf == null ? null : leaf.header().facts());
        newest.put(subject, fresh);
        return fresh.facts();
    }
}
