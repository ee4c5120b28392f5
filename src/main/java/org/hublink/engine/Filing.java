package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Act;
import org.hublink.protocol.CaseParty;
import org.hublink.protocol.CaseRequest;
import org.hublink.protocol.CaseStory;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Moment;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Reason;
import org.hublink.protocol.Transition;
import org.hublink.protocol.Verdict;
import org.hublink.protocol.VerifiedAct;
import org.jspecify.annotations.Nullable;

/** Takes the records that colleagues filed, and files what is due (PROTOCOL B4). */
final class Filing {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int HEADS_MAX = 2_000;
    private static final int TRIES_MAX = 3;
    private static final int HEAD_PAGES_MAX = 50;
    private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 4, 4 * HEADS_MAX, 64);

    private final Talks talks;
    private final Refusals refusals;
    private final DeskArchive archive;
    private final ArchiveJudge judge;
    private final Talks.Breath breath;
    private final Draft.Then grown;
    private final long size;
    private final String path;

    /**
     * A round of it.
     *
     * @param grown goes on instead where the log has grown meanwhile: who holds the key is looked at first again (B4)
     */
    Filing(
            Talks talks,
            Refusals refusals,
            DeskArchive archive,
            ArchiveJudge judge,
            Talks.Breath breath,
            Draft.Then grown) {
        this.talks = talks;
        this.refusals = refusals;
        this.archive = archive;
        this.judge = judge;
        this.breath = breath;
        this.grown = grown;
        this.size = talks.following.size();
        this.path = "/api/v1/messaging/archive/" + archive.desk + "/records";
    }

    private void breathe(Draft draft, Draft.Then then) {
        breath.take(draft, next -> {
            if (talks.following.size() == size) {
                then.go(next);
            } else {
                grown.go(next);
            }
        });
    }

    void run(Draft draft, Draft.Then then) {
        heads(draft, new LinkedHashMap<>(), RandomId.NONE, 0, then);
    }

    /** Asks how much was filed of each case, page by page. */
    private void heads(Draft draft, Map<RandomId, Integer> heads, RandomId after, int page, Draft.Then then) {
        String query = page == 0 ? "/heads" : "/heads?after=" + after.hex();
        draft.fetch(call("GET", query, null), (next, status, body) -> {
            if (status != OK) {
                refusals.fail(next, Problem.of("asking what was archived", status, body, talks.home.text()));
                then.go(next);
                return;
            }
            RandomId last = after;
            int count = 0;
            try {
                Fields in = Fields.of(Json.read(body, LIMITS, talks.home.text()), "heads");
                for (Fields one : in.objects("heads", 0, HEADS_MAX)) {
                    last = RandomId.fromHex(one.text("conversation", 32, 32));
                    heads.put(last, (int) one.integer("count", 0, Integer.MAX_VALUE));
                    count++;
                }
            } catch (Malformed malformed) {
                refusals.add(next, archive.desk, Reason.MALFORMED, malformed.reason());
                then.go(next);
                return;
            }
            if (count == HEADS_MAX && page < HEAD_PAGES_MAX && last.compareTo(after) > 0) {
                heads(next, heads, last, page + 1, then);
            } else {
                compare(next, heads, then);
            }
        });
    }

    private void compare(Draft draft, Map<RandomId, Integer> heads, Draft.Then then) {
        List<RandomId> behind = new ArrayList<>();
        for (Map.Entry<RandomId, Integer> head : heads.entrySet()) {
            if (head.getValue() > archive.filed(head.getKey()).count) {
                behind.add(head.getKey());
            }
        }
        for (RandomId known : archive.conversations()) {
            if (heads.getOrDefault(known, 0) < archive.filed(known).count) {
                shown(draft, known, "archive-shrank", archive.filed(known).count);
            }
        }
        all(draft, behind, heads, 0, then);
    }

    private void all(Draft draft, List<RandomId> behind, Map<RandomId, Integer> heads, int at, Draft.Then then) {
        if (at == behind.size()) {
            file(draft, due(talks, archive), 0, 0, then);
            return;
        }
        RandomId conversation = behind.get(at);
        breathe(
                draft,
                rested -> take(rested, conversation, 0, next -> {
                    DeskArchive.Filed filed = archive.filed(conversation);
                    int head = heads.getOrDefault(conversation, 0);
                    if (filed.count < head && filed.withheld != head) {
                        // Said once for each number: it was erased, or the server keeps it back.
                        filed.withheld = head;
                        shown(next, conversation, "archive-withheld", filed.count);
                    }
                    all(next, behind, heads, at + 1, then);
                }));
    }

    /** Takes what stands behind the last record that this device has. */
    private void take(Draft draft, RandomId conversation, int tries, Draft.Then then) {
        int after = archive.filed(conversation).count;
        String query = "?conversation=" + conversation.hex() + "&after=" + after;
        draft.fetch(call("GET", query, null), (next, status, body) -> {
            if (status != OK) {
                refusals.fail(next, Problem.of("reading the archive", status, body, talks.home.text()));
                then.go(next);
                return;
            }
            try {
                records(next, conversation, body);
            } catch (Malformed malformed) {
                refusals.add(next, archive.desk, Reason.MALFORMED, malformed.reason());
                then.go(next);
                return;
            }
            List<Long> missing = talks.judge.missing();
            if (!missing.isEmpty() && tries < TRIES_MAX) {
                talks.parts(next, missing, refusals, parts -> take(parts, conversation, tries + 1, then));
            } else if (archive.filed(conversation).count > after && body.length > 0) {
                take(next, conversation, 0, then);
            } else {
                then.go(next);
            }
        });
    }

    private void records(Draft draft, RandomId conversation, byte[] body) throws Malformed {
        ByteReader in = new ByteReader(body);
        DeskArchive.Filed filed = archive.filed(conversation);
        while (in.remaining() > 0) {
            ByteReader one = new ByteReader(in.vector());
            int n = (int) one.u32();
            int version = (int) one.u32();
            byte[] sealed = one.vector(ArchiveRecord.SEALED_BYTES_MAX);
            one.end();
            if (n < filed.count) {
                continue;
            }
            if (n > filed.count) {
                // Erased when its time had come, or withheld: the filers' chains say no more than that.
                shown(draft, conversation, "archive-gap", filed.count);
            }
            try {
                record(draft, conversation, n, version, sealed);
            } catch (Malformed refused) {
                if (refused.reason().equals(RosterCheck.UNSURE)) {
                    return;
                }
                shown(draft, conversation, refused.reason(), n);
            }
            filed.count = n + 1;
            archive.keep(draft, conversation);
        }
    }

    private void record(Draft draft, RandomId conversation, int n, int version, byte[] sealed) throws Malformed {
        DeskArchive.Version under = archive.versions.get(version);
        ArchiveKey key = under == null ? null : under.secret;
        if (key == null) {
            throw new Malformed("archive-key");
        }
        ArchiveRecord record = ArchiveRecord.read(key.openRecord(conversation.hex(), n, sealed));
        VerifiedAct filing = judge.ofTheDesk(record.filing(), ArchiveRecord.KIND, conversation.hex());
        ArchiveRecord.Filing said = ArchiveRecord.Filing.read(filing.act().body());
        boolean same = said.desk().equals(archive.desk)
                && said.act().equals(Digest.of(record.act()))
                && said.context().equals(Digest.of(record.context()));
        if (!same) {
            throw new Malformed("content-digest");
        }
        DeskArchive.Filed filed = archive.filed(conversation);
        String filer = filing.act().signer().id();
        Digest last = filed.last.get(filer);
        Digest follows = filing.act().follows();
        boolean chained = last == null ? follows == null : follows != null && last.equals(follows);
        try {
            read(draft, conversation, n, record, said, filing.act());
        } catch (Malformed refused) {
            if (refused.reason().equals(RosterCheck.UNSURE)) {
                // Nothing of it is noted: it comes again when it can be judged.
                throw refused;
            }
            shown(draft, conversation, refused.reason(), n);
        }
        if (!chained) {
            // Kept all the same: what is missing is what somebody withheld or erased.
            shown(draft, conversation, "archive-chain", n);
        }
        filed.last.put(filer, filing.digest());
        filed.acts.add(said.act());
    }

    /** The archived act, judged as when the filer had it; a copy of one's own wins. */
    private void read(
            Draft draft, RandomId conversation, int n, ArchiveRecord record, ArchiveRecord.Filing said, Act filing)
            throws Malformed {
        Conversation known = talks.conversation(conversation);
        KeptAct.Found found = said.found(talks.home.clock().now());
        if (known.knows(found.message())) {
            if (!known.holds(found.message(), record.act())) {
                shown(draft, conversation, "archive-differs", n);
            }
            return;
        }
        ConversationContext context = ConversationContext.read(record.context());
        if (!conversation.equals(Talks.id(context.conversation()))) {
            throw new Malformed(Reason.ACT_CONTEXT.code());
        }
        Moment then = new Moment(filing.checkpointSize(), filing.time());
        KeptAct kept = talks.hearing.judged(
                new KeptAct(known.next(), found, record.act(), record.keys(), "", null), known, context, then);
        if (kept.open()) {
            throw new Malformed(RosterCheck.UNSURE);
        }
        if (!kept.trusted()) {
            throw new Malformed(kept.verdict());
        }
        sides(kept, context);
        talks.keep(draft, known, kept);
    }

    /** Who answers a case is what its request says, not what the filer does: {@code archive-context}. */
    private void sides(KeptAct kept, ConversationContext context) throws Malformed {
        Act act = kept.act(talks.home.text());
        if (!act.kind().equals(Transition.KIND)) {
            return;
        }
        CaseRequest request = Transition.read(act.body()).request();
        if (request == null) {
            return;
        }
        for (ConversationContext.Place place : context.desks()) {
            if (place.desk().equals(request.to()) && place.party() == CaseParty.ANSWERER) {
                return;
            }
        }
        throw new Malformed("archive-context");
    }

    /** One act that is to be filed. */
    record Due(RandomId conversation, KeptAct act, byte[] context) {}

    /** What this device has of the desk's cases, and nobody has filed yet as far as it knows. */
    static List<Due> due(Talks talks, DeskArchive archive) {
        List<Due> out = new ArrayList<>();
        for (Conversation conversation : talks.conversations.values()) {
            OpenGroup group = talks.group(conversation.id());
            if (group == null || !concerns(archive, group.context, conversation.story(talks.home.text()))) {
                continue;
            }
            byte[] context = group.context.extension().data();
            for (KeptAct kept : conversation.acts()) {
                boolean there = archive.filed(conversation.id()).acts.contains(Digest.of(kept.envelope()));
                if (kept.trusted() && !there && !RejoinClaim.looks(kept.envelope())) {
                    out.add(new Due(conversation.id(), kept, context));
                }
            }
        }
        return out;
    }

    /** An alternate files nothing of a case that it may not open yet (M4). */
    private static boolean concerns(DeskArchive archive, ConversationContext context, CaseStory story) {
        for (ConversationContext.Place place : context.desks()) {
            if (place.desk().equals(archive.desk)) {
                return place.party() != CaseParty.ALTERNATE || story.position().escalated();
            }
        }
        return false;
    }

    private void file(Draft draft, List<Due> due, int at, int tries, Draft.Then then) {
        if (at == due.size()) {
            then.go(draft);
        } else {
            breathe(draft, rested -> one(rested, due, at, tries, then));
        }
    }

    private void one(Draft draft, List<Due> due, int at, int tries, Draft.Then then) {
        DeskArchive.Version newest = archive.newest();
        ArchiveKey key = newest == null ? null : newest.secret;
        if (key == null) {
            then.go(draft);
            return;
        }
        Due one = due.get(at);
        DeskArchive.Filed filed = archive.filed(one.conversation());
        if (filed.acts.contains(Digest.of(one.act().envelope()))) {
            file(draft, due, at + 1, 0, then);
            return;
        }
        Digest last = filed.last.get(talks.owner.deviceId());
        ArchiveRecord.Filing filing = ArchiveRecord.Filing.of(archive.desk, one.act(), one.context());
        Verdict<Envelope> signed =
                talks.acting.sign(draft, ArchiveRecord.KIND, one.conversation().hex(), last, filing.json());
        Envelope act = signed.valueOrNull();
        if (act == null) {
            refusals.add(draft, archive.desk, (Verdict.Refused<?>) signed);
            then.go(draft);
            return;
        }
        int n = filed.count;
        byte[] plain = new ArchiveRecord(
                        act.bytes(),
                        one.context(),
                        one.act().envelope(),
                        one.act().keys())
                .plain();
        byte[] sealed = key.sealRecord(one.conversation().hex(), n, plain, talks.home.randomness());
        if (sealed.length > ArchiveRecord.SEALED_BYTES_MAX) {
            shown(draft, one.conversation(), "archive-too-large", n);
            file(draft, due, at + 1, 0, then);
            return;
        }
        byte[] form = new ByteWriter().u32(key.version()).vector(sealed).toBytes();
        Call call = call("PUT", "/" + one.conversation().hex() + "/" + n, form);
        draft.fetch(call, (next, status, answer) -> {
            if (status == OK || status == CREATED) {
                filed.count = n + 1;
                filed.acts.add(Digest.of(one.act().envelope()));
                filed.last.put(talks.owner.deviceId(), digest(act));
                archive.keep(next, one.conversation());
                file(next, due, at + 1, 0, then);
            } else if (tries < TRIES_MAX) {
                // A colleague was first: his records are read, and the place behind them is tried.
                take(next, one.conversation(), 0, taken -> file(taken, due, at, tries + 1, then));
            } else {
                refusals.fail(next, Problem.of("filing", status, answer, talks.home.text()));
                then.go(next);
            }
        });
    }

    private Digest digest(Envelope act) {
        return Digest.of(act.payload());
    }

    private void shown(Draft draft, RandomId conversation, String code, int n) {
        draft.show(new View.Talk(conversation.hex(), code, "record " + n + " of " + archive.desk));
        draft.alert(code, "archive of " + archive.desk);
    }

    private Call call(String method, String rest, byte @Nullable [] body) {
        return Call.bytes(method, path + rest, talks.session.token(), body).under(talks.instance.hex());
    }
}
