package org.hublink.officers;

import io.vertx.core.Future;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Part;
import org.hublink.transparency.Transparency;
import org.jspecify.annotations.Nullable;

/** Part 0 of statements, the newest used in memory. Not trusted: the judge compares each with its digest in the log. */
final class PartShelf {
    private static final int PARTS_MAX = 10_000;

    private final Transparency log;
    private final Map<Long, Part> parts = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Part> eldest) {
            return size() > PARTS_MAX;
        }
    });

    PartShelf(Transparency log) {
        this.log = log;
    }

    /** Null if it was erased or never handed over. */
    Future<@Nullable Part> part(LoggedStatement statement) {
        Part known = parts.get(statement.index());
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return log.parts(statement.index()).map(found -> {
            Part part = found.get(0);
            if (part != null) {
                parts.put(statement.index(), part);
            }
            return part;
        });
    }

    @Nullable
    Part atHand(LoggedStatement statement) {
        return parts.get(statement.index());
    }
}
