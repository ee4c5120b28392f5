package org.hublink.mls;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/** A member who signs, encrypts and authenticates whatever he likes: what outsiders cannot reach, he can. */
final class Insider {
    private static final byte[] NOTHING = {};

    private final Parties parties;
    private final Group group;
    private final Epoch epoch;

    Insider(Parties parties, Group group) {
        this.parties = parties;
        this.group = group;
        this.epoch = group.epoch();
    }

    Epoch epoch() {
        return epoch;
    }

    private FramedContent framed(Sender sender, Content content) {
        return new FramedContent(epoch.context().groupId(), epoch.context().epoch(), sender, NOTHING, content);
    }

    /** A proposal in the clear, under the insider's signature whoever is named as sender. */
    byte[] proposal(Sender sender, Proposal proposal) {
        AuthenticatedContent signed = AuthenticatedContent.sign(
                epoch.suite(),
                MlsMessage.PUBLIC_MESSAGE,
                framed(sender, new Content.OfProposal(proposal)),
                epoch.contextBytes(),
                epoch.signatureKey());
        return clear(signed);
    }

    /** The bytes as the content of a private message, sealed with a good key and without a signature of their own. */
    byte[] sealed(int type, byte[] plain) throws Malformed {
        CipherSuite suite = epoch.suite();
        SecretTree.Kind kind = type == Content.APPLICATION ? SecretTree.Kind.APPLICATION : SecretTree.Kind.HANDSHAKE;
        SecretTree.Step step = group.ratchets().next(epoch.own(), kind);
        byte[] guard = new byte[4];
        byte[] id = epoch.context().groupId();
        long number = epoch.context().epoch();
        byte[] aad = PrivateMessage.contentAad(id, number, type, NOTHING);
        byte[] ciphertext = suite.aead().seal(step.key(), step.nonce(), aad, plain);
        byte[] data = new ByteWriter()
                .u32(epoch.own())
                .u32(step.generation())
                .bytes(guard)
                .toBytes();
        byte[] secret = epoch.secrets().senderData();
        byte[] sender = suite.aead()
                .seal(
                        MessageProtection.SenderDataKeys.of(suite, secret, ciphertext)
                                .key(),
                        MessageProtection.SenderDataKeys.of(suite, secret, ciphertext)
                                .nonce(),
                        PrivateMessage.senderAad(id, number, type),
                        data);
        return new MlsMessage(new PrivateMessage(id, number, type, NOTHING, sender, ciphertext)).encode();
    }

    /** A commit to be signed: the proposals of the bytes, with a path or without. */
    AuthenticatedContent signed(Commit commit) {
        return AuthenticatedContent.sign(
                epoch.suite(),
                MlsMessage.PUBLIC_MESSAGE,
                framed(Sender.member(epoch.own()), new Content.OfCommit(commit)),
                epoch.contextBytes(),
                epoch.signatureKey());
    }

    /** A commit with the right tag where one can be made without a path, else with zeros. */
    byte[] commit(Commit commit, List<ProposalList.Item> items) {
        AuthenticatedContent signed = signed(commit);
        byte[] tag = tag(signed, items);
        return clear(signed.withTag(tag == null ? epoch.suite().zero() : tag));
    }

    private byte @Nullable [] tag(AuthenticatedContent signed, List<ProposalList.Item> items) {
        CipherSuite suite = epoch.suite();
        try {
            ProposalList.Applied changes = ProposalList.apply(epoch, items, epoch.own(), NOTHING, Parties.TERMS);
            byte[] confirmed = KeySchedule.confirmed(suite, epoch.interim(), signed);
            byte[] context = CommitReceipt.context(
                            epoch, changes.extensions(), changes.tree().rootHash(), confirmed)
                    .encode();
            byte[] joiner = KeySchedule.joinerSecret(suite, epoch.secrets().init(), suite.zero(), context);
            byte[] psk = KeySchedule.pskSecret(suite, epoch.psks(changes.psks(), Parties.TERMS, null));
            return suite.mac(KeySchedule.epoch(suite, joiner, psk, context).confirmation(), confirmed);
        } catch (Malformed impossible) {
            return null;
        }
    }

    private byte[] clear(AuthenticatedContent signed) {
        PublicMessage message = PublicMessage.protect(
                epoch.suite(), signed, epoch.contextBytes(), epoch.secrets().membership());
        return new MlsMessage(message).encode();
    }

    /** A path for the tree after some proposals; null where they cannot be applied. */
    @Nullable
    UpdatePath path(List<ProposalList.Item> items) {
        try {
            ProposalList.Applied changes = ProposalList.apply(epoch, items, epoch.own(), NOTHING, Parties.TERMS);
            TreeKem.Author author = new TreeKem.Author(
                    epoch.own(),
                    epoch.tree().requireLeaf(epoch.own()),
                    epoch.signatureKey(),
                    epoch.context().groupId());
            byte[] confirmed = epoch.context().confirmedTranscriptHash();
            return TreeKem.make(
                            changes.tree(),
                            author,
                            changes.added().keySet(),
                            hash -> CommitReceipt.context(epoch, changes.extensions(), hash, confirmed)
                                    .encode(),
                            parties.randomness())
                    .path();
        } catch (Malformed refused) {
            return null;
        }
    }

    /** The path with its leaf signed again, so that what was changed in it is looked at. */
    UpdatePath resigned(UpdatePath path) {
        LeafNode leaf = path.leaf()
                .signed(epoch.suite(), epoch.signatureKey(), epoch.context().groupId(), epoch.own());
        return new UpdatePath(leaf, path.nodes());
    }

    /** What a fuzzer's bytes mean as proposals of one commit, three bytes each. */
    List<Proposal> proposals(byte[] in, int from, int count, List<KeyPackage> newcomers) {
        List<Proposal> out = new ArrayList<>();
        for (int i = 0; i < count && from + 3 * i + 3 <= in.length; i++) {
            int what = in[from + 3 * i] & 0xff;
            int first = in[from + 3 * i + 1] & 0xff;
            byte[] rest = {in[from + 3 * i + 1], in[from + 3 * i + 2]};
            out.add(proposal(what % 10, first, rest, newcomers));
        }
        return out;
    }

    private Proposal proposal(int what, int first, byte[] rest, List<KeyPackage> newcomers) {
        CipherSuite suite = epoch.suite();
        return switch (what) {
            case 0, 1 -> new Proposal.Add(newcomers.get(first % newcomers.size()));
            case 2 ->
                new Proposal.Update(newcomers.get(first % newcomers.size()).leaf());
            case 3 -> new Proposal.Remove(first % 8);
            case 4 -> new Proposal.Remove((first & 1) == 0 ? 0xffffffffL : 1L << 31);
            case 5 ->
                new Proposal.Psk(new PreSharedKeyId(
                        PreSharedKeyId.EXTERNAL,
                        0,
                        Parties.PSK_ID,
                        0,
                        new byte[first == 0 ? 31 : suite.hash().length()]));
            case 6 ->
                new Proposal.Psk(new PreSharedKeyId(
                        PreSharedKeyId.RESUMPTION,
                        1 + first % 3,
                        epoch.context().groupId(),
                        first % 4,
                        suite.zero()));
            case 7 -> new Proposal.ReInit(rest, first, rest[1] & 0xff, List.of());
            case 8 -> new Proposal.ExternalInit(Bytes.concat(rest, new byte[30]));
            default -> new Proposal.GroupContextExtensions(List.of(new Extension(first % 6, rest)));
        };
    }
}
