package org.hublink.mls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Hpke;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;

/** Fresh secrets along a member's path, to everybody else in the tree (RFC 9420 §7.4 to §7.6). */
final class TreeKem {
    private static final String LABEL = "UpdatePathNode";

    private TreeKem() {}

    /** The encoded provisional GroupContext of a tree hash that is known only after the merge. */
    interface ContextOf {
        byte[] treeHash(byte[] hash);
    }

    /** Private keys of one member by node index: its own leaf's, and those above it that it was given. */
    record PrivateKeys(Map<Integer, byte[]> byNode) {
        @Override
        public String toString() {
            return "[hidden]";
        }

        /** Without the keys of nodes that are blank by now. */
        PrivateKeys within(RatchetTree tree) {
            Map<Integer, byte[]> out = new LinkedHashMap<>();
            for (Map.Entry<Integer, byte[]> key : byNode.entrySet()) {
                if (key.getKey() < tree.nodeCount() && tree.node(key.getKey()) != null) {
                    out.put(key.getKey(), key.getValue());
                }
            }
            return new PrivateKeys(out);
        }

        /** Overwrites the keys that the next epoch does not use any more. */
        void wipeBut(Map<Integer, byte[]> kept) {
            for (Map.Entry<Integer, byte[]> key : byNode.entrySet()) {
                byte[] same = kept.get(key.getKey());
                if (same == null || !Bytes.equal(same, key.getValue())) {
                    Bytes.zero(key.getValue());
                }
            }
        }
    }

    /**
     * A path made by oneself.
     *
     * @param pathSecrets by node index, for the welcomes of newcomers
     */
    record Made(
            UpdatePath path,
            RatchetTree tree,
            PrivateKeys keys,
            byte[] commitSecret,
            Map<Integer, byte[]> pathSecrets,
            byte[] context) {
        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /** A path of another, applied. */
    record Applied(RatchetTree tree, PrivateKeys keys, byte[] commitSecret) {
        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /** Who makes a path: the place, the new leaf but for key and hash, and the key that signs it. */
    record Author(int leaf, LeafNode like, byte[] signatureKey, byte[] groupId) {
        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /** Makes a path. Newcomers of the same commit are left out of its recipients. */
    static Made make(
            RatchetTree tree, Author author, Set<Integer> newLeaves, ContextOf contextOf, Randomness randomness)
            throws Malformed {
        CipherSuite suite = tree.suite();
        int leaf = author.leaf();
        Hpke.KeyPair own = suite.deriveKeyPair(randomness.bytes(suite.hash().length()));
        Map<Integer, byte[]> keys = new LinkedHashMap<>();
        keys.put(2 * leaf, own.privateKey());
        Map<Integer, byte[]> secrets = new LinkedHashMap<>();
        List<byte[]> publicKeys = new ArrayList<>();
        byte[] secret = randomness.bytes(suite.hash().length());
        for (int node : tree.filteredPath(leaf)) {
            secrets.put(node, secret);
            Hpke.KeyPair pair = keyPair(suite, secret);
            publicKeys.add(pair.publicKey());
            keys.put(node, pair.privateKey());
            secret = suite.deriveSecret(secret, "path");
        }
        RatchetTree.Merged merged = tree.merge(leaf, publicKeys);
        LeafNode renewed = author.like().renewed(own.publicKey(), LeafNode.COMMIT, merged.leafParentHash());
        LeafNode signed = renewed.signed(suite, author.signatureKey(), author.groupId(), leaf);
        RatchetTree next = merged.tree().withLeaf(leaf, signed);
        byte[] context = contextOf.treeHash(next.rootHash());
        List<UpdatePath.PathNode> nodes = new ArrayList<>();
        for (Map.Entry<Integer, byte[]> entry : secrets.entrySet()) {
            List<Hpke.Sealed> sealed = new ArrayList<>();
            for (byte[] recipient : recipients(next, entry.getKey(), leaf, newLeaves)) {
                sealed.add(suite.encryptWithLabel(recipient, LABEL, context, entry.getValue(), randomness));
            }
            nodes.add(new UpdatePath.PathNode(publicKeys.get(nodes.size()), List.copyOf(sealed)));
        }
        UpdatePath path = new UpdatePath(signed, List.copyOf(nodes));
        return new Made(path, next, new PrivateKeys(keys), secret, secrets, context);
    }

    private static List<byte[]> recipients(RatchetTree tree, int node, int leaf, Set<Integer> newLeaves) {
        List<byte[]> out = new ArrayList<>();
        for (int to : recipientNodes(tree, node, leaf, newLeaves)) {
            Node recipient = tree.node(to);
            if (recipient != null) {
                out.add(recipient.encryptionKey());
            }
        }
        return out;
    }

    private static List<Integer> recipientNodes(RatchetTree tree, int node, int leaf, Set<Integer> newLeaves) {
        List<Integer> out = new ArrayList<>();
        for (int to : tree.resolution(RatchetTree.copathChild(node, leaf))) {
            if (!TreeMath.isLeaf(to) || !newLeaves.contains(to / 2)) {
                out.add(to);
            }
        }
        return out;
    }

    /** The public part of taking a path: keys merged, parent hash compared, shape checked. */
    static RatchetTree merge(RatchetTree tree, int sender, UpdatePath path, Set<Integer> newLeaves) throws Malformed {
        RatchetTree.Merged merged = tree.merge(sender, path.keys());
        if (path.leaf().source() != LeafNode.COMMIT
                || !Bytes.equal(path.leaf().parentHash(), merged.leafParentHash())) {
            throw new Malformed("parent-hash");
        }
        RatchetTree next = merged.tree().withLeaf(sender, path.leaf());
        int at = 0;
        for (int node : tree.filteredPath(sender)) {
            int recipients = recipientNodes(next, node, sender, newLeaves).size();
            if (path.nodes().get(at++).secrets().size() != recipients) {
                throw new Malformed("path-recipients");
            }
        }
        return next;
    }

    /**
     * Takes another member's path as the member of leaf {@code own}.
     *
     * @param next the tree after {@link #merge}
     * @param keys the own private keys before the path
     * @param context the encoded provisional GroupContext
     */
    static Applied apply(
            RatchetTree next,
            int sender,
            UpdatePath path,
            Set<Integer> newLeaves,
            int own,
            PrivateKeys keys,
            byte[] context)
            throws Malformed {
        CipherSuite suite = next.suite();
        List<Integer> filtered = next.filteredPath(sender);
        int common = TreeMath.commonAncestor(2 * sender, 2 * own);
        int at = filtered.indexOf(common);
        if (at < 0) {
            throw new Malformed("path-not-for-us");
        }
        PrivateKeys before = keys.within(next);
        List<Integer> recipients = recipientNodes(next, common, sender, newLeaves);
        for (int i = 0; i < recipients.size(); i++) {
            byte[] key = before.byNode().get(recipients.get(i));
            if (key != null) {
                Hpke.Sealed sealed = path.nodes().get(at).secrets().get(i);
                byte[] secret = suite.decryptWithLabel(key, LABEL, context, sealed);
                return implant(next, filtered.subList(at, filtered.size()), secret, before);
            }
        }
        throw new Malformed("path-not-for-us");
    }

    /**
     * Derives the keys of nodes upwards from the lowest one's path secret.
     *
     * @param keys those that stay; keys of the nodes given are replaced
     */
    static Applied implant(RatchetTree tree, List<Integer> upwards, byte[] pathSecret, PrivateKeys keys)
            throws Malformed {
        CipherSuite suite = tree.suite();
        Map<Integer, byte[]> out = new LinkedHashMap<>(keys.byNode());
        byte[] secret = pathSecret;
        for (int node : upwards) {
            Hpke.KeyPair pair = keyPair(suite, secret);
            Node at = tree.node(node);
            if (at == null || !Bytes.equal(at.encryptionKey(), pair.publicKey())) {
                throw new Malformed("path-key-differs");
            }
            out.put(node, pair.privateKey());
            byte[] above = suite.deriveSecret(secret, "path");
            Bytes.zero(secret);
            secret = above;
        }
        return new Applied(tree, new PrivateKeys(out), secret);
    }

    static Hpke.KeyPair keyPair(CipherSuite suite, byte[] pathSecret) {
        byte[] nodeSecret = suite.deriveSecret(pathSecret, "node");
        Hpke.KeyPair pair = suite.deriveKeyPair(nodeSecret);
        Bytes.zero(nodeSecret);
        return pair;
    }
}
