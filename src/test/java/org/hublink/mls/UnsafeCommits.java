package org.hublink.mls;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hublink.primitives.Hpke;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;

/** Commits of a member with good keys and bad intentions, for tests of whole clients. */
public final class UnsafeCommits {
    private UnsafeCommits() {}

    /**
     * A commit that is sound for everybody but one member: what is sealed for him alone along the path is noise.
     *
     * @param victim the leaf beside the committer's, so that nobody else needs those bytes
     */
    public static byte[] badFor(Group group, int victim, byte[] authenticatedData, Randomness randomness) {
        try {
            Epoch epoch = group.epoch();
            GroupContext now = epoch.context();
            int own = epoch.own();
            List<Extension> extensions = now.extensions();
            TreeKem.Author author =
                    new TreeKem.Author(own, epoch.tree().requireLeaf(own), epoch.signatureKey(), now.groupId());
            TreeKem.Made made = TreeKem.make(
                    epoch.tree(),
                    author,
                    Set.of(),
                    hash -> CommitReceipt.context(epoch, extensions, hash, now.confirmedTranscriptHash())
                            .encode(),
                    randomness);
            Commit commit = new Commit(List.of(), spoiled(epoch, made, victim));
            AuthenticatedContent signed =
                    Framing.sign(epoch, new Content.OfCommit(commit), authenticatedData.clone(), false);
            return Framing.protect(group, tagged(epoch, signed, made, extensions), false, 0, randomness);
        } catch (Malformed impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static AuthenticatedContent tagged(
            Epoch epoch, AuthenticatedContent signed, TreeKem.Made made, List<Extension> extensions) throws Malformed {
        CipherSuite suite = epoch.suite();
        byte[] confirmed = KeySchedule.confirmed(suite, epoch.interim(), signed);
        byte[] context = CommitReceipt.context(epoch, extensions, made.tree().rootHash(), confirmed)
                .encode();
        byte[] joiner = KeySchedule.joinerSecret(suite, epoch.secrets().init(), made.commitSecret(), context);
        byte[] psk = KeySchedule.pskSecret(suite, List.of());
        EpochSecrets secrets = KeySchedule.epoch(suite, joiner, psk, context);
        return signed.withTag(suite.mac(secrets.confirmation(), confirmed));
    }

    private static UpdatePath spoiled(Epoch epoch, TreeKem.Made made, int victim) {
        int common = TreeMath.commonAncestor(2 * epoch.own(), 2 * victim);
        int at = made.tree().filteredPath(epoch.own()).indexOf(common);
        List<UpdatePath.PathNode> nodes = new ArrayList<>(made.path().nodes());
        UpdatePath.PathNode node = nodes.get(at);
        List<Integer> readers = made.tree().resolution(RatchetTree.copathChild(common, epoch.own()));
        int reader = readers.indexOf(2 * victim);
        if (reader < 0) {
            throw new AssertionError("others read what the victim reads: " + readers);
        }
        List<Hpke.Sealed> secrets = new ArrayList<>(node.secrets());
        Hpke.Sealed good = secrets.get(reader);
        byte[] noise = good.ciphertext().clone();
        noise[0] ^= 1;
        secrets.set(reader, new Hpke.Sealed(good.encapsulation(), noise));
        nodes.set(at, new UpdatePath.PathNode(node.encryptionKey(), List.copyOf(secrets)));
        return new UpdatePath(made.path().leaf(), List.copyOf(nodes));
    }
}
