package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Act;
import org.hublink.protocol.ActPlace;
import org.hublink.protocol.CaseMember;
import org.hublink.protocol.CaseParty;
import org.hublink.protocol.CaseStory;
import org.hublink.protocol.Coded;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.ListingId;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Note;
import org.hublink.protocol.Part;
import org.hublink.protocol.PartJson;
import org.hublink.protocol.Parts;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Reason;
import org.hublink.protocol.RootFacts;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Transition;
import org.hublink.protocol.Trust;
import org.hublink.protocol.Verdict;
import org.hublink.protocol.VerifiedAct;
import org.jspecify.annotations.Nullable;

/**
 * A case as evidence (PROTOCOL C4): its signed steps, the checkpoints under which each was judged when it came, and the parts of
 * the log's statements that the verdicts used. Whoever follows the log himself judges it anew and need not trust whoever made it.
 *
 * <p>Chats and cards are not in it. The words of the case are: it is as confidential as the case.
 */
public final class CaseEvidence {
    private static final int BYTES_MAX = 32 << 20;
    private static final int STEPS_MAX = CaseStory.TRANSITIONS_MAX;
    private static final int PARTS_MAX = 4_096;
    private static final JsonLimits LIMITS = new JsonLimits(BYTES_MAX, 6, 100_000, 128 * 1024);
    private static final String VERSION = "v";

    /**
     * A step and what was found of it.
     *
     * @param verdict {@code trusted} or a reason
     * @param officer pseudonym of the signer; null unless it is trusted
     * @param size leaves of the log under which it was judged
     * @param cosigned when that checkpoint was signed, epoch seconds
     */
    public record Step(
            Act act,
            String verdict,
            @Nullable String officer,
            @Nullable CaseMember member,
            long size,
            long cosigned) {}

    /** What the judgement of a whole file came to. */
    public record Report(String conversation, List<Step> steps, CaseStory story) {
        public Report {
            steps = List.copyOf(steps);
        }
    }

    private CaseEvidence() {}

    /** All steps of a case that count here, with what each verdict used. */
    static byte[] write(Talks talks, Conversation conversation) throws Malformed {
        List<Json> steps = new ArrayList<>();
        Map<String, CaseParty> desks = new LinkedHashMap<>();
        Map<Long, Part> used = new LinkedHashMap<>();
        for (KeptAct kept : conversation.acts()) {
            KeptAct.Judged judged = kept.judged();
            if (judged == null || !kept.act(talks.home.text()).kind().equals(Transition.KIND)) {
                continue;
            }
            steps.add(Json.obj()
                    .put("envelope", Envelope.read(kept.envelope()).json())
                    .put("checkpoint", Utf8.decode(judged.checkpoint()))
                    .build());
            use(talks, judged.index(), used);
            CaseMember member = judged.member();
            if (member != null) {
                desks.put(member.desk(), member.party());
            }
        }
        for (String desk : desks.keySet()) {
            Subject subject = new Subject(StatementType.DESK, desk.substring(0, 2), desk);
            for (long leaf : talks.following.trust().ledger().candidates(subject)) {
                use(talks, leaf, used);
            }
        }
        List<Json> places = new ArrayList<>();
        desks.forEach((desk, party) -> places.add(
                Json.obj().put("desk", desk).put("party", party.code()).build()));
        List<Json> parts = new ArrayList<>();
        used.forEach((leaf, part) -> parts.add(
                Json.obj().put("leaf", leaf).put("part", PartJson.write(part)).build()));
        return Json.write(Json.obj()
                .put(VERSION, 1)
                .put("conversation", conversation.id().hex())
                .put("desks", places)
                .put("steps", steps)
                .put("parts", parts)
                .build());
    }

    private static void use(Talks talks, long leaf, Map<Long, Part> used) {
        Part part = talks.shelf.part(leaf, 0);
        if (part != null) {
            used.put(leaf, part);
        }
    }

    /**
     * Judges a file by nothing but the log that was followed here: each checkpoint must be of that log's own history, and each
     * step by somebody who could sign it for that desk at that moment.
     *
     * @throws Malformed with JSON's reasons, those of envelopes and parts, and {@code evidence-shape}
     */
    static Report judge(byte[] file, Following following) throws Malformed {
        Trust trust = following.trust();
        Fields fields = Fields.of(Json.read(file, LIMITS, trust.ledger().text()), "evidence");
        fields.integer(VERSION, 1, 1);
        byte[] id = fields.hex("conversation", RandomId.LENGTH);
        String conversation = Hex.encode(id);
        ConversationContext context = ConversationContext.ofCase(id, desks(fields));
        Map<Long, Part> given = new LinkedHashMap<>();
        for (Fields one : fields.objects("parts", 0, PARTS_MAX)) {
            given.put(one.integer("leaf", 0, Json.INTEGER_MAX), PartJson.read(one.object("part")));
        }
        Parts parts = (statement, n) -> n == 0 ? given.get(statement.index()) : null;
        List<Step> steps = new ArrayList<>();
        List<VerifiedAct> counted = new ArrayList<>();
        Map<Digest, CaseMember> members = new LinkedHashMap<>();
        Set<String> seen = new LinkedHashSet<>();
        for (Fields one : fields.objects("steps", 0, STEPS_MAX)) {
            Envelope envelope = Envelope.of(one.json("envelope"));
            byte[] note = Utf8.encode(one.multiline("checkpoint", 1, Note.BYTES_MAX));
            one.end();
            Act act = Act.read(envelope, trust.ledger().text());
            Verdict<SignedCheckpoint> checkpoint = past(following, note);
            Verdict<VerifiedAct> verdict = checkpoint instanceof Verdict.Trusted<SignedCheckpoint> known
                    ? trust.act(
                            envelope,
                            new ActPlace(Transition.KIND, conversation, seen, parts),
                            new Moment(known.value().size(), following.moment().time()))
                    : ((Verdict.Refused<SignedCheckpoint>) checkpoint).as();
            VerifiedAct verified = verdict.valueOrNull();
            SignedCheckpoint at = checkpoint.valueOrNull();
            String officer = verified == null ? null : verified.officer();
            CaseMember member =
                    verified == null || officer == null ? null : member(trust, parts, verified, officer, context);
            String code = verified != null && member == null ? Reason.NOT_ROSTERED.code() : verdict.code();
            if (verified != null && member != null) {
                seen.add(act.id());
                counted.add(verified);
                members.put(verified.digest(), member);
            }
            steps.add(
                    new Step(act, code, officer, member, at == null ? 0 : at.size(), at == null ? 0 : at.cosignedAt()));
        }
        fields.end();
        return new Report(conversation, steps, CaseStory.of(counted, act -> members.get(act.digest())));
    }

    /**
     * A checkpoint of the log's past: under the keys of one of its roots, and over the very leaves that are known here; {@code
     * log-behind} for one that is ahead of them, {@code log-fork} for one of another history.
     */
    private static Verdict<SignedCheckpoint> past(Following following, byte[] note) {
        Ledger ledger = following.trust().ledger();
        Verdict<SignedCheckpoint> verdict = Verdict.refused(Reason.LOG_BEHIND, "nothing followed yet");
        for (long index : ledger.candidates(Subject.ROOT)) {
            Leaf root = ledger.leaf(index);
            if (verdict.valueOrNull() == null && root != null && root.header().facts() instanceof RootFacts facts) {
                verdict = SignedCheckpoint.read(note, Following.logKey(facts), Following.cosignerKey(facts));
            }
        }
        SignedCheckpoint past = verdict.valueOrNull();
        if (past == null) {
            return verdict;
        }
        if (past.size() > ledger.size()) {
            return Verdict.refused(Reason.LOG_BEHIND, past.size() + " leaves");
        }
        return following.root(past.size()).equals(past.root())
                ? verdict
                : Verdict.refused(Reason.LOG_FORK, "another root over " + past.size() + " leaves");
    }

    private static List<ConversationContext.Place> desks(Fields fields) throws Malformed {
        List<ConversationContext.Place> desks = new ArrayList<>();
        for (Fields one : fields.objects("desks", 0, ConversationContext.DESKS_MAX)) {
            String desk = one.text("desk", 1, 20);
            CaseParty party = Coded.find(CaseParty.values(), one.text("party", 1, 20));
            one.end();
            if (party == null || !ListingId.valid(desk)) {
                throw new Malformed("evidence-shape", "desks");
            }
            desks.add(new ConversationContext.Place(desk, party));
        }
        return desks;
    }

    /** For which of the desks the signer stood on the roster when he signed; null for none. */
    private static @Nullable CaseMember member(
            Trust trust, Parts parts, VerifiedAct verified, String officer, ConversationContext context) {
        Act act = verified.act();
        Rosters rosters = new Rosters(trust, parts, new Moment(act.checkpointSize(), act.time()));
        Rosters.Seat seat = new Rosters.Seat(act.signer().id(), act.signer().country(), officer);
        List<ConversationContext.Place> places = rosters.places(seat, context).valueOrNull();
        return places == null ? null : Hearing.member(places, rosters, seat);
    }
}
