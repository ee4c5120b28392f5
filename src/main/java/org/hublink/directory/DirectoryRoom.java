package org.hublink.directory;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.hublink.jvm.Resources;
import org.hublink.platform.Api;
import org.hublink.platform.Database;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.FreshnessLadder;
import org.hublink.protocol.QueryWords;
import org.hublink.protocol.Reference;
import org.hublink.transparency.Transparency;

/** Opens the room: the only place that knows how its parts fit together. */
public final class DirectoryRoom {
    /** What the room needs of the server; {@code home}'s clock is the node's. */
    public record Ground(Vertx vertx, Database database, Api api, Home home) {}

    private DirectoryRoom() {}

    /** Mounts the routes and begins to follow manifests and attestations. */
    public static Future<Directory> open(Ground ground, Transparency log, FreshnessLadder ladder) {
        Reference reference = reference(ground.home());
        Context context = ground.vertx().getOrCreateContext();
        ListingStore store = new ListingStore();
        Publication publication =
                new Publication(ground.vertx(), context, ground.database(), store, log, ground.home());
        ListingRows rows = new ListingRows(reference, ground.home().text());
        Audiences audiences = new Audiences(log, ground.home().text());
        Ranking ranking = new Ranking(ground.home(), ladder);
        DirectoryService service = new DirectoryService(ground, store, rows, audiences, ranking, log);
        SearchReader reader =
                new SearchReader(new QueryWords(reference, ground.home().text()));
        return new DirectoryRoutes(service, reader, ground.api()).mount().map(mounted -> {
            log.onLogged(publication::logged);
            return publication;
        });
    }

    private static Reference reference(Home home) {
        try {
            return Reference.read(
                    Resources.bytes("reference/countries.json"), Resources.bytes("reference/labels.json"), home.text());
        } catch (Malformed broken) {
            throw new IllegalStateException("the reference data of this build is broken", broken);
        }
    }
}
