package org.hublink.mls;

import java.util.List;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * A new group in the place of another one, or of some of its members (RFC 9420 §11.2, §11.3): tied to it by a resumption
 * secret, which shows that whoever made it was in the old group.
 */
final class Succession {
    private Succession() {}

    /** The key with which a new group follows this one: by re-initialisation if it is closed, else as a branch. */
    static KeySchedule.Psk psk(Epoch old, byte[] nonce) {
        int usage = old.reInit() == null ? PreSharedKeyId.BRANCH : PreSharedKeyId.REINIT;
        PreSharedKeyId id = new PreSharedKeyId(
                PreSharedKeyId.RESUMPTION,
                usage,
                old.context().groupId(),
                old.context().epoch(),
                nonce);
        return new KeySchedule.Psk(id, old.secrets().resumption().clone());
    }

    /** The old group's secret that a welcome names; null if it names another group or an epoch that is not kept. */
    static byte @Nullable [] secret(Epoch old, PreSharedKeyId id) {
        if (!Bytes.equal(id.id(), old.context().groupId())) {
            return null;
        }
        // A re-initialisation follows the closed epoch and no earlier one; a branch any that is still known.
        boolean known = id.usage() == PreSharedKeyId.BRANCH
                || id.epoch() == old.context().epoch();
        return known ? old.resumption(id.epoch()) : null;
    }

    /** Whether a group joined by a welcome is what the old one lets follow: else {@code succession}. */
    static void check(Epoch old, List<PreSharedKeyId> psks, GroupContext context, RatchetTree tree, Terms terms)
            throws Malformed {
        PreSharedKeyId tie = null;
        for (PreSharedKeyId id : psks) {
            tie = id.ofSuccession() ? id : tie;
        }
        if (tie == null || context.epoch() != 1) {
            throw new Malformed("succession");
        }
        if (tie.usage() == PreSharedKeyId.BRANCH) {
            if (context.suite() != old.context().suite()) {
                throw new Malformed("succession");
            }
        } else {
            reInitialised(old.reInit(), context);
            everyMemberOf(old.tree(), tree, false, terms);
        }
        everyMemberOf(tree, old.tree(), true, terms);
    }

    private static void reInitialised(Proposal.@Nullable ReInit asked, GroupContext context) throws Malformed {
        if (asked == null
                || asked.version() != MlsMessage.VERSION
                || asked.suite() != context.suite()
                || !Bytes.equal(asked.groupId(), context.groupId())
                || !Bytes.equal(Extension.encodeAll(asked.extensions()), Extension.encodeAll(context.extensions()))) {
            throw new Malformed("succession");
        }
    }

    /** Each member of one tree stands for a member of the other, as the application sees it. */
    private static void everyMemberOf(RatchetTree tree, RatchetTree other, boolean newer, Terms terms)
            throws Malformed {
        for (int leaf : tree.members()) {
            Member member = Member.of(leaf, tree.requireLeaf(leaf));
            if (!stands(member, other, newer, terms)) {
                throw new Malformed("succession-members");
            }
        }
    }

    private static boolean stands(Member member, RatchetTree other, boolean newer, Terms terms) throws Malformed {
        for (int leaf : other.members()) {
            Member match = Member.of(leaf, other.requireLeaf(leaf));
            Member later = newer ? member : match;
            Member earlier = newer ? match : member;
            if (terms.check().refusal(CredentialCheck.Occasion.SUCCESSION, later, earlier, new byte[0]) == null) {
                return true;
            }
        }
        return false;
    }
}
