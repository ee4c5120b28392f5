package org.hublink.browser;

import org.hublink.engine.Event;
import org.hublink.engine.Row;
import org.hublink.engine.Wish;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Json;
import org.hublink.protocol.Transition;

/** Writes the forms that {@link EventForm} and {@link WishForm} read, as core.mjs does on the page. */
final class EventBytes {
    /** Any group's id: the form of a step has none. */
    private static final String NO_GROUP = "00000000000000000000000000000000";

    private EventBytes() {}

    static byte[] of(Event event) {
        ByteWriter out = new ByteWriter();
        if (event instanceof Event.Command command) {
            wish(out.u8(1).u64(command.id()), command.wish());
        } else if (event instanceof Event.Reply reply) {
            out.u8(2).u64(reply.requestId()).u16(reply.status()).vector(reply.body());
        } else if (event instanceof Event.Loaded loaded) {
            out.u8(3).u64(loaded.loadId()).varint(loaded.rows().size());
            for (Row row : loaded.rows()) {
                Hosted.text(out, row.name());
                out.vector(row.value());
            }
        } else if (event instanceof Event.Tick) {
            out.u8(4);
        } else if (event instanceof Event.Up) {
            out.u8(5);
        } else if (event instanceof Event.Down) {
            out.u8(6);
        } else if (event instanceof Event.Frame frame) {
            out.u8(7).vector(frame.batch());
        } else if (event instanceof Event.Chunk chunk) {
            out.u8(8).u64(chunk.jobId());
            byte[] bytes = chunk.bytes();
            if (bytes == null) out.u8(0);
            else out.u8(1).vector(bytes);
            out.u8(chunk.last() ? 1 : 0);
        } else if (event instanceof Event.Given given) {
            out.u8(9).u64(given.jobId()).u8(given.written() ? 1 : 0);
        }
        return out.toBytes();
    }

    private static void wish(ByteWriter out, Wish wish) {
        if (wish instanceof Wish.Open) {
            out.u8(1);
        } else if (wish instanceof Wish.Follow) {
            out.u8(2);
        } else if (wish instanceof Wish.SignIn) {
            out.u8(3);
        } else if (wish instanceof Wish.Sync) {
            out.u8(4);
        } else if (wish instanceof Wish.Gossip gossip) {
            out.u8(5).vector(gossip.note());
        } else if (wish instanceof Wish.MaySend) {
            out.u8(6);
        } else if (wish instanceof Wish.Connect) {
            out.u8(7);
        } else {
            talk(out, wish);
        }
    }

    private static void talk(ByteWriter out, Wish wish) {
        if (wish instanceof Wish.OpenCase open) {
            Hosted.text(out.u8(8).vector(Json.write(open.request().json())), open.desk());
        } else if (wish instanceof Wish.Step step) {
            Hosted.text(out.u8(9), step.conversation());
            out.vector(step(step));
        } else if (wish instanceof Wish.Chat chat) {
            Hosted.text(out.u8(10), chat.conversation());
            out.vector(Json.write(new Json.Str(chat.text())));
        } else if (wish instanceof Wish.BringIn bring) {
            Hosted.text(out.u8(11), bring.conversation());
            Hosted.text(out, bring.desk());
        } else if (wish instanceof Wish.Attach attach) {
            Hosted.text(out.u8(12), attach.conversation());
            out.vector(Json.write(new Json.Str(attach.name())));
            Hosted.text(out, attach.contentType());
            Hosted.text(out, attach.source());
        } else if (wish instanceof Wish.Fetch fetch) {
            Hosted.text(out.u8(13), fetch.conversation());
            Hosted.text(out, fetch.file());
            Hosted.text(out, fetch.sink());
        } else if (wish instanceof Wish.Archive archive) {
            Hosted.text(out.u8(14), archive.desk());
        } else {
            throw new IllegalStateException("a wish without a form: " + wish.getClass());
        }
    }

    private static byte[] step(Wish.Step step) {
        Json.Builder body = Json.obj();
        new Transition(step.step(), NO_GROUP, null, step.words())
                .json()
                .members()
                .forEach((key, value) -> {
                    if (!key.equals("group")) body.put(key, value);
                });
        return Json.write(body.build());
    }
}
