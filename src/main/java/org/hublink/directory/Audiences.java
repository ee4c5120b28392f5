package org.hublink.directory;

import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.protocol.Audience;
import org.hublink.protocol.ManifestPart;
import org.hublink.protocol.Part;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.transparency.Transparency;
import org.jspecify.annotations.Nullable;

/** Who may read a country's listings: asked of the newest manifest in the log, so that no delay lets anybody in. */
final class Audiences {
    private static final int KEPT_MAX = 4_096;

    private final Transparency log;
    private final Text text;
    private final Map<Long, Audience> byLeaf = new ConcurrentHashMap<>();

    Audiences(Transparency log, Text text) {
        this.log = log;
        this.text = text;
    }

    /** True if members of {@code country} may read what {@code owner} gave the audience of that name. */
    Future<Boolean> admits(String audience, String owner, String country) {
        if (Audience.ALL.name().equals(audience) || owner.equals(country)) {
            return Future.succeededFuture(true);
        }
        Subject manifest = new Subject(StatementType.MANIFEST, owner, audience);
        return log.judge((trust, moment) -> {
                    var newest = trust.newest(manifest, moment).valueOrNull();
                    return newest == null ? -1L : newest.index();
                })
                .compose(leaf -> leaf < 0 ? Future.succeededFuture(false) : named(leaf, owner, country));
    }

    private Future<Boolean> named(long leaf, String owner, String country) {
        Audience known = byLeaf.get(leaf);
        if (known != null) {
            return Future.succeededFuture(known.admits(country, owner));
        }
        return log.parts(leaf).map(parts -> {
            Audience read = read(parts.get(0));
            if (read == null) {
                return false;
            }
            if (byLeaf.size() >= KEPT_MAX) {
                byLeaf.clear();
            }
            byLeaf.put(leaf, read);
            return read.admits(country, owner);
        });
    }

    private @Nullable Audience read(@Nullable Part part) {
        try {
            return part == null ? null : ManifestPart.read(part.body(), text).audience();
        } catch (Malformed unreadable) {
            return null;
        }
    }
}
