package org.hublink.interop;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.mls.TreeKEM.LeafIndex;
import org.bouncycastle.mls.TreeKEM.LeafNode;
import org.bouncycastle.mls.TreeKEM.LifeTime;
import org.bouncycastle.mls.codec.Capabilities;
import org.bouncycastle.mls.codec.Credential;
import org.bouncycastle.mls.codec.KeyPackage;
import org.bouncycastle.mls.codec.MLSInputStream;
import org.bouncycastle.mls.codec.MLSMessage;
import org.bouncycastle.mls.codec.MLSOutputStream;
import org.bouncycastle.mls.codec.PreSharedKeyID;
import org.bouncycastle.mls.codec.Proposal;
import org.bouncycastle.mls.codec.WireFormat;
import org.bouncycastle.mls.crypto.MlsCipherSuite;
import org.bouncycastle.mls.crypto.Secret;
import org.bouncycastle.mls.protocol.Group;
import org.jspecify.annotations.Nullable;

/** A member by bcmls. It breaks under two threads, so one lock is around all of it. */
final class BcPeer implements Peer {
    private static final Object LOCK = new Object();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final HexFormat HEX = HexFormat.of();
    private static final int HOUR = 3600;

    private final String name;
    private final MlsCipherSuite suite;
    private @Nullable Own own;
    private @Nullable Group group;

    /** A key package with its private keys. */
    private record Own(
            KeyPackage keyPackage, AsymmetricCipherKeyPair init, AsymmetricCipherKeyPair leaf, byte[] signatureKey) {}

    BcPeer(String name, int suite) throws Refusal {
        this.name = name;
        this.suite = locked(() -> MlsCipherSuite.getSuite((short) suite));
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    private static <T> T locked(Work<T> work) throws Refusal {
        synchronized (LOCK) {
            try {
                return work.run();
            } catch (Exception refused) {
                StackTraceElement[] at = refused.getStackTrace();
                throw new Refusal("bcmls at " + (at.length == 0 ? "?" : at[0]), refused);
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Maker maker() {
        return Maker.BCMLS;
    }

    private Own own() {
        if (own == null) throw new IllegalStateException("no key package");
        return own;
    }

    private Group group() {
        if (group == null) throw new IllegalStateException("in no group");
        return group;
    }

    @Override
    public byte[] keyPackage() throws Refusal {
        return locked(() -> {
            AsymmetricCipherKeyPair init = suite.getHPKE().generatePrivateKey();
            AsymmetricCipherKeyPair leaf = suite.getHPKE().generatePrivateKey();
            AsymmetricCipherKeyPair signature = suite.generateSignatureKeyPair();
            byte[] signatureKey = suite.serializeSignaturePrivateKey(signature.getPrivate());
            LeafNode node = new LeafNode(
                    suite,
                    suite.getHPKE().serializePublicKey(leaf.getPublic()),
                    suite.serializeSignaturePublicKey(signature.getPublic()),
                    Credential.forBasic(name.getBytes(StandardCharsets.UTF_8)),
                    new Capabilities(),
                    lifetime(),
                    List.of(),
                    signatureKey);
            byte[] initKey = suite.getHPKE().serializePublicKey(init.getPublic());
            KeyPackage made = new KeyPackage(suite, initKey, node, List.of(), signatureKey);
            own = new Own(made, init, leaf, signatureKey);
            return MLSOutputStream.encode(MLSMessage.keyPackage(made));
        });
    }

    /** Read from bytes: what {@code new LifeTime()} gives is from 0 to 2^64-1. */
    private static LifeTime lifetime() throws Exception {
        long now = System.currentTimeMillis() / 1000;
        MLSOutputStream out = new MLSOutputStream();
        out.write(Long.valueOf(now - HOUR));
        out.write(Long.valueOf(now + 24 * HOUR));
        return (LifeTime) MLSInputStream.decode(out.toByteArray(), LifeTime.class);
    }

    private static MLSMessage message(byte[] bytes) throws Exception {
        return (MLSMessage) MLSInputStream.decode(bytes, MLSMessage.class);
    }

    @Override
    public void create(byte[] groupId) throws Refusal {
        group = locked(() -> {
            Group made = new Group(
                    groupId,
                    suite,
                    own().leaf(),
                    own().signatureKey(),
                    own().keyPackage().getLeafNode(),
                    List.of());
            made.insertExternalPsk(new Secret(Peer.pskId()), Peer.psk());
            return made;
        });
    }

    @Override
    public void join(byte[] welcome) throws Refusal {
        group = locked(() -> {
            byte[] init = suite.getHPKE().serializePrivateKey(own().init().getPrivate());
            Map<Secret, byte[]> psks = new HashMap<>(Map.of(new Secret(Peer.pskId()), Peer.psk()));
            return new Group(
                    init,
                    own().leaf(),
                    own().signatureKey(),
                    own().keyPackage(),
                    message(welcome).welcome,
                    null,
                    psks,
                    new HashMap<>());
        });
    }

    private static Group.MessageOptions options(Framing framing) {
        return new Group.MessageOptions(!framing.clear(), framing.authenticatedData(), framing.padding());
    }

    @Override
    public Made commit(Change change) throws Refusal {
        return locked(() -> {
            List<Proposal> proposals = new ArrayList<>();
            for (int leaf : change.removes()) proposals.add(Proposal.remove(new LeafIndex(leaf)));
            for (byte[] keyPackage : change.keyPackages()) proposals.add(Proposal.add(message(keyPackage).keyPackage));
            if (change.psk()) proposals.add(psk());
            Group.GroupWithMessage made = group().commit(
                            new Secret(random()),
                            new Group.CommitOptions(proposals, true, change.path(), null),
                            options(change.framing()),
                            new Group.CommitParameters(Group.NORMAL_COMMIT_PARAMS));
            group = made.group;
            byte[] commit = MLSOutputStream.encode(made.message);
            MLSMessage welcome = new MLSMessage(WireFormat.mls_welcome);
            welcome.welcome = made.message.welcome;
            return new Made(commit, MLSOutputStream.encode(welcome));
        });
    }

    private byte[] random() {
        byte[] out = new byte[suite.getKDF().getHashLength()];
        RANDOM.nextBytes(out);
        return out;
    }

    private Proposal psk() {
        return Proposal.preSharedKey(PreSharedKeyID.external(Peer.pskId(), random()));
    }

    @Override
    public byte[] propose(Wish wish, Framing framing) throws Refusal {
        return locked(() -> {
            Group.MessageOptions options = options(framing);
            MLSMessage sent;
            if (wish instanceof Wish.Add add) sent = group().add(message(add.keyPackage()).keyPackage, options);
            else if (wish instanceof Wish.Psk) sent = group().preSharedKey(Peer.pskId(), options);
            else if (wish instanceof Wish.Remove remove) sent = group().remove(place(remove.leaf()), options);
            else {
                AsymmetricCipherKeyPair fresh = suite.getHPKE().generatePrivateKey();
                sent = group().update(group().updateProposal(fresh, new Group.LeafNodeOptions()), options);
            }
            byte[] bytes = MLSOutputStream.encode(sent);
            // It remembers its own proposals by taking them in as everybody does.
            group().handle(bytes, null);
            return bytes;
        });
    }

    /** Its remove counts members, not leaves. */
    private LeafIndex place(int leaf) {
        int members = 0;
        for (int i = 0; i < leaf; i++) {
            if (group().getTree().getLeafNode(new LeafIndex(i)) != null) members++;
        }
        return new LeafIndex(members);
    }

    @Override
    public void receive(byte[] message) throws Refusal {
        locked(() -> {
            Group next = group().handle(message, null);
            if (next != null) group = next;
            return message;
        });
    }

    /** bcmls does not know the case: it fails over the path that is not for it. Its member just goes. */
    @Override
    public void removedBy(byte[] commit, boolean refilled) {
        group = null;
    }

    @Override
    public byte[] seal(byte[] data, byte[] authenticatedData, int padding) throws Refusal {
        return locked(() -> MLSOutputStream.encode(group().protect(authenticatedData, data, padding)));
    }

    @Override
    public Opened open(byte[] message) throws Refusal {
        return locked(() -> {
            byte[][] opened = group().unprotect(message(message));
            return new Opened(-1, opened[0], opened[1]);
        });
    }

    @Override
    public View view() throws Refusal {
        return locked(() -> {
            Group now = group();
            byte[] exported = now.getKeySchedule().MLSExporter(EXPORT_LABEL, Peer.exportContext(), EXPORT_BYTES);
            return new View(
                    now.getEpoch(),
                    now.getIndex().value(),
                    HEX.formatHex(now.getEpochAuthenticator()),
                    HEX.formatHex(exported),
                    HEX.formatHex(Arrays.copyOf(
                            now.getTree().getRootHash(), suite.getKDF().getHashLength())));
        });
    }

    @Override
    public void close() {}
}
