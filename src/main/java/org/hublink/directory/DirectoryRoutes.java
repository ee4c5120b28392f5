package org.hublink.directory;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hublink.platform.Answer;
import org.hublink.platform.Api;
import org.hublink.platform.PartsJson;
import org.hublink.platform.Web;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.OpenHours;
import org.hublink.protocol.Part;

/** HTTP edge: reads the request, calls the room, answers. Decides nothing. */
final class DirectoryRoutes {
    private static final String CONTRACT = "openapi/directory.yaml";
    private static final String CODE = "directory.";
    private static final int DIGESTS_MAX = 4_096;
    private static final int ENTRIES_A_TILE = 256;

    private final DirectoryService service;
    private final SearchReader reader;
    private final Api api;

    DirectoryRoutes(DirectoryService service, SearchReader reader, Api api) {
        this.service = service;
        this.reader = reader;
        this.api = api;
    }

    Future<Void> mount() {
        return api.mount(
                CONTRACT,
                Map.of(
                        "uploadListings", this::upload,
                        "fetchListings", this::fetch,
                        "searchDirectory", this::search));
    }

    private void upload(RoutingContext ctx) {
        List<Part> parts = new ArrayList<>();
        JsonArray items = Api.body(ctx).getJsonArray("listings");
        for (int i = 0; i < items.size(); i++) {
            try {
                parts.add(PartsJson.read(items.getJsonObject(i), Part.BODY_BYTES_MAX));
            } catch (Malformed malformed) {
                Web.send(ctx, refused(malformed.reason(), i, String.valueOf(malformed.getMessage())));
                return;
            }
        }
        Web.reply(ctx, service.upload(Api.caller(ctx).country(), parts), DirectoryRoutes::answer);
    }

    private static Answer answer(DirectoryService.Uploaded uploaded) {
        if (uploaded instanceof DirectoryService.Uploaded.Stored stored) {
            JsonArray digests = new JsonArray();
            stored.digests().forEach(digest -> digests.add(digest.hex()));
            return Answer.created(new JsonObject().put("digests", digests));
        }
        DirectoryService.Uploaded.Refused refused = (DirectoryService.Uploaded.Refused) uploaded;
        return refused(refused.reason(), refused.at(), refused.detail());
    }

    private static Answer refused(String reason, int at, String detail) {
        return Answer.refused(422, CODE + reason, detail, new JsonObject().put("listing", at));
    }

    private void fetch(RoutingContext ctx) {
        byte[] asked = Api.bytes(ctx).getBytes();
        if (asked.length == 0 || asked.length % Digest.LENGTH != 0 || asked.length > DIGESTS_MAX * Digest.LENGTH) {
            Web.send(ctx, Answer.refused(400, CODE + "digests-malformed", "1 to 4096 digests of 32 bytes each."));
            return;
        }
        List<Digest> digests = new ArrayList<>();
        try {
            for (int at = 0; at < asked.length; at += Digest.LENGTH) {
                digests.add(Digest.from(Arrays.copyOfRange(asked, at, at + Digest.LENGTH)));
            }
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
        Web.reply(
                ctx,
                service.fetch(Api.caller(ctx).country(), digests),
                bytes -> Answer.bytes("application/octet-stream", bytes, "no-store"));
    }

    private void search(RoutingContext ctx) {
        SearchRequest request =
                reader.read(name -> Api.query(ctx, name), Api.caller(ctx).country());
        Web.reply(ctx, service.search(request), page -> answer(request, page));
    }

    private static Answer answer(SearchRequest request, DirectoryService.Page page) {
        JsonArray understood = new JsonArray();
        request.facets()
                .forEach(facet -> understood.add(
                        new JsonObject().put("kind", facet.kind().code()).put("value", facet.value())));
        JsonArray hits = new JsonArray();
        for (Ranking.Ranked ranked : page.hits()) {
            ListingStore.Candidate candidate = ranked.candidate();
            Part part = page.bodies().get(candidate.digest());
            Digest statement = page.statements().get(candidate.leaf());
            if (part == null || statement == null) {
                continue;
            }
            hits.add(new JsonObject()
                    .put("id", candidate.listing())
                    .put("digest", candidate.digest().hex())
                    .put("salt", Base64.encode(part.salt()))
                    .put("body", Base64.encode(part.body()))
                    .put("listing", new JsonObject(Buffer.buffer(part.body())))
                    .put("manifest", manifest(candidate.leaf(), statement, page.logged()))
                    .put(
                            "hint",
                            new JsonObject()
                                    .put("opening", word(ranked.opening()))
                                    .put("freshness", ranked.freshness().code())
                                    .put("attestedOn", candidate.attested().on())
                                    .put("attestBy", candidate.attested().by())));
        }
        return Answer.ok(new JsonObject()
                .put("total", page.total())
                .put("from", request.from())
                .put("cut", page.cut())
                .put("facets", understood)
                .put("words", new JsonArray(request.words()))
                .put("hits", hits));
    }

    /** Where the statement stands, and from which tiles its proof is made; {@code size} 0 = not under a checkpoint yet. */
    private static JsonObject manifest(long leaf, Digest statement, long size) {
        return new JsonObject()
                .put("statement", statement.hex())
                .put("leaf", leaf)
                .put("size", size)
                .put("entries", "/log/tile/entries/" + leaf / ENTRIES_A_TILE);
    }

    private static String word(OpenHours.State state) {
        return switch (state) {
            case OPEN -> "open";
            case CLOSED -> "closed";
            case UNKNOWN -> "unknown";
        };
    }
}
