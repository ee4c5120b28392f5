package org.hublink.mls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Hpke;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.jspecify.annotations.Nullable;

/** Messages that a cheating member or an outsider with a group's info would send. */
final class Attacks {
    private static final byte[] NOTHING = {};
    /** Takes no member who goes under another name than before. */
    static final Terms CAREFUL = new Terms(
            Parties.POLICY,
            (occasion, member, before, data) -> before != null
                            && !Bytes.equal(
                                    member.credential().body(),
                                    before.credential().body())
                    ? "credential-changed"
                    : null,
            PskStore.none(),
            Parties.NOW);

    private final Parties parties;

    Attacks(Parties parties) {
        this.parties = parties;
    }

    /** A commit with proposals as they are, signed by a member who knows the group's keys. */
    byte[] commitOf(Group attacker, long leaf, Proposal... proposals) {
        Epoch epoch = attacker.epoch();
        List<Commit.Item> items = new ArrayList<>();
        for (Proposal proposal : proposals) {
            items.add(new Commit.ByValue(proposal));
        }
        FramedContent framed = new FramedContent(
                epoch.context().groupId(),
                epoch.context().epoch(),
                Sender.member(leaf),
                NOTHING,
                new Content.OfCommit(new Commit(items, null)));
        AuthenticatedContent signed = AuthenticatedContent.sign(
                        epoch.suite(), MlsMessage.PUBLIC_MESSAGE, framed, epoch.contextBytes(), epoch.signatureKey())
                .withTag(new byte[32]);
        PublicMessage message = PublicMessage.protect(
                epoch.suite(), signed, epoch.contextBytes(), epoch.secrets().membership());
        return new MlsMessage(message).encode();
    }

    /** A private message whose sender data names what it likes. */
    byte[] sealedFrom(Group attacker, long leaf, long generation) {
        Epoch epoch = attacker.epoch();
        CipherSuite suite = epoch.suite();
        byte[] ciphertext = new byte[100];
        byte[] secret = epoch.secrets().senderData();
        byte[] data =
                new ByteWriter().u32(leaf).u32(generation).bytes(new byte[4]).toBytes();
        byte[] aad = PrivateMessage.senderAad(
                epoch.context().groupId(), epoch.context().epoch(), 1);
        byte[] sealed = suite.aead()
                .seal(
                        MessageProtection.SenderDataKeys.of(suite, secret, ciphertext)
                                .key(),
                        MessageProtection.SenderDataKeys.of(suite, secret, ciphertext)
                                .nonce(),
                        aad,
                        data);
        PrivateMessage message =
                new PrivateMessage(epoch.context().groupId(), epoch.context().epoch(), 1, NOTHING, sealed, ciphertext);
        return new MlsMessage(message).encode();
    }

    /** An outsider who has the group's info and joins by himself, in the place of a member if he names one. */
    byte[] externalCommit(Group inside, String name, @Nullable Integer removed) throws Malformed {
        Epoch epoch = inside.epoch();
        CipherSuite suite = epoch.suite();
        KeyPackageSecrets keys = parties.keyPackage(name);
        Hpke.KeyPair external = KeySchedule.externalKeys(suite, epoch.secrets().external());
        Hpke.Sender sender = Hpke.setupSender(suite.hpke(), external.publicKey(), NOTHING, null, parties.randomness());
        byte[] init = sender.context().export(Utf8.encode(CommitReceipt.EXTERNAL_INIT), 32);
        List<Commit.Item> items = new ArrayList<>();
        items.add(new Commit.ByValue(new Proposal.ExternalInit(sender.encapsulation())));
        RatchetTree tree = epoch.tree();
        if (removed != null) {
            items.add(new Commit.ByValue(new Proposal.Remove(removed)));
            tree = tree.remove(removed);
        }
        int place = tree.nextPlace();
        LeafNode leaf = keys.keyPackage().leaf();
        TreeKem.Author author = new TreeKem.Author(
                place, leaf, keys.signatureKey(), epoch.context().groupId());
        TreeKem.ContextOf context = hash -> CommitReceipt.context(
                        epoch, List.of(), hash, epoch.context().confirmedTranscriptHash())
                .encode();
        TreeKem.Made made = TreeKem.make(tree.add(leaf), author, Set.of(), context, parties.randomness());
        FramedContent framed = new FramedContent(
                epoch.context().groupId(),
                epoch.context().epoch(),
                new Sender(Sender.NEW_MEMBER_COMMIT, 0),
                NOTHING,
                new Content.OfCommit(new Commit(items, made.path())));
        AuthenticatedContent signed = AuthenticatedContent.sign(
                suite, MlsMessage.PUBLIC_MESSAGE, framed, epoch.contextBytes(), keys.signatureKey());
        byte[] confirmed = KeySchedule.confirmed(suite, epoch.interim(), signed);
        byte[] next = CommitReceipt.context(epoch, List.of(), made.tree().rootHash(), confirmed)
                .encode();
        byte[] joiner = KeySchedule.joinerSecret(suite, init, made.commitSecret(), next);
        EpochSecrets secrets = KeySchedule.epoch(suite, joiner, suite.zero(), next);
        byte[] tag = suite.mac(secrets.confirmation(), confirmed);
        return new MlsMessage(new PublicMessage(signed.withTag(tag), null)).encode();
    }

    /** A commit in whose path the committer keeps his key and takes somebody else's name. */
    byte[] impostorsCommit(Group attacker) {
        Epoch epoch = attacker.epoch();
        LeafNode leaf = epoch.tree().leaf(epoch.own());
        if (leaf == null) throw new IllegalStateException("a member has a leaf");
        LeafNode impostor = new LeafNode(
                leaf.encryptionKey(),
                leaf.signatureKey(),
                Credential.basic(Utf8.encode("somebody else")),
                leaf.capabilities(),
                leaf.source(),
                leaf.notBefore(),
                leaf.notAfter(),
                leaf.parentHash(),
                leaf.extensions(),
                leaf.signature());
        Epoch lying = new Epoch(
                epoch.suite(),
                epoch.context(),
                epoch.tree().withLeaf(epoch.own(), impostor),
                epoch.interim(),
                epoch.confirmationTag(),
                epoch.secrets(),
                epoch.keys(),
                epoch.own(),
                epoch.signatureKey(),
                List.of());
        Group liar = Group.restored(lying, attacker.ratchets(), Map.of());
        return parties.prepare(liar, new CommitPlan()).pending().commit();
    }
}
