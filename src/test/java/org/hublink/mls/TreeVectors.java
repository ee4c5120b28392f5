package org.hublink.mls;

import static org.hublink.primitives.Claim.assertThat;
import static org.hublink.primitives.KnownAnswers.hex;

import java.util.List;
import org.hublink.primitives.Checks;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;

/** Tree math, operations on trees, validation of trees. */
final class TreeVectors {
    private TreeVectors() {}

    static RatchetTree tree(CipherSuite suite, byte[] bytes) throws Malformed {
        return Encoded.decode(bytes, in -> RatchetTree.read(suite, in));
    }

    private static boolean is(List<Json> list, int at, int expected) {
        return list.get(at).equals(new Json.Int(expected));
    }

    static void treeMath(Fields v, CipherSuite suite, Randomness randomness) throws Malformed {
        int leaves = (int) v.integer("n_leaves", 1, 1 << 20);
        int nodes = (int) v.integer("n_nodes", 1, 1 << 21);
        assertThat(TreeMath.fullWidth(leaves)).isEqualTo(leaves);
        assertThat(TreeMath.nodeWidth(leaves)).isEqualTo(nodes);
        assertThat(TreeMath.root(leaves)).isEqualTo((int) v.integer("root", 0, nodes));
        List<Json> left = v.list("left", nodes, nodes);
        List<Json> right = v.list("right", nodes, nodes);
        List<Json> parent = v.list("parent", nodes, nodes);
        List<Json> sibling = v.list("sibling", nodes, nodes);
        for (int i = 0; i < nodes; i++) {
            if (TreeMath.isLeaf(i)) {
                assertThat(left.get(i)).isEqualTo(new Json.Null());
            } else {
                assertThat(is(left, i, TreeMath.left(i))).isTrue();
                assertThat(is(right, i, TreeMath.right(i))).isTrue();
            }
            if (i == TreeMath.root(leaves)) {
                assertThat(parent.get(i)).isEqualTo(new Json.Null());
            } else {
                assertThat(is(parent, i, TreeMath.parent(i))).isTrue();
                assertThat(is(sibling, i, TreeMath.sibling(i))).isTrue();
            }
        }
    }

    static void treeOperations(Fields v, CipherSuite suite, Randomness randomness) throws Malformed {
        RatchetTree before = tree(suite, hex(v, "tree_before"));
        assertThat(before.rootHash()).isEqualTo(hex(v, "tree_hash_before"));
        Proposal proposal = Encoded.decode(hex(v, "proposal"), Proposal::read);
        RatchetTree after;
        if (proposal instanceof Proposal.Add add) {
            after = before.add(add.keyPackage().leaf());
        } else if (proposal instanceof Proposal.Update update) {
            after = before.update((int) v.integer("proposal_sender", 0, 1 << 20), update.leaf());
        } else if (proposal instanceof Proposal.Remove remove) {
            before.requireLeaf(remove.leaf());
            after = before.remove((int) remove.leaf());
        } else {
            throw new AssertionError("unexpected proposal");
        }
        assertThat(after.encode()).isEqualTo(hex(v, "tree_after"));
        assertThat(after.rootHash()).isEqualTo(hex(v, "tree_hash_after"));
        assertThat(before.encode()).isEqualTo(hex(v, "tree_before"));
    }

    static void treeValidation(Fields v, CipherSuite suite, Randomness randomness) throws Malformed {
        RatchetTree tree = tree(suite, hex(v, "tree"));
        assertThat(tree.encode()).isEqualTo(hex(v, "tree"));
        List<Json> resolutions = v.list("resolutions", tree.nodeCount(), tree.nodeCount());
        List<Json> hashes = v.list("tree_hashes", tree.nodeCount(), tree.nodeCount());
        for (int i = 0; i < tree.nodeCount(); i++) {
            List<Json> expected = ((Json.Arr) resolutions.get(i)).items();
            List<Integer> resolution = tree.resolution(i);
            assertThat(resolution).hasSameSizeAs(expected);
            for (int j = 0; j < resolution.size(); j++) {
                assertThat(is(expected, j, resolution.get(j))).isTrue();
            }
            assertThat(hashes.get(i)).isEqualTo(new Json.Str(org.hublink.primitives.Hex.encode(tree.hash(i))));
        }
        TreeCheck.parentHashes(tree);
        TreeCheck.unmergedLeaves(tree);
        TreeCheck.uniqueKeys(tree);
        TreeCheck.leafSignatures(tree, hex(v, "group_id"), Checks.inOrder());
    }
}
