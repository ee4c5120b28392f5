package org.hublink.mls;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * The ratchet tree (RFC 9420 §4 and §7), never changed: each change gives the next tree. Tree hashes are kept and only
 * those above a change are computed again.
 */
final class RatchetTree implements Encoded {
    private final CipherSuite suite;
    private final @Nullable Node[] nodes;
    private final TreeHashes hashes;
    private final @Nullable VerifyingKey[] verifying;

    private RatchetTree(CipherSuite suite, @Nullable Node[] nodes) {
        this(suite, nodes, new TreeHashes(suite, nodes.length), new VerifyingKey[nodes.length / 2 + 1]);
    }

    private RatchetTree(
            CipherSuite suite, @Nullable Node[] nodes, TreeHashes hashes, @Nullable VerifyingKey[] verifying) {
        this.suite = suite;
        this.nodes = nodes;
        this.hashes = hashes;
        this.verifying = verifying;
    }

    static RatchetTree of(CipherSuite suite, LeafNode first) {
        return new RatchetTree(suite, new Node[] {first});
    }

    /** The ratchet_tree extension (§12.4.3.3): ends in a node that is not blank, leaves at the even places. */
    static RatchetTree read(CipherSuite suite, ByteReader in) throws Malformed {
        ByteReader body = in.within();
        List<Slot> slots = new ArrayList<>();
        while (body.remaining() > 0) {
            if (slots.size() == TreeMath.nodeWidth(TreeMath.LEAVES_MAX)) {
                throw new Malformed("tree-too-large");
            }
            slots.add(Slot.read(body));
        }
        int count = slots.size();
        if (count == 0 || slots.get(count - 1).node == null) {
            throw new Malformed("tree-ends-blank");
        }
        int leaves = TreeMath.fullWidth(count / 2 + 1);
        @Nullable Node[] nodes = new Node[TreeMath.nodeWidth(leaves)];
        for (int i = 0; i < count; i++) {
            Node node = slots.get(i).node;
            if (node != null && TreeMath.isLeaf(i) != node instanceof LeafNode) {
                throw new Malformed("tree-node-misplaced");
            }
            nodes[i] = node;
        }
        return new RatchetTree(suite, nodes);
    }

    private record Slot(@Nullable Node node) implements Encoded {
        static Slot read(ByteReader in) throws Malformed {
            return new Slot(Encoded.readOptional(in, Slot::readNode));
        }

        private static Node readNode(ByteReader in) throws Malformed {
            return switch (in.u8()) {
                case 1 -> LeafNode.read(in);
                case 2 -> ParentNode.read(in);
                default -> throw new Malformed("node-type");
            };
        }

        @Override
        public void write(ByteWriter out) {
            out.u8(node == null ? 0 : 1);
            if (node != null) {
                out.u8(node instanceof LeafNode ? 1 : 2);
                node.write(out);
            }
        }
    }

    @Override
    public void write(ByteWriter out) {
        int end = nodes.length;
        while (nodes[end - 1] == null) {
            end--;
        }
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < end; i++) {
            slots.add(new Slot(nodes[i]));
        }
        Encoded.writeList(out, slots);
    }

    CipherSuite suite() {
        return suite;
    }

    /** Places for leaves, blank ones included; a power of two. */
    int width() {
        return (nodes.length + 1) / 2;
    }

    int nodeCount() {
        return nodes.length;
    }

    int root() {
        return TreeMath.root(width());
    }

    @Nullable
    Node node(int index) {
        return nodes[index];
    }

    /** The leaf of an index from the wire; null if blank or outside the tree. */
    @Nullable
    LeafNode leaf(long index) {
        return index >= 0 && index < width() ? (LeafNode) nodes[(int) (2 * index)] : null;
    }

    /** The leaf of an index from the wire; {@code leaf-unknown} if blank or outside the tree. */
    LeafNode requireLeaf(long index) throws Malformed {
        LeafNode leaf = leaf(index);
        if (leaf == null) {
            throw new Malformed("leaf-unknown");
        }
        return leaf;
    }

    /** The signature key of a leaf of an index from the wire, decoded once; {@code leaf-unknown} as above. */
    VerifyingKey verifyingKey(long index) throws Malformed {
        LeafNode leaf = requireLeaf(index);
        VerifyingKey key = verifying[(int) index];
        if (key == null) {
            key = suite.verifyingKey(leaf.signatureKey());
            verifying[(int) index] = key;
        }
        return key;
    }

    /** Indices of the leaves that are not blank. */
    List<Integer> members() {
        List<Integer> out = new ArrayList<>();
        for (int i = 0; i < width(); i++) {
            if (nodes[2 * i] != null) {
                out.add(i);
            }
        }
        return out;
    }

    byte[] hash(int node) {
        return hashes.of(this, node);
    }

    byte[] rootHash() {
        return hash(root());
    }

    TreeHashes hashes() {
        return hashes;
    }

    /** The fewest nodes that cover all members under a node (§4.1.1), in order. */
    List<Integer> resolution(int node) {
        List<Integer> out = new ArrayList<>();
        resolve(node, out);
        return out;
    }

    private void resolve(int index, List<Integer> out) {
        Node node = nodes[index];
        if (node instanceof ParentNode parent) {
            out.add(index);
            for (int leaf : parent.unmergedLeaves()) {
                out.add(2 * leaf);
            }
        } else if (node != null) {
            out.add(index);
        } else if (!TreeMath.isLeaf(index)) {
            resolve(TreeMath.left(index), out);
            resolve(TreeMath.right(index), out);
        }
    }

    /** Nodes above a leaf, upwards. */
    List<Integer> directPath(int leaf) {
        List<Integer> out = new ArrayList<>();
        for (int node = 2 * leaf; node != root(); ) {
            node = TreeMath.parent(node);
            out.add(node);
        }
        return out;
    }

    /** Nodes above a leaf whose child on the copath covers somebody (§4.1.2), upwards. */
    List<Integer> filteredPath(int leaf) {
        List<Integer> out = new ArrayList<>();
        for (int node = 2 * leaf; node != root(); node = TreeMath.parent(node)) {
            if (!resolution(TreeMath.sibling(node)).isEmpty()) {
                out.add(TreeMath.parent(node));
            }
        }
        return out;
    }

    /** The child of a node above a leaf that is not above it. */
    static int copathChild(int node, int leaf) {
        int left = TreeMath.left(node);
        return TreeMath.under(2 * leaf, left) ? TreeMath.right(node) : left;
    }

    /** Where the next added leaf goes: the leftmost blank place, or one past the end. */
    int nextPlace() {
        int place = 0;
        while (place < width() && nodes[2 * place] != null) {
            place++;
        }
        return place;
    }

    /** Adds a member at {@link #nextPlace} (§12.1.1). */
    RatchetTree add(LeafNode leaf) throws Malformed {
        int place = nextPlace();
        if (place >= TreeMath.LEAVES_MAX) {
            throw new Malformed("tree-too-large");
        }
        RatchetTree next = copy(place < width() ? width() : 2 * width());
        next.set(2 * place, leaf);
        for (int node : next.directPath(place)) {
            if (next.nodes[node] instanceof ParentNode parent) {
                List<Integer> unmerged = new ArrayList<>(parent.unmergedLeaves());
                int at = 0;
                while (at < unmerged.size() && unmerged.get(at) < place) {
                    at++;
                }
                unmerged.add(at, place);
                next.set(node, parent.withUnmerged(List.copyOf(unmerged)));
            }
        }
        return next;
    }

    /** Replaces a member's leaf and blanks what is above it (§12.1.2). */
    RatchetTree update(int leaf, LeafNode to) {
        RatchetTree next = copy(width());
        next.blankPath(leaf);
        next.set(2 * leaf, to);
        return next;
    }

    /** Removes a member, blanks what was above, and cuts off an empty right half (§12.1.3). */
    RatchetTree remove(int leaf) {
        RatchetTree next = copy(width());
        next.blankPath(leaf);
        next.set(2 * leaf, null);
        int width = next.width();
        while (width > 1 && next.empty(width / 2, width)) {
            width /= 2;
        }
        return width == next.width() ? next : next.copy(width);
    }

    /** Replaces a leaf and nothing else: the last step of a path. */
    RatchetTree withLeaf(int leaf, LeafNode to) {
        RatchetTree next = copy(width());
        next.set(2 * leaf, to);
        return next;
    }

    /** Tree with new keys on a leaf's filtered direct path, and the parent hash that leaf must carry (§7.5). */
    record Merged(RatchetTree tree, byte[] leafParentHash) {}

    /**
     * Sets new keys along a member's filtered direct path.
     *
     * @param keys one a node, upwards; another number is {@code path-length}
     */
    Merged merge(int leaf, List<byte[]> keys) throws Malformed {
        List<Integer> path = filteredPath(leaf);
        if (keys.size() != path.size()) {
            throw new Malformed("path-length");
        }
        RatchetTree next = copy(width());
        next.blankPath(leaf);
        byte[] parentHash = {};
        for (int i = path.size() - 1; i >= 0; i--) {
            int node = path.get(i);
            ParentNode parent = new ParentNode(keys.get(i), parentHash, List.of());
            next.set(node, parent);
            parentHash = next.hashes.parentHash(next, parent, copathChild(node, leaf));
        }
        return new Merged(next, parentHash);
    }

    private boolean empty(int fromLeaf, int toLeaf) {
        for (int i = fromLeaf; i < toLeaf; i++) {
            if (nodes[2 * i] != null) {
                return false;
            }
        }
        return true;
    }

    private RatchetTree copy(int width) {
        @Nullable Node[] copied = new Node[TreeMath.nodeWidth(width)];
        System.arraycopy(nodes, 0, copied, 0, Math.min(nodes.length, copied.length));
        @Nullable VerifyingKey[] keys = new VerifyingKey[width];
        System.arraycopy(verifying, 0, keys, 0, Math.min(verifying.length, width));
        return new RatchetTree(suite, copied, hashes.copy(copied.length), keys);
    }

    /** Only on a fresh copy. */
    private void set(int index, @Nullable Node node) {
        nodes[index] = node;
        hashes.forget(index, root());
        if (TreeMath.isLeaf(index)) {
            verifying[index / 2] = null;
        }
    }

    private void blankPath(int leaf) {
        for (int node : directPath(leaf)) {
            set(node, null);
        }
    }
}
