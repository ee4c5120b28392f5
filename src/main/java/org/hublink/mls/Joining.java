package org.hublink.mls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Hpke;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/** From a welcome to the first epoch (RFC 9420 §12.4.3.1). */
final class Joining {
    private static final byte[] NOTHING = {};

    private Joining() {}

    /** A welcome opened with one key package's keys. */
    record OpenedWelcome(GroupSecrets secrets, GroupInfo info, byte[] pskSecret) {
        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /**
     * Opens a welcome.
     *
     * @param old the group that the new one follows; null where it may follow none
     */
    static OpenedWelcome open(
            CipherSuite suite, Welcome welcome, KeyPackage own, byte[] initKey, PskStore psks, @Nullable Epoch old)
            throws Malformed {
        if (own.suite() != welcome.suite()) {
            throw new Malformed("welcome-suite");
        }
        byte[] reference = own.reference(suite);
        for (Welcome.Entry entry : welcome.entries()) {
            if (Bytes.equal(entry.newMember(), reference)) {
                byte[] plain =
                        suite.decryptWithLabel(initKey, "Welcome", welcome.encryptedGroupInfo(), entry.secrets());
                GroupSecrets secrets = Encoded.decode(plain, GroupSecrets::read);
                Bytes.zero(plain);
                return info(suite, welcome, secrets, psks, old);
            }
        }
        throw new Malformed("welcome-not-for-us");
    }

    private static OpenedWelcome info(
            CipherSuite suite, Welcome welcome, GroupSecrets secrets, PskStore psks, @Nullable Epoch old)
            throws Malformed {
        ProposalList.checkPsks(suite, secrets.psks());
        List<KeySchedule.Psk> found = new ArrayList<>();
        for (PreSharedKeyId id : secrets.psks()) {
            byte[] secret;
            if (id.ofSuccession()) {
                secret = old == null ? null : Succession.secret(old, id);
            } else {
                secret = id.type() == PreSharedKeyId.EXTERNAL
                        ? psks.external(id.id())
                        : psks.resumption(id.id(), id.epoch());
            }
            if (secret == null) {
                throw new Malformed("psk-unknown");
            }
            found.add(new KeySchedule.Psk(id, secret));
        }
        byte[] pskSecret = KeySchedule.pskSecret(suite, found);
        byte[] welcomeSecret = KeySchedule.welcomeSecret(suite, secrets.joinerSecret(), pskSecret);
        byte[] plain = suite.aead()
                .open(key(suite, welcomeSecret), nonce(suite, welcomeSecret), NOTHING, welcome.encryptedGroupInfo());
        Bytes.zero(welcomeSecret);
        return new OpenedWelcome(secrets, Encoded.decode(plain, GroupInfo::read), pskSecret);
    }

    static byte[] key(CipherSuite suite, byte[] welcomeSecret) {
        return suite.expandWithLabel(welcomeSecret, "key", NOTHING, suite.aead().keyLength());
    }

    static byte[] nonce(CipherSuite suite, byte[] welcomeSecret) {
        return suite.expandWithLabel(welcomeSecret, "nonce", NOTHING, 12);
    }

    /**
     * Joins.
     *
     * @param givenTree the encoded ratchet tree where the welcome does not carry it
     * @param old the group that the new one has to follow; null where it follows none
     */
    static Epoch join(
            Welcome welcome, KeyPackageSecrets own, byte @Nullable [] givenTree, Terms terms, @Nullable Epoch old)
            throws Malformed {
        CipherSuite suite = terms.policy().suites().suite(welcome.suite());
        OpenedWelcome opened = open(suite, welcome, own.keyPackage(), own.initKey(), terms.psks(), old);
        GroupInfo info = opened.info();
        GroupContext context = info.context();
        if (context.suite() != suite.number()) {
            throw new Malformed("welcome-suite");
        }
        RatchetTree tree = tree(suite, info, givenTree);
        if (!info.verifies(suite, tree.verifyingKey(info.signer()))) {
            throw new Malformed("group-info-signature");
        }
        check(tree, context, terms);
        if (old != null) {
            Succession.check(old, opened.secrets().psks(), context, tree, terms);
        }
        int place = place(tree, own.keyPackage().leaf());
        TreeKem.PrivateKeys keys = keys(tree, place, own.leafKey().clone(), info, opened.secrets());
        EpochSecrets secrets =
                KeySchedule.epoch(suite, opened.secrets().joinerSecret(), opened.pskSecret(), context.encode());
        Bytes.zero(opened.secrets().joinerSecret());
        Bytes.zero(opened.pskSecret());
        if (!suite.macEquals(secrets.confirmation(), context.confirmedTranscriptHash(), info.confirmationTag())) {
            throw new Malformed("confirmation-tag");
        }
        byte[] interim = KeySchedule.interim(suite, context.confirmedTranscriptHash(), info.confirmationTag());
        return new Epoch(
                suite,
                context,
                tree,
                interim,
                info.confirmationTag(),
                secrets,
                keys,
                place,
                own.signatureKey().clone(),
                List.of());
    }

    static RatchetTree tree(CipherSuite suite, GroupInfo info, byte @Nullable [] given) throws Malformed {
        byte[] encoded = given == null ? Extension.find(info.extensions(), Extension.RATCHET_TREE) : given;
        if (encoded == null) {
            throw new Malformed("tree-missing");
        }
        RatchetTree tree = Encoded.decode(encoded, in -> RatchetTree.read(suite, in));
        if (!Bytes.equal(tree.rootHash(), info.context().treeHash())) {
            throw new Malformed("tree-hash");
        }
        return tree;
    }

    /** What a newcomer checks of a whole tree, its members' credentials included. */
    static void check(RatchetTree tree, GroupContext context, Terms terms) throws Malformed {
        TreeCheck.unmergedLeaves(tree);
        TreeCheck.parentHashes(tree);
        TreeCheck.leafSignatures(tree, context.groupId(), terms.checks());
        LeafRules.together(tree, context.extensions());
        for (int member : tree.members()) {
            LeafNode leaf = tree.requireLeaf(member);
            LeafRules.lifetime(leaf, terms);
            terms.judge(CredentialCheck.Occasion.JOIN, Member.of(member, leaf), null, NOTHING);
        }
        for (ExternalSender sender : ExternalSender.of(context.extensions())) {
            terms.judge(CredentialCheck.Occasion.EXTERNAL_SENDER, sender.member(), null, NOTHING);
        }
    }

    private static int place(RatchetTree tree, LeafNode own) throws Malformed {
        for (int member : tree.members()) {
            LeafNode leaf = tree.requireLeaf(member);
            if (Bytes.equal(leaf.encryptionKey(), own.encryptionKey()) && Bytes.equal(leaf.encode(), own.encode())) {
                return member;
            }
        }
        throw new Malformed("own-leaf-missing");
    }

    private static TreeKem.PrivateKeys keys(
            RatchetTree tree, int place, byte[] leafKey, GroupInfo info, GroupSecrets secrets) throws Malformed {
        byte[] own = Hpke.publicKey(tree.suite().kem(), leafKey);
        if (!Bytes.equal(own, tree.requireLeaf(place).encryptionKey())) {
            throw new Malformed("own-leaf-key");
        }
        Map<Integer, byte[]> byNode = new LinkedHashMap<>();
        byNode.put(2 * place, leafKey);
        TreeKem.PrivateKeys keys = new TreeKem.PrivateKeys(byNode);
        byte[] pathSecret = secrets.pathSecret();
        if (pathSecret == null) {
            return keys;
        }
        int signer = (int) info.signer();
        if (signer == place) {
            throw new Malformed("welcome-signer");
        }
        int common = TreeMath.commonAncestor(2 * signer, 2 * place);
        List<Integer> path = tree.filteredPath(signer);
        int at = path.indexOf(common);
        if (at < 0) {
            throw new Malformed("path-not-for-us");
        }
        return TreeKem.implant(tree, path.subList(at, path.size()), pathSecret, keys)
                .keys();
    }
}
