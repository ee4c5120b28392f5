package org.hublink.directory;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.platform.Database;
import org.hublink.platform.Incident;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.AttestationPart;
import org.hublink.protocol.Attested;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.ManifestPart;
import org.hublink.protocol.Part;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.transparency.Transparency;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Derives what can be searched from logged manifests and attestations, one after the other and each subject's newest only.
 * Every node does it; the database takes the newest. Nothing depends on its being done: it feeds the search alone.
 */
final class Publication implements Directory {
    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
    private static final long RETRY_MILLIS = 1_000;

    private final Vertx vertx;
    private final Context context;
    private final Database database;
    private final ListingStore store;
    private final Transparency log;
    private final Home home;
    private final Map<Subject, LoggedStatement> waiting = new LinkedHashMap<>();
    private final List<Promise<Void>> watchers = new ArrayList<>();
    private boolean busy;

    Publication(Vertx vertx, Context context, Database database, ListingStore store, Transparency log, Home home) {
        this.vertx = vertx;
        this.context = context;
        this.database = database;
        this.store = store;
        this.log = log;
        this.home = home;
    }

    /** Called by the log, in index order. */
    void logged(LoggedStatement statement) {
        StatementType type = statement.header().type();
        if (type == StatementType.MANIFEST || type == StatementType.ATTESTATION) {
            context.runOnContext(here -> {
                waiting.put(statement.header().subject(), statement);
                next();
            });
        }
    }

    @Override
    public Future<Void> caughtUp() {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(here -> {
            watchers.add(promise);
            next();
        });
        return promise.future();
    }

    private void next() {
        if (busy) {
            return;
        }
        if (waiting.isEmpty()) {
            List<Promise<Void>> done = List.copyOf(watchers);
            watchers.clear();
            done.forEach(Promise::complete);
            return;
        }
        Map.Entry<Subject, LoggedStatement> first =
                waiting.entrySet().iterator().next();
        busy = true;
        log.parts(first.getValue().index())
                .compose(parts -> derive(first.getValue(), parts.get(0)))
                .onComplete(done -> context.runOnContext(here -> {
                    busy = false;
                    if (done.succeeded()) {
                        waiting.remove(first.getKey(), first.getValue());
                        next();
                    } else {
                        LOG.warn(
                                "manifest at leaf {} is not derived yet: {}",
                                first.getValue().index(),
                                Incident.line(done.cause()));
                        vertx.setTimer(RETRY_MILLIS, timer -> context.runOnContext(again -> next()));
                    }
                }));
    }

    private Future<Void> derive(LoggedStatement statement, @Nullable Part part) {
        if (part == null) {
            return Future.succeededFuture();
        }
        try {
            long leaf = statement.index();
            String country = statement.header().country();
            long issued = statement.header().issued();
            if (statement.header().type() == StatementType.ATTESTATION) {
                AttestationPart read = AttestationPart.read(part.body(), home.text());
                AttestationPart attestation =
                        new AttestationPart(read.attested().asOf(issued), read.listings());
                return database.inTransaction(tx -> store.attest(tx, country, leaf, attestation));
            }
            ManifestPart read = ManifestPart.read(part.body(), home.text());
            Attested word = read.attested();
            ManifestPart manifest =
                    new ManifestPart(read.audience(), word == null ? null : word.asOf(issued), read.entries());
            return database.inTransaction(tx -> store.publish(tx, country, leaf, manifest));
        } catch (Malformed unreadable) {
            LOG.warn("leaf {} says nothing: {}", statement.index(), unreadable.reason());
            return Future.succeededFuture();
        }
    }
}
