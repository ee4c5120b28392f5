package org.hublink.transparency;

import io.vertx.core.Future;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Part;
import org.hublink.protocol.Parts;
import org.jspecify.annotations.Nullable;

/**
 * Part 0 of statements, those used last in memory; from any thread. As {@link Parts} it gives what is at hand. Not trusted: the
 * judge compares each with its digest in the log.
 */
public final class PartShelf implements Parts {
    private final Transparency log;
    private final Map<Long, Part> parts;

    /** @param partsMax kept in memory; the one not used for longest goes first */
    public PartShelf(Transparency log, int partsMax) {
        this.log = log;
        this.parts = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Part> eldest) {
                return size() > partsMax;
            }
        });
    }

    /** Null if it was erased or never handed over; else it is at hand afterwards. */
    public Future<@Nullable Part> fetch(long leaf) {
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

    /** Those of these leaves that are there, in the order of the leaves; one is asked for after the other. */
    public Future<Map<Long, Part>> fetch(Set<Long> leaves) {
        Map<Long, Part> out = new LinkedHashMap<>();
        Future<Void> all = Future.succeededFuture();
        for (long leaf : leaves) {
            all = all.compose(before -> fetch(leaf).map(part -> {
                if (part != null) {
                    out.put(leaf, part);
                }
                return null;
            }));
        }
        return all.map(done -> out);
    }

    @Override
    public @Nullable Part part(LoggedStatement statement, int n) {
        return n == 0 ? parts.get(statement.index()) : null;
    }
}
