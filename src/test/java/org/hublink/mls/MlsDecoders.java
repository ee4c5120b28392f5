package org.hublink.mls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Decoder;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;

/** The decoders of this room, and a group that takes whatever comes. */
public final class MlsDecoders {
    static final int PRODUCT_SUITE = 0xF053;
    static final long NOW = 1_800_000_000L;
    static final Suites SUITES = Suites.of(CipherSuite.X25519_AES128, CipherSuite.xWing(PRODUCT_SUITE));
    static final Policy POLICY = Policy.strict(SUITES);
    static final Terms TERMS = new Terms(POLICY, (occasion, member, before, data) -> null, id -> null, NOW);

    private MlsDecoders() {}

    public static Map<String, Decoder> all() {
        Map<String, Decoder> all = new LinkedHashMap<>();
        all.put("mls-message", plain(MlsMessage::read));
        all.put("mls-proposal", plain(Proposal::read));
        all.put("mls-commit", plain(Commit::read));
        all.put("mls-group-secrets", plain(GroupSecrets::read));
        all.put("mls-authenticated-content", plain(AuthenticatedContent::read));
        all.put("mls-external-sender", plain(ExternalSender::read));
        all.put("mls-tree", (in, context, home) -> tree(in));
        all.put(
                "mls-key-package-secrets",
                (in, context, home) -> KeyPackageSecrets.decode(in).encode());
        all.put("mls-pending", (in, context, home) -> Pending.decode(in, SUITES).encode());
        all.put("mls-epoch", (in, context, home) -> GroupState.epoch(GroupState.epoch(in, SUITES)));
        all.put(
                "mls-ratchets",
                (in, context, home) -> GroupState.ratchets(GroupState.restore(context.get(0), in, POLICY)));
        all.put("mls-receive", MlsDecoders::receive);
        all.put("mls-join", MlsDecoders::join);
        return all;
    }

    private static Decoder plain(Encoded.Reader<? extends Encoded> reader) {
        return (in, context, home) -> Encoded.decode(in, reader).encode();
    }

    private static byte[] tree(byte[] in) throws Malformed {
        RatchetTree tree = Encoded.decode(in, from -> RatchetTree.read(CipherSuite.X25519_AES128, from));
        String judged;
        try {
            TreeCheck.unmergedLeaves(tree);
            TreeCheck.parentHashes(tree);
            TreeCheck.uniqueKeys(tree);
            judged = "sound";
        } catch (Malformed refused) {
            judged = refused.reason();
        }
        return Bytes.concat(tree.encode(), tree.rootHash(), Utf8.encode(judged));
    }

    /** Context: a member's epoch and ratchets. */
    private static byte[] receive(byte[] in, List<byte[]> context, Home home) throws Malformed {
        Received received =
                GroupState.restore(context.get(0), context.get(1), POLICY).receive(in, TERMS);
        if (received instanceof Received.Refused refused) return Utf8.encode(refused.reason());
        if (received instanceof Received.Message message)
            return Bytes.concat(message.authenticatedData(), message.data());
        if (received instanceof Received.Committed committed) return GroupState.epoch(committed.next());
        if (received instanceof Received.Proposed proposed) return GroupState.ratchets(proposed.next());
        return Utf8.encode("removed");
    }

    /** Context: the secrets of the newcomer's key package. */
    private static byte[] join(byte[] in, List<byte[]> context, Home home) throws Malformed {
        Joined joined = Group.join(in, KeyPackageSecrets.decode(context.get(0)), null, TERMS);
        if (joined instanceof Joined.Welcomed welcomed) return GroupState.epoch(welcomed.group());
        return Utf8.encode(((Joined.Refused) joined).reason());
    }
}
