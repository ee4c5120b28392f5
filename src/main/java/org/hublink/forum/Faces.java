package org.hublink.forum;

import io.vertx.core.Future;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hublink.protocol.Act;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Part;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.transparency.Transparency;
import org.jspecify.annotations.Nullable;

/** Part 0 of persona statements, those used last in memory. Not trusted: the judge compares each with its digest in the log. */
final class Faces {
    private static final int FACES_MAX = 5_000;

    private final Transparency log;
    private final Map<Long, Part> parts = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Part> eldest) {
            return size() > FACES_MAX;
        }
    });

    Faces(Transparency log) {
        this.log = log;
    }

    /** Fetches the face of whoever signed, so that {@link #atHand} has it; null if the log knows no such persona now. */
    Future<@Nullable LoggedStatement> of(Act.Signer signer) {
        Subject subject = new Subject(StatementType.PERSONA, signer.country(), signer.id());
        return log.<@Nullable LoggedStatement>judge(
                        (trust, moment) -> trust.newest(subject, moment).valueOrNull())
                .compose(found -> found == null
                        ? Future.succeededFuture()
                        : face(found.index()).map(part -> found));
    }

    /** Null if it was erased or never handed over. */
    Future<@Nullable Part> face(long leaf) {
        Part known = parts.get(leaf);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return log.parts(leaf).map(found -> {
            Part part = found.get(0);
            if (part != null) {
                parts.put(leaf, part);
            }
            return part;
        });
    }

    @Nullable
    Part atHand(LoggedStatement statement, int n) {
        return n == 0 ? parts.get(statement.index()) : null;
    }
}
