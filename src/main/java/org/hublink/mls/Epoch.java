package org.hublink.mls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * One member's view of one epoch, without the message ratchets. It changes only with a commit.
 *
 * @param interim interim transcript hash
 * @param confirmationTag of the commit that began the epoch
 * @param own the member's leaf
 * @param signatureKey private signature key of that leaf
 * @param reInit what closed the group with the commit that began the epoch
 * @param resumptions resumption secrets of this and earlier epochs, as far as the policy keeps them
 */
record Epoch(
        CipherSuite suite,
        GroupContext context,
        RatchetTree tree,
        byte[] interim,
        byte[] confirmationTag,
        EpochSecrets secrets,
        TreeKem.PrivateKeys keys,
        int own,
        byte[] signatureKey,
        List<Resumption> resumptions,
        Proposal.@Nullable ReInit reInit) {
    /** An epoch in which the group is open. */
    Epoch(
            CipherSuite suite,
            GroupContext context,
            RatchetTree tree,
            byte[] interim,
            byte[] confirmationTag,
            EpochSecrets secrets,
            TreeKem.PrivateKeys keys,
            int own,
            byte[] signatureKey,
            List<Resumption> resumptions) {
        this(suite, context, tree, interim, confirmationTag, secrets, keys, own, signatureKey, resumptions, null);
    }

    /** The resumption secret of a past epoch of this group. */
    record Resumption(long epoch, byte[] secret) {
        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /** The same, seen from another leaf. */
    Epoch at(int leaf) {
        return new Epoch(
                suite, context, tree, interim, confirmationTag, secrets, keys, leaf, signatureKey, resumptions, reInit);
    }

    byte[] contextBytes() {
        return context.encode();
    }

    /** The message keys of a fresh epoch. The encryption secret is overwritten: only ratchets lead to keys from now on. */
    SecretTree openRatchets(Policy policy) {
        SecretTree tree = new SecretTree(suite, secrets.encryption(), this.tree.width(), policy.window());
        Bytes.zero(secrets.encryption());
        return tree;
    }

    /** Resumption secrets for the next epoch, this one's first. */
    List<Resumption> resumptionsAfter(Policy policy) {
        List<Resumption> out = new ArrayList<>();
        out.add(new Resumption(context.epoch(), secrets.resumption()));
        out.addAll(resumptions);
        return List.copyOf(out.subList(0, Math.min(out.size(), policy.resumptionsMax())));
    }

    /**
     * Secrets of pre-shared keys; {@code psk-unknown} where one is missing.
     *
     * @param succession the one that ties the group to another, where there is one
     */
    List<KeySchedule.Psk> psks(List<PreSharedKeyId> ids, Terms terms, KeySchedule.@Nullable Psk succession)
            throws Malformed {
        List<KeySchedule.Psk> out = new ArrayList<>();
        for (PreSharedKeyId id : ids) {
            byte[] secret;
            if (id.type() == PreSharedKeyId.EXTERNAL) {
                secret = terms.psks().external(id.id());
            } else if (id.ofSuccession()) {
                secret = succession == null ? null : succession.secret();
            } else if (Bytes.equal(id.id(), context.groupId())) {
                secret = resumption(id.epoch());
            } else {
                secret = terms.psks().resumption(id.id(), id.epoch());
            }
            if (secret == null) {
                throw new Malformed("psk-unknown");
            }
            out.add(new KeySchedule.Psk(id, secret));
        }
        return out;
    }

    byte @Nullable [] resumption(long epoch) {
        if (epoch == context.epoch()) {
            return secrets.resumption();
        }
        for (Resumption past : resumptions) {
            if (past.epoch() == epoch) {
                return past.secret();
            }
        }
        return null;
    }

    /**
     * Overwrites what only this epoch needed.
     *
     * @param keptKeys private keys of the tree that live on
     */
    void wipe(Map<Integer, byte[]> keptKeys) {
        keys.wipeBut(keptKeys);
        Bytes.zero(secrets.init());
        Bytes.zero(secrets.senderData());
        Bytes.zero(secrets.exporter());
        Bytes.zero(secrets.membership());
        Bytes.zero(secrets.external());
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
