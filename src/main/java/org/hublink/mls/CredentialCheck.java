package org.hublink.mls;

import org.jspecify.annotations.Nullable;

/**
 * The caller's judgement of who may be in a group (RFC 9420 §5.3.1). Every operation that brings a credential in wants
 * one; there is no default. Whatever else the judgement needs, the caller's object carries.
 */
public interface CredentialCheck {
    /** Where a credential comes from. */
    enum Occasion {
        /** A key package that the caller is about to add. */
        KEY_PACKAGE,
        /** A member of a group that the caller is joining. */
        JOIN,
        /** Added by another member. */
        ADD,
        /** Changed by its member's update proposal. */
        UPDATE,
        /** The leaf in a commit's path, the joiner's of an external commit included. */
        COMMIT,
        /** A sender outside the group named in its extensions. */
        EXTERNAL_SENDER,
        /**
         * A member of a group that follows another one (branch or re-initialisation), beside a member of the old group:
         * accepted if both are the same person's client. Asked of pairs until one is accepted; nobody is let in by it.
         */
        SUCCESSION
    }

    /**
     * Judges one credential.
     *
     * @param before the same member's leaf that this one replaces
     * @param commitData authenticated data of the commit that brings it in; empty outside a commit
     * @return null to accept, else a stable reason in kebab-case
     */
    @Nullable
    String refusal(Occasion occasion, Member member, @Nullable Member before, byte[] commitData);

    /**
     * Judges a commit as a whole, one's own included, when its parts were found valid and before anything of it takes
     * effect: who may add, remove or change what, and in which form it has to come.
     *
     * @return null to accept, else a stable reason in kebab-case
     */
    @Nullable
    default String refusal(CommitView commit) {
        return null;
    }
}
