package org.hublink.mls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;

/**
 * What is kept of an epoch that is over, to open application messages that come late (RFC 9420 §15.3). Nothing is sent
 * in it.
 *
 * @param context the encoded GroupContext
 * @param signatureKeys of its members, by leaf
 */
record PastEpoch(
        long number, byte[] context, byte[] senderData, Map<Integer, byte[]> signatureKeys, SecretTree ratchets) {
    /** Past epochs of the group that follows the one given, the newest first; others are overwritten. */
    static List<PastEpoch> after(Group group, Policy policy) {
        List<PastEpoch> out = new ArrayList<>();
        if (policy.pastEpochsMax() > 0) {
            Epoch epoch = group.epoch();
            Map<Integer, byte[]> keys = new LinkedHashMap<>();
            for (Member member : group.members()) {
                keys.put(member.leaf(), member.signatureKey());
            }
            byte[] senderData = epoch.secrets().senderData().clone();
            out.add(new PastEpoch(epoch.context().epoch(), epoch.contextBytes(), senderData, keys, group.ratchets()));
        }
        for (PastEpoch past : group.past()) {
            if (out.size() < policy.pastEpochsMax()) {
                out.add(past);
            } else {
                past.wipe();
            }
        }
        return List.copyOf(out);
    }

    byte[] signatureKey(Sender sender) throws Malformed {
        byte[] key = signatureKeys.get((int) sender.index());
        if (key == null) {
            throw new Malformed("leaf-unknown");
        }
        return key;
    }

    void write(ByteWriter out) {
        out.u64(number).vector(context).vector(senderData).varint(signatureKeys.size());
        for (Map.Entry<Integer, byte[]> key : signatureKeys.entrySet()) {
            out.u32(key.getKey()).vector(key.getValue());
        }
        out.vector(ratchets.encode());
    }

    static PastEpoch read(CipherSuite suite, ByteReader in, Policy policy) throws Malformed {
        long number = in.u64();
        byte[] context = in.vector();
        byte[] senderData = in.vector();
        Map<Integer, byte[]> keys = new LinkedHashMap<>();
        int count = in.varint();
        for (int i = 0; i < count; i++) {
            GroupState.putOnce(keys, GroupState.index(in, TreeMath.LEAVES_MAX), in.vector());
        }
        return new PastEpoch(number, context, senderData, keys, SecretTree.decode(suite, in.vector(), policy.window()));
    }

    void wipe() {
        Bytes.zero(senderData);
        ratchets.wipe();
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
