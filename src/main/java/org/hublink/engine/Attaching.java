package org.hublink.engine;

import org.hublink.primitives.Aead;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Sha256;
import org.hublink.protocol.CaseFile;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Reason;

/**
 * Takes an attachment from the home and brings it to the server, one chunk at a time (PROTOCOL B2). It is read twice: first
 * its size and digest, by which a broken upload goes on under its key only if it is the same file; then it is sealed and sent.
 */
final class Attaching {
    static final String CONTENTS = "/api/v1/messaging/contents";
    static final int TRIES_MAX = 20;

    private static final int TOO_MANY = 429;
    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final long PAUSE_SECONDS_MAX = 30;
    private static final int PAUSE_DOUBLINGS_MAX = 5;
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final JsonLimits LIMITS = new JsonLimits(4_096, 2, 8, 64);

    private final Talks talks;
    private final Refusals refusals;
    private final OpenGroup group;
    private final Wish.Attach wish;
    private final Draft.Then then;
    private final Sha256 plain = new Sha256();
    private final Sha256 again = new Sha256();
    private final Sha256 sealed = new Sha256();
    private long size;

    Attaching(Talks talks, Refusals refusals, OpenGroup group, Wish.Attach wish, Draft.Then then) {
        this.talks = talks;
        this.refusals = refusals;
        this.group = group;
        this.wish = wish;
        this.then = then;
    }

    void run(Draft draft) {
        if (Imagery.type(wish.contentType())) {
            fail(draft, "imagery-refused", "the hub carries no images and no videos");
        } else {
            look(draft, 0);
        }
    }

    /** The link was cut, or the server asks for patience: what was asked for once may be asked for again. */
    static boolean passing(int status) {
        return status == 0 || status == TOO_MANY || (status >= BAD_GATEWAY && status <= GATEWAY_TIMEOUT);
    }

    /** When to try again, epoch seconds: after 1, 2, 4 … at most 30 s. */
    static long later(Talks talks, int tries) {
        return talks.home.clock().now() + Math.min(PAUSE_SECONDS_MAX, 1L << Math.min(tries, PAUSE_DOUBLINGS_MAX));
    }

    private void fail(Draft draft, String code, String detail) {
        refusals.fail(draft, new View.Failed(code, detail));
        then.go(draft);
    }

    /** The first reading. */
    private void look(Draft draft, int index) {
        draft.take(wish.source(), index, (next, bytes, last) -> {
            if (bytes == null) {
                fail(next, "file-unreadable", "the file cannot be read");
                return;
            }
            if (index == 0 && Imagery.looks(Bytes.slice(bytes, 0, Math.min(bytes.length, Imagery.HEAD_BYTES)))) {
                fail(next, "imagery-refused", "the hub carries no images and no videos");
                return;
            }
            size += bytes.length;
            plain.update(bytes, 0, bytes.length);
            boolean whole = bytes.length == CaseFile.CHUNK_BYTES || last;
            if (!whole || bytes.length > CaseFile.CHUNK_BYTES || size > CaseFile.SIZE_MAX) {
                fail(next, size > CaseFile.SIZE_MAX ? "file-too-large" : "chunk-length", "at most 1 GiB");
            } else if (!last) {
                look(next, index + 1);
            } else if (size == 0) {
                fail(next, "file-empty", "there is nothing in it");
            } else {
                begin(next, plain.finish());
            }
        });
    }

    private void begin(Draft draft, Digest digest) {
        RandomId conversation = talks.conversation(group).id();
        for (KeptFile kept : talks.files.values()) {
            boolean same = !kept.whole()
                    && kept.conversation().equals(conversation)
                    && kept.source().equals(wish.source())
                    && kept.file().plain().equals(digest)
                    && kept.file().name().equals(wish.name())
                    && kept.file().size() == size;
            if (same) {
                send(draft, kept, 0);
                return;
            }
        }
        int chunks = (int) ((size + CaseFile.CHUNK_BYTES - 1) / CaseFile.CHUNK_BYTES);
        byte[] body = Json.write(Json.obj()
                .put("size", size + (long) chunks * Aead.TAG_LENGTH)
                .put("chunks", chunks)
                .put("group", group.id.hex())
                .build());
        Call call = Call.postJson(CONTENTS, talks.session.token(), body).under(talks.instance.hex());
        draft.fetch(call, (next, status, answer) -> {
            if (status != OK && status != CREATED) {
                refusals.fail(next, Problem.of("announcing the attachment", status, answer, talks.home.text()));
                then.go(next);
                return;
            }
            try {
                String id = Fields.of(Json.read(answer, LIMITS, talks.home.text()), "content")
                        .text("id", 32, 32);
                RandomId.fromHex(id);
                CaseFile file =
                        new CaseFile(id, wish.name(), wish.contentType(), size, chunks, digest, OpenGroup.NO_COMMIT);
                byte[] key = talks.home.randomness().bytes(FileSeal.KEY_BYTES);
                KeptFile kept = new KeptFile(conversation, file, key, wish.source(), 0, false);
                talks.keep(next, kept);
                send(next, kept, 0);
            } catch (Malformed malformed) {
                refusals.add(next, "attachment", Reason.MALFORMED, malformed.reason());
                then.go(next);
            }
        });
    }

    /** The second reading: what the server has already is sealed once more, for the digest, and not sent. */
    private void send(Draft draft, KeptFile kept, int index) {
        draft.take(wish.source(), index, (next, bytes, last) -> {
            FileSeal seal = new FileSeal(
                    kept.key(), KeptFile.id(kept.file()).bytes(), kept.file().size());
            if (bytes == null || index >= seal.chunks() || bytes.length != seal.length(index)) {
                changed(next, kept);
                return;
            }
            again.update(bytes, 0, bytes.length);
            byte[] out = seal.seal(index, bytes);
            sealed.update(out, 0, out.length);
            if (index < kept.stored()) {
                on(next, kept, index);
            } else {
                put(next, kept, index, out, 0);
            }
        });
    }

    private void put(Draft draft, KeptFile kept, int index, byte[] out, int tries) {
        String path = CONTENTS + "/" + kept.file().id() + "/" + index;
        Call call = Call.bytes("PUT", path, talks.session.token(), out).under(talks.instance.hex());
        draft.fetch(call, (next, status, answer) -> {
            if (status == OK || status == CREATED) {
                KeptFile more = kept.with(index + 1);
                talks.keep(next, more);
                long total = more.file().chunks();
                next.show(new View.Progress("attachment", index + 1L, total));
                on(next, more, index);
            } else if (passing(status) && tries < TRIES_MAX) {
                next.pause(later(talks, tries), again -> put(again, kept, index, out, tries + 1));
            } else {
                refusals.fail(next, Problem.of("sending the attachment", status, answer, talks.home.text()));
                then.go(next);
            }
        });
    }

    private void on(Draft draft, KeptFile kept, int index) {
        if (index + 1 < kept.file().chunks()) {
            send(draft, kept, index + 1);
            return;
        }
        if (!again.finish().equals(kept.file().plain())) {
            changed(draft, kept);
            return;
        }
        KeptFile done = kept.finished(sealed.finish());
        talks.keep(draft, done);
        draft.show(
                new View.Talk(kept.conversation().hex(), "attached", done.file().id()));
        then.go(draft);
    }

    /** It was written to meanwhile: nothing of it is named, and the next try has another key and id. */
    private void changed(Draft draft, KeptFile kept) {
        talks.drop(draft, kept);
        fail(draft, "file-changed", "the file changed while it was read");
    }
}
