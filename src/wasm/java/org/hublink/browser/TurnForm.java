package org.hublink.browser;

import static org.hublink.browser.Hosted.text;

import org.hublink.engine.Call;
import org.hublink.engine.Effect;
import org.hublink.engine.Turn;
import org.hublink.engine.View;
import org.hublink.engine.Write;
import org.hublink.primitives.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * A turn as bytes: number of writes, each name, 0 or 1 and value; number of effects ({@code 1} send, {@code 2} fetch: id u64,
 * call; {@code 3} load: id u64, prefix, after, limit u32; {@code 4} wake: time u64; {@code 5} alert: code, detail; {@code 6}
 * take: id u64, source, index u32; {@code 7} give: id u64, sink, index u32, bytes, 0 or 1 for the last; {@code 8} discard:
 * sink; {@code 9} retake: id u64, sink, index u32);
 * number of views ({@code 1} progress, {@code 2} refused, {@code 3} failed, {@code 4} followed, {@code 5} directory, {@code 6} finished,
 * {@code 7} talk: conversation, code, detail). A call is method, path, and content type, token, body and instance, each with 0
 * or 1 before it.
 */
final class TurnForm {
    private TurnForm() {}

    static void write(ByteWriter out, Turn turn) {
        out.varint(turn.writes().size());
        for (Write write : turn.writes()) {
            text(out, write.name());
            optional(out, write.value());
        }
        out.varint(turn.effects().size());
        for (Effect effect : turn.effects()) effect(out, effect);
        out.varint(turn.views().size());
        for (View view : turn.views()) view(out, view);
    }

    private static void optional(ByteWriter out, byte @Nullable [] value) {
        if (value == null) out.u8(0);
        else out.u8(1).vector(value);
    }

    private static void optional(ByteWriter out, @Nullable String value) {
        out.u8(value == null ? 0 : 1);
        if (value != null) text(out, value);
    }

    private static void effect(ByteWriter out, Effect effect) {
        if (effect instanceof Effect.Send send) {
            call(out.u8(1).u64(send.outboxId()), send.call());
        } else if (effect instanceof Effect.Fetch fetch) {
            call(out.u8(2).u64(fetch.requestId()), fetch.call());
        } else if (effect instanceof Effect.Load load) {
            out.u8(3).u64(load.loadId());
            text(out, load.prefix());
            text(out, load.after());
            out.u32(load.limit());
        } else if (effect instanceof Effect.Wake wake) {
            out.u8(4).u64(wake.time());
        } else if (effect instanceof Effect.Alert alert) {
            out.u8(5);
            text(out, alert.code());
            text(out, alert.detail());
        } else if (effect instanceof Effect.Take take) {
            out.u8(6).u64(take.jobId());
            text(out, take.source());
            out.u32(take.index());
        } else if (effect instanceof Effect.Give give) {
            out.u8(7).u64(give.jobId());
            text(out, give.sink());
            out.u32(give.index()).vector(give.bytes()).u8(give.last() ? 1 : 0);
        } else if (effect instanceof Effect.Discard discard) {
            text(out.u8(8), discard.sink());
        } else if (effect instanceof Effect.Retake retake) {
            out.u8(9).u64(retake.jobId());
            text(out, retake.sink());
            out.u32(retake.index());
        } else {
            throw new IllegalStateException("an effect without a form: " + effect.getClass());
        }
    }

    /** A call as the Worker sends it. */
    static void call(ByteWriter out, Call call) {
        text(out, call.method());
        text(out, call.path());
        optional(out, call.contentType());
        optional(out, call.token());
        optional(out, call.body());
        optional(out, call.instance());
    }

    private static void view(ByteWriter out, View view) {
        if (view instanceof View.Progress progress) {
            out.u8(1);
            text(out, progress.stage());
            out.u64(progress.done()).u64(progress.total());
        } else if (view instanceof View.Refused refused) {
            refused(out.u8(2), refused);
        } else if (view instanceof View.Failed failed) {
            failed(out.u8(3), failed);
        } else if (view instanceof View.Followed followed) {
            out.u8(4).u64(followed.size()).u64(followed.cosignedAt()).u64(followed.from());
        } else if (view instanceof View.Directory directory) {
            out.u8(5).u32(directory.countries()).u32(directory.listings());
            out.u32(directory.refused()).u32(directory.fetched());
        } else if (view instanceof View.Finished finished) {
            finished(out.u8(6), finished);
        } else if (view instanceof View.Talk talk) {
            out.u8(7);
            text(out, talk.conversation());
            text(out, talk.code());
            text(out, talk.detail());
        } else {
            throw new IllegalStateException("a view without a form: " + view.getClass());
        }
    }

    private static void finished(ByteWriter out, View.Finished finished) {
        out.u64(finished.commandId()).varint(finished.refusals().size());
        for (View.Refused refused : finished.refusals()) refused(out, refused);
        View.Failed failed = finished.failed();
        out.u8(failed == null ? 0 : 1);
        if (failed != null) failed(out, failed);
    }

    private static void refused(ByteWriter out, View.Refused refused) {
        text(out, refused.place());
        text(out, refused.reason().code());
        text(out, refused.detail());
    }

    private static void failed(ByteWriter out, View.Failed failed) {
        text(out, failed.code());
        text(out, failed.detail());
    }
}
