package org.hublink.engine;

import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Sha256;
import org.hublink.protocol.CaseFile;

/**
 * Fetches an attachment, one chunk at a time (PROTOCOL B2). The home keeps what it is given out of sight until the last chunk,
 * which it gets only if both digests fit. What an earlier try left there is read back and counts only by the same digests.
 */
final class Fetching {
    private static final int OK = 200;

    private final Talks talks;
    private final Refusals refusals;
    private final CaseFile file;
    private final FileSeal seal;
    private final String sink;
    private final Draft.Then then;
    private Sha256 plain = new Sha256();
    private Sha256 sealed = new Sha256();
    private int kept;

    Fetching(Talks talks, Refusals refusals, CaseFile file, byte[] key, String sink, Draft.Then then) {
        this.talks = talks;
        this.refusals = refusals;
        this.file = file;
        this.seal = new FileSeal(key, KeptFile.id(file).bytes(), file.size());
        this.sink = sink;
        this.then = then;
    }

    void run(Draft draft) {
        retake(draft, 0);
    }

    /** The last chunk is always fetched: with it the file gets its name. */
    private void retake(Draft draft, int index) {
        if (index + 1 >= file.chunks()) {
            get(draft, index, 0);
            return;
        }
        draft.retake(sink, index, (next, bytes, last) -> {
            if (bytes == null || bytes.length != seal.length(index)) {
                get(next, index, 0);
                return;
            }
            byte[] out = seal.seal(index, bytes);
            sealed.update(out, 0, out.length);
            plain.update(bytes, 0, bytes.length);
            kept = index + 1;
            retake(next, index + 1);
        });
    }

    private void get(Draft draft, int index, int tries) {
        Call call = Call.getJson(Attaching.CONTENTS + "/" + file.id() + "/" + index, talks.session.token())
                .under(talks.instance.hex());
        draft.fetch(call, (next, status, body) -> {
            if (status == OK) {
                open(next, index, body);
            } else if (Attaching.passing(status) && tries < Attaching.TRIES_MAX) {
                next.pause(Attaching.later(talks, tries), again -> get(again, index, tries + 1));
            } else {
                // What came so far stays out of sight, for the next try.
                refusals.fail(next, Problem.of("fetching the attachment", status, body, talks.home.text()));
                then.go(next);
            }
        });
    }

    private void open(Draft draft, int index, byte[] body) {
        boolean last = index + 1 == file.chunks();
        try {
            byte[] chunk = seal.open(index, body);
            sealed.update(body, 0, body.length);
            plain.update(chunk, 0, chunk.length);
            byte[] head = Bytes.slice(chunk, 0, Math.min(chunk.length, Imagery.HEAD_BYTES));
            if (index == 0 && Imagery.looks(head)) {
                throw new Malformed("imagery-refused");
            }
            if (last && !(plain.finish().equals(file.plain()) && sealed.finish().equals(file.sealed()))) {
                throw new Malformed("content-digest");
            }
            draft.give(sink, index, chunk, last, (next, written) -> given(next, index, last, written));
        } catch (Malformed refused) {
            draft.discard(sink);
            if (kept > 0) {
                // It may be what stood on the disk that does not fit: all of it once more, from the server alone.
                kept = 0;
                plain = new Sha256();
                sealed = new Sha256();
                get(draft, 0, 0);
                return;
            }
            refusals.fail(draft, new View.Failed(refused.reason(), "attachment " + file.id()));
            then.go(draft);
        }
    }

    private void given(Draft draft, int index, boolean last, boolean written) {
        if (!written) {
            draft.discard(sink);
            refusals.fail(draft, new View.Failed("file-unwritable", "the file cannot be written"));
            then.go(draft);
        } else if (last) {
            draft.show(new View.Progress("attachment", file.chunks(), file.chunks()));
            draft.show(new View.Talk("", "fetched", file.id()));
            then.go(draft);
        } else {
            draft.show(new View.Progress("attachment", index + 1L, file.chunks()));
            get(draft, index + 1, 0);
        }
    }
}
