package org.hublink.mls;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;

/**
 * One member's view of one epoch, without the message ratchets. It changes only with a commit.
 *
 * @param interim interim transcript hash
 * @param confirmationTag of the commit that began the epoch
 * @param own the member's leaf
 * @param signatureKey private signature key of that leaf
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
        List<Resumption> resumptions) {
    /** The resumption secret of a past epoch of this group. */
    record Resumption(long epoch, byte[] secret) {
        @Override
        public String toString() {
            return "[hidden]";
        }
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

    /** Secrets of pre-shared keys; {@code psk-unknown} where one is missing. */
    List<KeySchedule.Psk> psks(List<PreSharedKeyId> ids, Terms terms) throws Malformed {
        List<KeySchedule.Psk> out = new ArrayList<>();
        for (PreSharedKeyId id : ids) {
            byte[] secret = null;
            if (id.type() == PreSharedKeyId.EXTERNAL) {
                secret = terms.psks().external(id.id());
            } else if (Bytes.equal(id.id(), context.groupId())) {
                secret = resumption(id.epoch());
            }
            if (secret == null) {
                throw new Malformed("psk-unknown");
            }
            out.add(new KeySchedule.Psk(id, secret));
        }
        return out;
    }

    private byte @org.jspecify.annotations.Nullable [] resumption(long epoch) {
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

    @Override
    public String toString() {
        return "[hidden]";
    }
}
