package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.mls.Parties.POLICY;
import static org.hublink.mls.Parties.TERMS;
import static org.hublink.mls.Refusing.orRefused;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Hpke;
import org.hublink.primitives.Malformed;
import org.junit.jupiter.api.Tag;

/** Welcomes that were changed on their way, and welcomes that the member who wrote them made up. */
@Tag("unit")
class MlsWelcomeFuzzTest {
    private static final byte[] NOTHING = {};
    private static final CipherSuite SUITE = CipherSuite.X25519_AES128;
    private static final Parties PARTIES = new Parties(SUITE, 26);
    private static final KeyPackageSecrets NEWCOMER = PARTIES.keyPackage("newcomer");
    private static final Committing.Prepared MADE = PARTIES.prepare(
            PARTIES.groupOf(4).get(0), new CommitPlan().add(NEWCOMER.message()).externalPsk(Parties.PSK_ID));
    private static final byte[] WELCOME = MADE.pending().welcome();
    private static final Joining.OpenedWelcome OPENED = opened();
    private static final byte[] SIGNER = MADE.next().epoch().signatureKey();

    private static Joining.OpenedWelcome opened() {
        try {
            Welcome welcome = (Welcome) MlsMessage.decode(WELCOME).body();
            return Joining.open(SUITE, welcome, NEWCOMER.keyPackage(), NEWCOMER.initKey(), TERMS.psks(), null);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void join(byte[] welcome) {
        Joined joined = Group.join(welcome, NEWCOMER, null, TERMS);
        if (joined instanceof Joined.Refused refused) {
            Refusing.reason(refused.reason());
        } else if (joined instanceof Joined.Welcomed welcomed) {
            Group group = welcomed.group();
            orRefused(() -> GroupState.restore(GroupState.epoch(group), GroupState.ratchets(group), POLICY));
            Group.Sent sent = group.seal(NOTHING, NOTHING, 0, PARTIES.randomness());
            sent.next().commit(new CommitPlan(), TERMS, PARTIES.randomness());
        }
    }

    @FuzzTest
    void editedWelcome(byte[] in) {
        join(Edits.of(WELCOME, in, 0));
    }

    /** What the newcomer finds inside, made consistent again: sealed to it, and the group's info under that secret. */
    private static byte[] welcome(GroupSecrets secrets, GroupInfo info) throws Malformed {
        byte[] psk = OPENED.pskSecret();
        byte[] secret = KeySchedule.welcomeSecret(SUITE, secrets.joinerSecret(), psk);
        byte[] sealedInfo =
                SUITE.aead().seal(Joining.key(SUITE, secret), Joining.nonce(SUITE, secret), NOTHING, info.encode());
        return sealed(secrets.encode(), sealedInfo);
    }

    private static byte[] sealed(byte[] secrets, byte[] sealedInfo) throws Malformed {
        KeyPackage to = NEWCOMER.keyPackage();
        Hpke.Sealed sealed = SUITE.encryptWithLabel(to.initKey(), "Welcome", sealedInfo, secrets, PARTIES.randomness());
        Welcome.Entry entry = new Welcome.Entry(to.reference(SUITE), sealed);
        return new MlsMessage(new Welcome(SUITE.number(), List.of(entry), sealedInfo)).encode();
    }

    @FuzzTest
    void insidersSecrets(byte[] in) {
        orRefused(() -> {
            byte[] plain = Edits.of(OPENED.secrets().encode(), in, 0);
            GroupSecrets secrets = Encoded.decode(plain, GroupSecrets::read);
            join(welcome(secrets, OPENED.info()));
        });
    }

    /** Secrets that need not even be secrets. */
    @FuzzTest
    void insidersBytes(byte[] in) {
        orRefused(() -> join(sealed(in, new byte[64])));
    }

    /** First byte: bit 0 the tree hash made to fit, bit 1 the confirmation tag, bit 2 the signature. */
    @FuzzTest
    void insidersGroupInfo(byte[] in) {
        orRefused(() -> {
            if (in.length == 0) return;
            GroupInfo info = Encoded.decode(Edits.of(OPENED.info().encode(), in, 1), GroupInfo::read);
            join(welcome(OPENED.secrets(), fitted(info, in[0])));
        });
    }

    /** The tree of a good welcome changed, all about it made to fit. */
    @FuzzTest
    void insidersTree(byte[] in) {
        orRefused(() -> {
            byte[] tree = Extension.find(OPENED.info().extensions(), Extension.RATCHET_TREE);
            List<Extension> with = List.of(new Extension(Extension.RATCHET_TREE, Edits.of(tree, in, 0)));
            GroupInfo good = OPENED.info();
            GroupInfo info =
                    new GroupInfo(good.context(), with, good.confirmationTag(), good.signer(), good.signature());
            join(welcome(OPENED.secrets(), fitted(info, (byte) 7)));
        });
    }

    private static GroupInfo fitted(GroupInfo info, byte how) throws Malformed {
        GroupContext context = info.context();
        if ((how & 1) != 0) {
            byte[] encoded = Extension.find(info.extensions(), Extension.RATCHET_TREE);
            byte[] hash = encoded == null
                    ? NOTHING
                    : Encoded.decode(encoded, in -> RatchetTree.read(SUITE, in)).rootHash();
            context = new GroupContext(
                    context.suite(),
                    context.groupId(),
                    context.epoch(),
                    hash,
                    context.confirmedTranscriptHash(),
                    context.extensions());
        }
        byte[] tag = info.confirmationTag();
        if ((how & 2) != 0) {
            byte[] joiner = OPENED.secrets().joinerSecret();
            EpochSecrets secrets = KeySchedule.epoch(SUITE, joiner, OPENED.pskSecret(), context.encode());
            tag = SUITE.mac(secrets.confirmation(), context.confirmedTranscriptHash());
        }
        if ((how & 4) == 0) return new GroupInfo(context, info.extensions(), tag, info.signer(), info.signature());
        GroupInfo signed = GroupInfo.signed(SUITE, context, info.extensions(), tag, 0, SIGNER);
        return new GroupInfo(context, info.extensions(), tag, info.signer(), signed.signature());
    }

    /** A tree that comes beside the welcome: it is the right one or it is refused. */
    @FuzzTest
    void treeBeside(byte[] in) {
        byte[] right = Extension.find(OPENED.info().extensions(), Extension.RATCHET_TREE);
        byte[] given = Edits.of(right, in, 0);
        Joined joined = Group.join(WELCOME, NEWCOMER, given, TERMS);
        assertThat(joined instanceof Joined.Welcomed).isEqualTo(Bytes.equal(given, right));
    }
}
