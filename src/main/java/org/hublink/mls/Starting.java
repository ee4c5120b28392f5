package org.hublink.mls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Hpke;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;
import org.hublink.primitives.Utf8;
import org.jspecify.annotations.Nullable;

/** The first epoch that a client sees, other than by a welcome: a group of one, or a door that it opens itself. */
final class Starting {
    private static final byte[] NOTHING = {};

    private Starting() {}

    /** A group of one (RFC 9420 §11). */
    static Epoch create(
            byte[] groupId, KeyPackageSecrets own, List<Extension> extensions, Terms terms, Randomness randomness)
            throws Malformed {
        CipherSuite suite = terms.policy().suites().suite(own.keyPackage().suite());
        LeafRules.keyPackage(own.keyPackage(), suite, true, terms);
        RatchetTree tree = RatchetTree.of(suite, own.keyPackage().leaf());
        List<Extension> list = Extension.groupList(extensions);
        LeafRules.together(tree, list);
        for (ExternalSender sender : ExternalSender.of(list)) {
            terms.judge(CredentialCheck.Occasion.EXTERNAL_SENDER, sender.member(), null, NOTHING);
        }
        GroupContext context = new GroupContext(suite.number(), groupId.clone(), 0, tree.rootHash(), NOTHING, list);
        byte[] epochSecret = randomness.bytes(suite.hash().length());
        EpochSecrets secrets = EpochSecrets.of(suite, epochSecret);
        Bytes.zero(epochSecret);
        byte[] tag = suite.mac(secrets.confirmation(), NOTHING);
        return new Epoch(
                suite,
                context,
                tree,
                KeySchedule.interim(suite, NOTHING, tag),
                tag,
                secrets,
                new TreeKem.PrivateKeys(Map.of(0, own.leafKey().clone())),
                0,
                own.signatureKey().clone(),
                List.of());
    }

    /** A member's signed view of its epoch, for those who want to come in by themselves or keep the tree. */
    static GroupInfo info(Epoch epoch, boolean withTree, boolean withExternalKey, List<Extension> more)
            throws Malformed {
        List<Extension> extensions = new ArrayList<>(more);
        if (withTree) {
            extensions.add(new Extension(Extension.RATCHET_TREE, epoch.tree().encode()));
        }
        if (withExternalKey) {
            Hpke.KeyPair keys =
                    KeySchedule.externalKeys(epoch.suite(), epoch.secrets().external());
            byte[] encoded = new ByteWriter().vector(keys.publicKey()).toBytes();
            extensions.add(new Extension(Extension.EXTERNAL_PUB, encoded));
        }
        return GroupInfo.signed(
                epoch.suite(),
                epoch.context(),
                Extension.list(extensions),
                epoch.confirmationTag(),
                epoch.own(),
                epoch.signatureKey());
    }

    /** An external commit (§12.4.3.2), with which a client adds itself. */
    static CommitMaking.Made enter(
            GroupInfo info,
            KeyPackageSecrets own,
            byte @Nullable [] givenTree,
            CommitPlan plan,
            Terms terms,
            Randomness randomness)
            throws Malformed {
        if (!terms.policy().externalCommits()) {
            throw new Malformed("external-commit");
        }
        GroupContext context = info.context();
        CipherSuite suite = terms.policy().suites().suite(context.suite());
        LeafRules.keyPackage(own.keyPackage(), suite, true, terms);
        RatchetTree tree = Joining.tree(suite, info, givenTree);
        if (!info.verifies(suite, tree.verifyingKey(info.signer()))) {
            throw new Malformed("group-info-signature");
        }
        Joining.check(tree, context, terms);
        byte[] encoded = Extension.find(info.extensions(), Extension.EXTERNAL_PUB);
        if (encoded == null) {
            throw new Malformed("external-key-missing");
        }
        byte[] external = Encoded.decode(encoded, in -> in.vector());
        Hpke.Sender sender = Hpke.setupSender(suite.hpke(), external, NOTHING, null, randomness);
        byte[] init = sender.context()
                .export(Utf8.encode(CommitReceipt.EXTERNAL_INIT), suite.hash().length());
        Epoch outside = new Epoch(
                suite,
                context,
                tree,
                KeySchedule.interim(suite, context.confirmedTranscriptHash(), info.confirmationTag()),
                info.confirmationTag(),
                EpochSecrets.onlyInit(init),
                new TreeKem.PrivateKeys(Map.of()),
                0,
                own.signatureKey().clone(),
                List.of());
        return CommitMaking.enter(
                outside,
                own.keyPackage().leaf(),
                new Proposal.ExternalInit(sender.encapsulation()),
                plan,
                terms,
                randomness);
    }
}
