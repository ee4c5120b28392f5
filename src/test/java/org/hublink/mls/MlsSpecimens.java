package org.hublink.mls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Specimens;
import org.hublink.primitives.Utf8;

/** Sound bytes for the decoders of {@link MlsDecoders}, from a group that is made anew of a seed. */
public final class MlsSpecimens {
    private static final byte[] GROUP_ID = Utf8.encode("group");

    private MlsSpecimens() {}

    public static Map<String, Specimens> all() throws Malformed {
        Parties parties = new Parties(CipherSuite.X25519_AES128, 20_261_122);
        List<Group> groups = parties.groupOf(5);
        KeyPackageSecrets newcomer = parties.keyPackage("newcomer");
        Group.Sent sent = groups.get(0).seal(Utf8.encode("a message"), new byte[] {1}, 16, parties.randomness());
        CommitPlan plan = new CommitPlan().add(newcomer.message()).remove(3);
        Committing.Prepared made = parties.prepare(sent.next(), plan);
        Committing.Prepared clear = parties.prepare(made.next(), new CommitPlan().inTheClear());
        byte[] welcome = made.pending().welcome();
        Epoch epoch = groups.get(1).epoch();
        RatchetTree tree = epoch.tree();
        List<byte[]> messages = new ArrayList<>(List.of(
                sent.message(), made.pending().commit(), clear.pending().commit(), welcome, newcomer.message()));
        byte[] epochPart = GroupState.epoch(groups.get(1));
        byte[] ratchets = GroupState.ratchets(groups.get(1));
        Proposal add = new Proposal.Add(newcomer.keyPackage());
        Proposal remove = new Proposal.Remove(2);
        AuthenticatedContent content = AuthenticatedContent.sign(
                epoch.suite(),
                MlsMessage.PUBLIC_MESSAGE,
                new FramedContent(GROUP_ID, 1, Sender.member(1), new byte[] {9}, new Content.OfProposal(remove)),
                epoch.contextBytes(),
                epoch.signatureKey());
        Map<String, Specimens> all = new LinkedHashMap<>();
        all.put("mls-message", new Specimens(List.of(), messages));
        all.put("mls-proposal", Specimens.of(add.encode(), remove.encode()));
        byte[] commit = ((Content.OfCommit) ((PublicMessage)
                                MlsMessage.decode(clear.pending().commit()).body())
                        .content()
                        .content()
                        .content())
                .commit()
                .encode();
        all.put("mls-commit", Specimens.of(commit));
        all.put(
                "mls-group-secrets",
                Specimens.of(
                        new GroupSecrets(new byte[32], new byte[32], List.of()).encode(),
                        new GroupSecrets(new byte[32], null, List.of()).encode()));
        all.put("mls-authenticated-content", Specimens.of(content.encode()));
        all.put(
                "mls-external-sender",
                Specimens.of(new ExternalSender(new byte[32], Credential.basic(Utf8.encode("server"))).encode()));
        all.put(
                "mls-tree",
                Specimens.of(tree.encode(), groups.get(0).epoch().tree().encode()));
        all.put("mls-key-package-secrets", Specimens.of(newcomer.encode()));
        all.put("mls-pending", Specimens.of(made.pending().encode()));
        all.put("mls-epoch", Specimens.of(epochPart));
        all.put("mls-ratchets", new Specimens(List.of(epochPart), List.of(ratchets)));
        all.put("mls-receive", new Specimens(List.of(epochPart, ratchets), messages.subList(0, 3)));
        all.put("mls-join", new Specimens(List.of(newcomer.encode()), List.of(welcome)));
        return all;
    }
}
