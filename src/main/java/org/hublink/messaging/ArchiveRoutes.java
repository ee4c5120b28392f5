package org.hublink.messaging;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.hublink.platform.Answer;
import org.hublink.platform.Api;
import org.hublink.platform.Web;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/** HTTP edge of the archives: reads the request, calls the room, answers. */
final class ArchiveRoutes implements FurtherRoutes {
    private static final String CODE = "messaging.";
    private static final String BYTES = "application/octet-stream";
    private static final String NO_STORE = "no-store";

    private final Archive archive;
    private final Text text;

    ArchiveRoutes(Archive archive, Text text) {
        this.archive = archive;
        this.text = text;
    }

    @Override
    public Map<String, Handler<RoutingContext>> handlers() {
        return Map.of(
                "putArchiveVersion", this::putVersion,
                "getArchiveVersions", this::versions,
                "putArchiveWrap", this::putWrap,
                "putArchiveRecord", this::putRecord,
                "getArchiveRecords", this::records,
                "getArchiveHeads", this::heads);
    }

    private void putVersion(RoutingContext ctx) {
        try {
            Archive.Writer writer = writer(ctx);
            Buffer body = Api.bytes(ctx);
            ArchiveForms.version(body.getBytes(), writer.device(), text);
            int version = number(ctx, "version");
            Web.reply(ctx, archive.putVersion(writer, version, body), ArchiveRoutes::stored);
        } catch (Malformed refused) {
            MessagingRoutes.malformed(ctx, refused);
        }
    }

    private void putWrap(RoutingContext ctx) {
        try {
            Archive.Writer writer = writer(ctx);
            Buffer body = Api.bytes(ctx);
            ArchiveForms.wrap(body.getBytes(), writer.device(), text);
            Digest device = Digest.fromHex(Api.path(ctx, "device"));
            Web.reply(ctx, archive.putWrap(writer, number(ctx, "version"), device, body), ArchiveRoutes::stored);
        } catch (Malformed refused) {
            MessagingRoutes.malformed(ctx, refused);
        }
    }

    private void putRecord(RoutingContext ctx) {
        try {
            ArchiveStore.Sealed record =
                    ArchiveForms.record(number(ctx, "n"), Api.bytes(ctx).getBytes());
            RandomId conversation = RandomId.fromHex(Api.path(ctx, "conversation"));
            Web.reply(ctx, archive.putRecord(writer(ctx), conversation, record), ArchiveRoutes::stored);
        } catch (Malformed refused) {
            MessagingRoutes.malformed(ctx, refused);
        }
    }

    private void versions(RoutingContext ctx) {
        int after = Integer.parseInt(Api.query(ctx, "after").orElse("0"));
        Web.reply(
                ctx, archive.versions(MessagingRoutes.device(ctx), Api.path(ctx, "desk"), after), ArchiveRoutes::bytes);
    }

    private void records(RoutingContext ctx) {
        try {
            RandomId conversation =
                    RandomId.fromHex(Api.query(ctx, "conversation").orElse(""));
            int after = Integer.parseInt(Api.query(ctx, "after").orElse("0"));
            Web.reply(
                    ctx,
                    archive.records(MessagingRoutes.device(ctx), Api.path(ctx, "desk"), conversation, after),
                    ArchiveRoutes::bytes);
        } catch (Malformed refused) {
            MessagingRoutes.malformed(ctx, refused);
        }
    }

    private void heads(RoutingContext ctx) {
        try {
            RandomId after = RandomId.fromHex(Api.query(ctx, "after").orElse(RandomId.NONE.hex()));
            Web.reply(ctx, archive.heads(MessagingRoutes.device(ctx), Api.path(ctx, "desk"), after), read -> {
                var heads = read.value();
                if (heads == null) {
                    return refused(read.refusal());
                }
                JsonArray items = new JsonArray();
                heads.forEach(head -> items.add(new JsonObject()
                        .put("conversation", head.conversation().hex())
                        .put("count", head.count())));
                return Answer.ok(new JsonObject().put("heads", items));
            });
        } catch (Malformed refused) {
            MessagingRoutes.malformed(ctx, refused);
        }
    }

    private static Answer bytes(Archive.Read<Buffer> read) {
        Buffer value = read.value();
        return value == null ? refused(read.refusal()) : Answer.bytes(BYTES, value, NO_STORE);
    }

    private static Answer stored(Archive.Stored stored) {
        return switch (stored) {
            case FIRST -> Answer.created(new JsonObject().put("stored", true));
            case AGAIN -> Answer.ok(new JsonObject().put("stored", true));
            default -> refused(stored);
        };
    }

    private static Answer refused(Archive.@Nullable Stored refusal) {
        if (refusal == null) {
            throw new IllegalStateException("neither an answer nor a refusal");
        }
        return switch (refusal) {
            case VERSION_TAKEN -> Answer.refused(409, CODE + "version-taken", "Another key of this version is stored.");
            case VERSION_GAP -> Answer.refused(409, CODE + "version-gap", "The version before this one is not stored.");
            case VERSION_UNKNOWN ->
                Answer.refused(409, CODE + "version-unknown", "There is no such version of the desk's key.");
            case WRAP_TAKEN -> Answer.refused(409, CODE + "wrap-taken", "Another wrap for this device is stored.");
            case WRAPS_FULL ->
                Answer.refused(409, CODE + "wraps-full", "Too many later wraps: the desk makes the next version.");
            case RECORD_TAKEN -> Answer.refused(409, CODE + "record-taken", "Another record of this number is stored.");
            case RECORD_GAP -> Answer.refused(409, CODE + "record-gap", "This is not the next number.");
            case DESK_UNKNOWN -> Answer.refused(404, CODE + "desk-unknown", "There is no such desk in the log now.");
            case NOT_ROSTERED -> Answer.refused(403, CODE + "not-rostered", "The device is not of this desk.");
            case INSTANCE_REPLACED ->
                Answer.refused(409, CODE + "instance-replaced", "Another instance of this device was claimed.");
            case STORAGE_LOW ->
                Answer.refused(507, CODE + "storage-low", "The server's disk is nearly full; messages still go.");
            case FIRST, AGAIN -> throw new IllegalStateException("no refusal");
        };
    }

    private static Archive.Writer writer(RoutingContext ctx) throws Malformed {
        return new Archive.Writer(MessagingRoutes.device(ctx), MessagingRoutes.instance(ctx), Api.path(ctx, "desk"));
    }

    private static int number(RoutingContext ctx, String name) {
        return Integer.parseInt(Api.path(ctx, name));
    }
}
