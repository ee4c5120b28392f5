package org.hublink.mls;

import java.util.List;
import org.hublink.primitives.Hpke;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;
import org.jspecify.annotations.Nullable;

/** A change to be proposed, by itself ({@link Group#propose}) or inside a commit ({@link CommitPlan}). */
public final class ProposalPlan {
    /** Makes the proposal once the epoch is known. */
    private interface Maker {
        Made make(CipherSuite suite, @Nullable Epoch epoch, Randomness randomness) throws Malformed;
    }

    /**
     * A proposal.
     *
     * @param leafKey private key of the leaf in an Update
     */
    record Made(Proposal proposal, byte @Nullable [] leafKey) {
        Made(Proposal proposal) {
            this(proposal, null);
        }

        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    private final Maker maker;

    private ProposalPlan(Maker maker) {
        this.maker = maker;
    }

    Made make(CipherSuite suite, @Nullable Epoch epoch, Randomness randomness) throws Malformed {
        return maker.make(suite, epoch, randomness);
    }

    /** Adds the client of a key package, given as an MLS message. */
    public static ProposalPlan add(byte[] keyPackage) {
        byte[] message = keyPackage.clone();
        return new ProposalPlan((suite, epoch, randomness) -> {
            if (!(MlsMessage.decode(message).body() instanceof KeyPackage body)) {
                throw new Malformed("not-a-key-package");
            }
            return new Made(new Proposal.Add(body));
        });
    }

    public static ProposalPlan remove(int leaf) {
        return new ProposalPlan((suite, epoch, randomness) -> new Made(new Proposal.Remove(leaf)));
    }

    /** Fresh keys for one's own leaf, and other extensions on it unless null. */
    public static ProposalPlan update(@Nullable List<Extension> leafExtensions) {
        return new ProposalPlan((suite, epoch, randomness) -> {
            if (epoch == null) {
                throw new Malformed("update-by-outsider");
            }
            LeafNode like = epoch.tree().requireLeaf(epoch.own());
            if (leafExtensions != null) {
                like = like.withExtensions(Extension.list(leafExtensions));
            }
            Hpke.KeyPair keys =
                    suite.deriveKeyPair(randomness.bytes(suite.hash().length()));
            LeafNode leaf = like.renewed(keys.publicKey(), LeafNode.UPDATE, new byte[0])
                    .signed(suite, epoch.signatureKey(), epoch.context().groupId(), epoch.own());
            return new Made(new Proposal.Update(leaf), keys.privateKey());
        });
    }

    /** Mixes a pre-shared key in, by its id in the caller's store. */
    public static ProposalPlan externalPsk(byte[] id) {
        byte[] copy = id.clone();
        return new ProposalPlan((suite, epoch, randomness) -> new Made(
                new Proposal.Psk(new PreSharedKeyId(PreSharedKeyId.EXTERNAL, 0, copy, 0, nonce(suite, randomness)))));
    }

    /** Mixes the resumption secret of a past epoch in, of this group or another one. */
    public static ProposalPlan resumptionPsk(byte[] groupId, long epochNumber) {
        byte[] copy = groupId.clone();
        return new ProposalPlan((suite, epoch, randomness) -> new Made(new Proposal.Psk(new PreSharedKeyId(
                PreSharedKeyId.RESUMPTION, PreSharedKeyId.APPLICATION, copy, epochNumber, nonce(suite, randomness)))));
    }

    private static byte[] nonce(CipherSuite suite, Randomness randomness) {
        return randomness.bytes(suite.hash().length());
    }

    /**
     * Closes the group in favour of a new one with the same members.
     *
     * @param suiteNumber of the new group
     */
    public static ProposalPlan reInit(byte[] newGroupId, int suiteNumber, List<Extension> extensions) {
        byte[] copy = newGroupId.clone();
        List<Extension> list = List.copyOf(extensions);
        return new ProposalPlan((suite, epoch, randomness) ->
                new Made(new Proposal.ReInit(copy, MlsMessage.VERSION, suiteNumber, Extension.list(list))));
    }

    /** Replaces all extensions of the group. */
    public static ProposalPlan groupExtensions(List<Extension> extensions) {
        List<Extension> list = List.copyOf(extensions);
        return new ProposalPlan(
                (suite, epoch, randomness) -> new Made(new Proposal.GroupContextExtensions(Extension.groupList(list))));
    }
}
