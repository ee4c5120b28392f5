package org.hublink.mls;

/** A node of the ratchet tree that is not blank. */
sealed interface Node extends Encoded permits LeafNode, ParentNode {
    byte[] encryptionKey();

    /** The parent hash field; empty where there is none. */
    byte[] parentHash();
}
