package org.hublink.mls;

import static org.hublink.primitives.Claim.assertThat;
import static org.hublink.primitives.KnownAnswers.hex;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Hpke;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;

/** Paths of others taken and own ones made, from every leaf's point of view. */
final class TreeKemVectors {
    private TreeKemVectors() {}

    private record Member(TreeKem.PrivateKeys keys, byte[] signatureKey) {}

    static void treeKem(Fields v, CipherSuite suite, Randomness randomness) throws Malformed {
        RatchetTree tree = TreeVectors.tree(suite, hex(v, "ratchet_tree"));
        Map<Integer, Member> members = members(v, tree);
        for (Fields path : v.objects("update_paths", 0, 1000)) {
            int sender = (int) path.integer("sender", 0, 1 << 20);
            theirs(v, path, tree, sender, members);
            ours(v, tree, sender, members, randomness);
        }
    }

    private static Map<Integer, Member> members(Fields v, RatchetTree tree) throws Malformed {
        Map<Integer, Member> members = new LinkedHashMap<>();
        for (Fields leaf : v.objects("leaves_private", 1, 10_000)) {
            int index = (int) leaf.integer("index", 0, 1 << 20);
            Map<Integer, byte[]> keys = new LinkedHashMap<>();
            keys.put(2 * index, hex(leaf, "encryption_priv"));
            assertThat(Hpke.publicKey(tree.suite().kem(), hex(leaf, "encryption_priv")))
                    .isEqualTo(tree.requireLeaf(index).encryptionKey());
            for (Fields secret : leaf.objects("path_secrets", 0, 100)) {
                int node = (int) secret.integer("node", 0, 1 << 21);
                Hpke.KeyPair pair = TreeKem.keyPair(tree.suite(), hex(secret, "path_secret"));
                Node at = tree.node(node);
                assertThat(at).isNotNull();
                assertThat(pair.publicKey()).isEqualTo(at.encryptionKey());
                keys.put(node, pair.privateKey());
            }
            members.put(index, new Member(new TreeKem.PrivateKeys(keys), hex(leaf, "signature_priv")));
        }
        return members;
    }

    private static TreeKem.ContextOf context(Fields v, CipherSuite suite) throws Malformed {
        byte[] groupId = hex(v, "group_id");
        long epoch = v.integer("epoch", 0, Json.INTEGER_MAX);
        byte[] confirmed = hex(v, "confirmed_transcript_hash");
        return hash -> new GroupContext(suite.number(), groupId, epoch, hash, confirmed, List.of()).encode();
    }

    private static void theirs(Fields v, Fields given, RatchetTree tree, int sender, Map<Integer, Member> members)
            throws Malformed {
        UpdatePath path = Encoded.decode(hex(given, "update_path"), UpdatePath::read);
        RatchetTree next = TreeKem.merge(tree, sender, path, Set.of());
        assertThat(next.rootHash()).isEqualTo(hex(given, "tree_hash_after"));
        assertThat(path.leaf().verifies(tree.suite(), hex(v, "group_id"), sender))
                .isTrue();
        byte[] context = context(v, tree.suite()).treeHash(next.rootHash());
        List<Json> secrets = given.list("path_secrets", 0, 100_000);
        for (Map.Entry<Integer, Member> member : members.entrySet()) {
            int own = member.getKey();
            if (own == sender) {
                continue;
            }
            TreeKem.Applied applied = TreeKem.apply(
                    next, sender, path, Set.of(), own, member.getValue().keys(), context);
            assertThat(applied.commitSecret()).isEqualTo(hex(given, "commit_secret"));
            String secret = ((Json.Str) secrets.get(own)).value();
            int common = TreeMath.commonAncestor(2 * sender, 2 * own);
            assertThat(applied.keys().byNode().get(common))
                    .isEqualTo(TreeKem.keyPair(tree.suite(), Hex.decode(secret)).privateKey());
        }
    }

    private static void ours(
            Fields v, RatchetTree tree, int sender, Map<Integer, Member> members, Randomness randomness)
            throws Malformed {
        TreeKem.Author author = new TreeKem.Author(
                sender, tree.requireLeaf(sender), members.get(sender).signatureKey(), hex(v, "group_id"));
        TreeKem.Made made = TreeKem.make(tree, author, Set.of(), context(v, tree.suite()), randomness);
        RatchetTree next = TreeKem.merge(tree, sender, made.path(), Set.of());
        assertThat(next.rootHash()).isEqualTo(made.tree().rootHash());
        UpdatePath reread = Encoded.decode(made.path().encode(), UpdatePath::read);
        for (Map.Entry<Integer, Member> member : members.entrySet()) {
            if (member.getKey() != sender) {
                TreeKem.Applied applied = TreeKem.apply(
                        next,
                        sender,
                        reread,
                        Set.of(),
                        member.getKey(),
                        member.getValue().keys(),
                        made.context());
                assertThat(applied.commitSecret()).isEqualTo(made.commitSecret());
            }
        }
    }
}
