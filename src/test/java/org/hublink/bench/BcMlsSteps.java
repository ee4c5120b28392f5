package org.hublink.bench;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.mls.TreeKEM.LeafNode;
import org.bouncycastle.mls.TreeKEM.LifeTime;
import org.bouncycastle.mls.codec.Capabilities;
import org.bouncycastle.mls.codec.Credential;
import org.bouncycastle.mls.codec.KeyPackage;
import org.bouncycastle.mls.codec.MLSInputStream;
import org.bouncycastle.mls.codec.MLSMessage;
import org.bouncycastle.mls.codec.MLSOutputStream;
import org.bouncycastle.mls.codec.Proposal;
import org.bouncycastle.mls.codec.WireFormat;
import org.bouncycastle.mls.crypto.MlsCipherSuite;
import org.bouncycastle.mls.crypto.Secret;
import org.bouncycastle.mls.protocol.Group;
import org.hublink.primitives.Utf8;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The same steps as {@link MlsSteps} in suite 1 with bcmls. It does less: a newcomer checks no leaf's signature, nobody
 * judges a credential or a lifetime, and it cannot store a group.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class BcMlsSteps {
    private static final byte[] NOTHING = {};
    private static final MlsCipherSuite SUITE = MlsCipherSuite.BCMLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A key package and its keys. */
    record Client(byte[] initKey, AsymmetricCipherKeyPair leafKey, byte[] signatureKey, KeyPackage keyPackage) {
        static Client named(String name) throws Exception {
            AsymmetricCipherKeyPair init = SUITE.getHPKE().generatePrivateKey();
            AsymmetricCipherKeyPair leaf = SUITE.getHPKE().generatePrivateKey();
            AsymmetricCipherKeyPair signature = SUITE.generateSignatureKeyPair();
            byte[] key = SUITE.serializeSignaturePrivateKey(signature.getPrivate());
            LeafNode node = new LeafNode(
                    SUITE,
                    SUITE.getHPKE().serializePublicKey(leaf.getPublic()),
                    SUITE.serializeSignaturePublicKey(signature.getPublic()),
                    Credential.forBasic(Utf8.encode(name)),
                    new Capabilities(),
                    new LifeTime(),
                    new ArrayList<>(),
                    key);
            byte[] initPublic = SUITE.getHPKE().serializePublicKey(init.getPublic());
            KeyPackage keyPackage = new KeyPackage(SUITE, initPublic, node, new ArrayList<>(), key);
            return new Client(SUITE.getHPKE().serializePrivateKey(init.getPrivate()), leaf, key, keyPackage);
        }

        Group found() throws Exception {
            return new Group(
                    Utf8.encode("bench"), SUITE, leafKey, signatureKey, keyPackage.getLeafNode(), new ArrayList<>());
        }

        Group join(byte[] welcome) throws Exception {
            MLSMessage message = (MLSMessage) MLSInputStream.decode(welcome, MLSMessage.class);
            return new Group(initKey, leafKey, signatureKey, keyPackage, message.welcome, null, Map.of(), Map.of());
        }
    }

    /** A group of one and those it is going to add. */
    @State(Scope.Thread)
    public static class Founder {
        Group group;
        List<byte[]> keyPackages;

        @Setup
        public void found() throws Exception {
            group = Client.named("creator").found();
            keyPackages = new ArrayList<>();
            for (int i = 1; i < MlsSteps.MEMBERS; i++) {
                keyPackages.add(MLSOutputStream.encode(Client.named("newcomer " + i).keyPackage));
            }
        }
    }

    /** Member 0, who made the group, and the newcomer at the far end. */
    @State(Scope.Thread)
    public static class Fresh {
        Group founder;
        Group last;
        Client newcomer;
        byte[] welcome;
        final byte[] text = new byte[MlsSteps.MESSAGE_BYTES];

        @Setup
        public void grow() throws Exception {
            List<byte[]> keyPackages = new ArrayList<>();
            for (int i = 1; i < MlsSteps.MEMBERS; i++) {
                newcomer = Client.named("newcomer " + i);
                keyPackages.add(MLSOutputStream.encode(newcomer.keyPackage));
            }
            Group.GroupWithMessage made = commit(Client.named("creator").found(), keyPackages);
            founder = made.group;
            welcome = welcomeOf(made);
            last = newcomer.join(welcome);
        }
    }

    /** A receiver who has just joined, as a group can't be stored: so its processor time tells nothing. */
    @State(Scope.Thread)
    public static class Receiver {
        byte[] commit;
        Group ready;
        Fresh from;

        @Setup
        public void prepare(Fresh fresh) throws Exception {
            from = fresh;
            commit = commitOf(BcMlsSteps.commit(fresh.founder, List.of()));
        }

        @Setup(Level.Invocation)
        public void open() throws Exception {
            ready = from.newcomer.join(from.welcome);
        }
    }

    private static Group.GroupWithMessage commit(Group group, List<byte[]> keyPackages) throws Exception {
        List<Proposal> adds = new ArrayList<>();
        for (byte[] keyPackage : keyPackages) {
            adds.add(Proposal.add((KeyPackage) MLSInputStream.decode(keyPackage, KeyPackage.class)));
        }
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        return group.commit(
                new Secret(secret),
                new Group.CommitOptions(adds, true, true, null),
                new Group.MessageOptions(true, NOTHING, 0),
                new Group.CommitParameters(Group.NORMAL_COMMIT_PARAMS));
    }

    private static byte[] welcomeOf(Group.GroupWithMessage made) throws Exception {
        MLSMessage message = new MLSMessage(WireFormat.mls_welcome);
        message.welcome = made.message.welcome;
        return MLSOutputStream.encode(message);
    }

    private static byte[] commitOf(Group.GroupWithMessage made) throws Exception {
        made.message.welcome = null;
        return MLSOutputStream.encode(made.message);
    }

    @Benchmark
    public byte[] addAll(Founder founder) throws Exception {
        return welcomeOf(commit(founder.group, founder.keyPackages));
    }

    @Benchmark
    public byte[] commitFresh(Fresh fresh) throws Exception {
        return commitOf(BcMlsSteps.commit(fresh.founder, List.of()));
    }

    @Benchmark
    public Group processFresh(Receiver receiver) throws Exception {
        return receiver.ready.handle(receiver.commit, null);
    }

    @Benchmark
    public Group joinFresh(Fresh fresh) throws Exception {
        return fresh.newcomer.join(fresh.welcome);
    }

    @Benchmark
    public byte[] messageOneWay(Fresh fresh) throws Exception {
        byte[] sent = MLSOutputStream.encode(fresh.founder.protect(NOTHING, fresh.text, 0));
        MLSMessage got = (MLSMessage) MLSInputStream.decode(sent, MLSMessage.class);
        return fresh.last.unprotect(got)[1];
    }
}
