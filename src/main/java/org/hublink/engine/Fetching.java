package org.hublink.engine;

import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Sha256;
import org.hublink.protocol.CaseFile;

/**
 * Fetches an attachment, one chunk at a time (PROTOCOL B2). The home keeps what it is given out of sight until the last chunk,
 * which it gets only if both digests fit.
 */
final class Fetching {
    private static final int OK = 200;

    private final Talks talks;
    private final Refusals refusals;
    private final CaseFile file;
    private final FileSeal seal;
    private final String sink;
    private final Draft.Then then;
    private final Sha256 plain = new Sha256();
    private final Sha256 sealed = new Sha256();

    Fetching(Talks talks, Refusals refusals, CaseFile file, byte[] key, String sink, Draft.Then then) {
        this.talks = talks;
        this.refusals = refusals;
        this.file = file;
        this.seal = new FileSeal(key, KeptFile.id(file).bytes(), file.size());
        this.sink = sink;
        this.then = then;
    }

    void run(Draft draft) {
        get(draft, 0, 0);
    }

    private void get(Draft draft, int index, int tries) {
        Call call = Call.getJson(Attaching.CONTENTS + "/" + file.id() + "/" + index, talks.session.token())
                .under(talks.instance.hex());
        draft.fetch(call, (next, status, body) -> {
            if (status == OK) {
                open(next, index, body);
            } else if (status == 0 && tries < Attaching.TRIES_MAX) {
                get(next, index, tries + 1);
            } else {
                next.discard(sink);
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
            draft.give(sink, index, chunk, last, (next, written) -> {
                if (!written) {
                    next.discard(sink);
                    refusals.fail(next, new View.Failed("file-unwritable", "the file cannot be written"));
                    then.go(next);
                } else if (last) {
                    next.show(new View.Talk("", "fetched", file.id()));
                    then.go(next);
                } else {
                    next.show(new View.Progress("attachment", index + 1L, file.chunks()));
                    get(next, index + 1, 0);
                }
            });
        } catch (Malformed refused) {
            draft.discard(sink);
            refusals.fail(draft, new View.Failed(refused.reason(), "attachment " + file.id()));
            then.go(draft);
        }
    }
}
