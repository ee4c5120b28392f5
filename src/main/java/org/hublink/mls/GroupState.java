package org.hublink.mls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Malformed;

/**
 * A group in two parts for storage: the epoch, which changes with a commit, and the ratchets, which change with a
 * message. Both hold secrets: the caller seals them. An old state is never to be opened again; what protects even then
 * is the random reuse guard of each message.
 */
public final class GroupState {
    private static final int FORM = 2;

    private GroupState() {}

    /** The epoch part of a group. */
    public static byte[] epoch(Group group) {
        group.check();
        return epoch(group.epoch());
    }

    /** The ratchets part of a group, with the proposals received in the epoch. */
    public static byte[] ratchets(Group group) {
        group.check();
        ByteWriter out = new ByteWriter();
        out.u8(FORM).u64(group.epochNumber()).vector(group.ratchets().encode());
        out.varint(group.proposals().size());
        for (Map.Entry<String, ProposalList.Item> entry : group.proposals().entrySet()) {
            out.vector(unhex(entry.getKey()));
            entry.getValue().sender().write(out);
            entry.getValue().proposal().write(out);
            byte[] leafKey = entry.getValue().leafKey();
            out.vector(leafKey == null ? new byte[0] : leafKey);
        }
        out.varint(group.past().size());
        for (PastEpoch past : group.past()) {
            past.write(out);
        }
        return out.toBytes();
    }

    private static byte[] unhex(String hex) {
        try {
            return Hex.decode(hex);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Puts a group together again; parts of two epochs are {@code state-parts-differ}. */
    public static Group restore(byte[] epochPart, byte[] ratchetsPart, Policy policy) throws Malformed {
        Epoch epoch = epoch(epochPart, policy.suites());
        ByteReader in = new ByteReader(ratchetsPart);
        form(in);
        if (in.u64() != epoch.context().epoch()) {
            throw new Malformed("state-parts-differ");
        }
        SecretTree ratchets = SecretTree.decode(epoch.suite(), in.vector(), policy.window());
        Map<String, ProposalList.Item> proposals = new LinkedHashMap<>();
        int count = in.varint();
        for (int i = 0; i < count; i++) {
            String reference = Hex.encode(in.vector());
            Sender sender = Sender.read(in);
            Proposal proposal = Proposal.read(in);
            byte[] leafKey = in.vector();
            putOnce(
                    proposals,
                    reference,
                    new ProposalList.Item(proposal, sender, leafKey.length == 0 ? null : leafKey));
        }
        int pastCount = in.varint();
        List<PastEpoch> past = new ArrayList<>();
        for (int i = 0; i < pastCount; i++) {
            past.add(PastEpoch.read(epoch.suite(), in, policy));
        }
        in.end();
        return Group.restored(epoch, ratchets, proposals, List.copyOf(past));
    }

    private static void form(ByteReader in) throws Malformed {
        if (in.u8() != FORM) {
            throw new Malformed("state-form");
        }
    }

    static byte[] epoch(Epoch epoch) {
        ByteWriter out = new ByteWriter();
        out.u8(FORM);
        epoch.context().write(out);
        out.vector(epoch.tree().encode()).vector(epoch.interim()).vector(epoch.confirmationTag());
        EpochSecrets secrets = epoch.secrets();
        out.vector(secrets.senderData()).vector(secrets.encryption()).vector(secrets.exporter());
        out.vector(secrets.external()).vector(secrets.confirmation()).vector(secrets.membership());
        out.vector(secrets.resumption()).vector(secrets.authenticator()).vector(secrets.init());
        out.varint(epoch.keys().byNode().size());
        for (Map.Entry<Integer, byte[]> key : epoch.keys().byNode().entrySet()) {
            out.u32(key.getKey()).vector(key.getValue());
        }
        out.u32(epoch.own())
                .vector(epoch.signatureKey())
                .varint(epoch.resumptions().size());
        for (Epoch.Resumption past : epoch.resumptions()) {
            out.u64(past.epoch()).vector(past.secret());
        }
        Encoded.writeOptional(out, epoch.reInit());
        return out.toBytes();
    }

    static Epoch epoch(byte[] bytes, Suites suites) throws Malformed {
        ByteReader in = new ByteReader(bytes);
        form(in);
        GroupContext context = GroupContext.read(in);
        CipherSuite suite = suites.suite(context.suite());
        RatchetTree tree = Encoded.decode(in.vector(), from -> RatchetTree.read(suite, from));
        byte[] interim = in.vector();
        byte[] tag = in.vector();
        EpochSecrets secrets = new EpochSecrets(
                in.vector(),
                in.vector(),
                in.vector(),
                in.vector(),
                in.vector(),
                in.vector(),
                in.vector(),
                in.vector(),
                in.vector());
        int count = in.varint();
        Map<Integer, byte[]> keys = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            putOnce(keys, index(in, tree.nodeCount()), in.vector());
        }
        int own = index(in, tree.width());
        byte[] signatureKey = in.vector();
        int past = in.varint();
        List<Epoch.Resumption> resumptions = new ArrayList<>();
        for (int i = 0; i < past; i++) {
            resumptions.add(new Epoch.Resumption(in.u64(), in.vector()));
        }
        Proposal closing = Encoded.readOptional(in, Proposal::read);
        in.end();
        return new Epoch(
                suite,
                context,
                tree,
                interim,
                tag,
                secrets,
                new TreeKem.PrivateKeys(keys),
                own,
                signatureKey,
                List.copyOf(resumptions),
                closing instanceof Proposal.ReInit reInit ? reInit : null);
    }

    /** An index below a bound: else {@code state-index}. */
    static int index(ByteReader in, int bound) throws Malformed {
        long value = in.u32();
        if (value >= bound) {
            throw new Malformed("state-index");
        }
        return (int) value;
    }

    /** 0 or 1: else {@code state-flag}, as what is stored has one form. */
    static boolean flag(ByteReader in) throws Malformed {
        int flag = in.u8();
        if (flag > 1) {
            throw new Malformed("state-flag");
        }
        return flag == 1;
    }

    /** Puts what may stand once: else {@code state-twice}. */
    static <K, V> void putOnce(Map<K, V> into, K key, V value) throws Malformed {
        if (into.put(key, value) != null) {
            throw new Malformed("state-twice");
        }
    }
}
