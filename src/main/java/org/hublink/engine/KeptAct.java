package org.hublink.engine;

import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Act;
import org.hublink.protocol.CaseMember;
import org.hublink.protocol.CaseParty;
import org.hublink.protocol.Coded;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.VerifiedAct;
import org.jspecify.annotations.Nullable;

/**
 * An act of a conversation as this client keeps it: what was said, where it was found, and what was found of it, with what the
 * verdict used (PROTOCOL C4).
 *
 * @param n place in this client's history of the conversation
 * @param found where it was
 * @param envelope the signed act
 * @param keys of the attachments that it names, as {@link FileKeys}
 * @param verdict {@code trusted}, a reason, or empty while it cannot be judged yet
 * @param judged what the verdict stands on; null unless it is trusted
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
record KeptAct(
        long n,
        Found found,
        byte[] envelope,
        byte[] keys,
        String verdict,
        @Nullable Judged judged) {
    static final int KEYS_BYTES_MAX = 2_048;
    static final String PREFIX = "content/";
    static final String TRUSTED = "trusted";

    private static final int CODE_BYTES_MAX = 64;
    private static final int TEXT_BYTES_MAX = 200;
    private static final int LEAF_BYTES_MAX = 8 * 1024;

    /**
     * Where an act was found.
     *
     * @param device whose leaf it came from
     * @param arrived epoch seconds
     */
    record Found(RandomId message, RandomId group, long epoch, String device, long arrived) {}

    /**
     * What a verdict stands on.
     *
     * @param member for whom the signer spoke; null outside cases
     * @param checkpoint the note under which it was judged
     * @param leaf of the signer's statement
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
    record Judged(
            String officer, boolean since, @Nullable CaseMember member, byte[] checkpoint, long index, Leaf leaf) {}

    private static CaseParty party(String code) throws Malformed {
        CaseParty party = Coded.find(CaseParty.values(), code);
        if (party == null) {
            throw new Malformed("record-party");
        }
        return party;
    }

    KeptAct with(String code, @Nullable Judged by) {
        return new KeptAct(n, found, envelope, keys, code, by);
    }

    boolean trusted() {
        return verdict.equals(TRUSTED);
    }

    boolean open() {
        return verdict.isEmpty();
    }

    Act act(Text text) throws Malformed {
        return Act.read(Envelope.read(envelope), text);
    }

    /** As the story of a case wants it; null unless it is trusted. */
    @Nullable
    VerifiedAct verified(Text text) throws Malformed {
        Judged by = judged;
        if (by == null) {
            return null;
        }
        Act act = act(text);
        return new VerifiedAct(act, act.digest(), new LoggedStatement(by.index(), by.leaf()), by.officer(), by.since());
    }

    static String name(RandomId conversation, long n) {
        return PREFIX + conversation.hex() + "/" + Names.number(n);
    }

    static KeptAct read(byte[] plain) throws Malformed {
        ByteReader in = new ByteReader(plain);
        long n = in.u64();
        Found found = new Found(
                RandomId.from(in.bytes(RandomId.LENGTH)),
                RandomId.from(in.bytes(RandomId.LENGTH)),
                in.u64(),
                Utf8.decode(in.vector(TEXT_BYTES_MAX)),
                in.u64());
        byte[] envelope = in.vector(Envelope.BYTES_MAX);
        byte[] keys = in.vector(KEYS_BYTES_MAX);
        String verdict = Utf8.decode(in.vector(CODE_BYTES_MAX));
        Judged judged = in.u8() == 1 ? judged(in) : null;
        in.end();
        return new KeptAct(n, found, envelope, keys, verdict, judged);
    }

    private static Judged judged(ByteReader in) throws Malformed {
        String officer = Utf8.decode(in.vector(TEXT_BYTES_MAX));
        boolean since = in.u8() == 1;
        CaseMember member = null;
        if (in.u8() == 1) {
            String desk = Utf8.decode(in.vector(TEXT_BYTES_MAX));
            member = new CaseMember(desk, party(Utf8.decode(in.vector(CODE_BYTES_MAX))), in.u8() == 1);
        }
        return new Judged(
                officer,
                since,
                member,
                in.vector(CommitData.NOTE_BYTES_MAX),
                in.u64(),
                Leaf.read(in.vector(LEAF_BYTES_MAX)));
    }

    byte[] plain() {
        ByteWriter out = new ByteWriter().u64(n);
        out.bytes(found.message().bytes()).bytes(found.group().bytes()).u64(found.epoch());
        out.vector(Utf8.encode(found.device())).u64(found.arrived());
        out.vector(envelope).vector(keys).vector(Utf8.encode(verdict)).u8(judged == null ? 0 : 1);
        Judged by = judged;
        if (by != null) {
            out.vector(Utf8.encode(by.officer())).u8(by.since() ? 1 : 0);
            CaseMember member = by.member();
            out.u8(member == null ? 0 : 1);
            if (member != null) {
                out.vector(Utf8.encode(member.desk()));
                out.vector(Utf8.encode(member.party().code()));
                out.u8(member.head() ? 1 : 0);
            }
            out.vector(by.checkpoint()).u64(by.index()).vector(by.leaf().bytes());
        }
        return out.toBytes();
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
