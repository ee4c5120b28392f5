package org.hublink.mls;

import static org.hublink.primitives.Claim.assertThat;
import static org.hublink.primitives.KnownAnswers.hex;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Hpke;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;

/** A client that joins by a welcome and follows the group. */
final class PassiveVectors {
    private PassiveVectors() {}

    static void welcome(Fields v, CipherSuite suite, Randomness randomness) throws Malformed {
        KeyPackage keyPackage =
                (KeyPackage) MlsMessage.decode(hex(v, "key_package")).body();
        Welcome welcome = (Welcome) MlsMessage.decode(hex(v, "welcome")).body();
        Joining.OpenedWelcome opened =
                Joining.open(suite, welcome, keyPackage, hex(v, "init_priv"), PskStore.none(), null);
        GroupInfo info = opened.info();
        assertThat(info.verifies(suite, suite.verifyingKey(hex(v, "signer_pub"))))
                .isTrue();
        EpochSecrets secrets = KeySchedule.epoch(
                suite,
                opened.secrets().joinerSecret(),
                opened.pskSecret(),
                info.context().encode());
        assertThat(suite.macEquals(
                        secrets.confirmation(), info.context().confirmedTranscriptHash(), info.confirmationTag()))
                .isTrue();
    }

    static void passiveClient(Fields v, CipherSuite suite, Randomness randomness) throws Malformed {
        KeyPackage keyPackage =
                (KeyPackage) MlsMessage.decode(hex(v, "key_package")).body();
        KeyPackageSecrets own = new KeyPackageSecrets(
                keyPackage, hex(v, "init_priv"), hex(v, "encryption_priv"), hex(v, "signature_priv"));
        assertThat(Hpke.publicKey(suite.kem(), own.initKey())).isEqualTo(keyPackage.initKey());
        assertThat(Hpke.publicKey(suite.kem(), own.leafKey()))
                .isEqualTo(keyPackage.leaf().encryptionKey());
        assertThat(suite.signature().publicKey(own.signatureKey()))
                .isEqualTo(keyPackage.leaf().signatureKey());
        Map<String, byte[]> psks = new LinkedHashMap<>();
        for (Fields psk : v.objects("external_psks", 0, 1000)) {
            psks.put(Hex.encode(hex(psk, "psk_id")), hex(psk, "psk"));
        }
        Policy policy = new Policy(Suites.standard(), 1000, 32, 1000, true, false);
        Terms terms = new Terms(policy, (occasion, member, before, data) -> null, id -> psks.get(Hex.encode(id)), 0);
        byte[] tree = v.json("ratchet_tree") instanceof Json.Str text ? Hex.decode(text.value()) : null;
        Joined joined = Group.join(hex(v, "welcome"), own, tree, terms);
        assertThat(joined).isInstanceOf(Joined.Welcomed.class);
        Group group = ((Joined.Welcomed) joined).group();
        assertThat(group.epochAuthenticator()).isEqualTo(hex(v, "initial_epoch_authenticator"));
        for (Fields epoch : v.objects("epochs", 0, 10_000)) {
            group = follow(group, epoch, terms);
        }
    }

    private static Group follow(Group from, Fields epoch, Terms terms) throws Malformed {
        Group group = from;
        List<Json> proposals = epoch.list("proposals", 0, 1000);
        for (Json proposal : proposals) {
            Received received = group.receive(Hex.decode(((Json.Str) proposal).value()), terms);
            assertThat(received).isInstanceOf(Received.Proposed.class);
            group = ((Received.Proposed) received).next();
        }
        Received received = group.receive(hex(epoch, "commit"), terms);
        assertThat(received).isInstanceOf(Received.Committed.class);
        Group next = ((Received.Committed) received).next();
        assertThat(next.epochAuthenticator()).isEqualTo(hex(epoch, "epoch_authenticator"));
        return next;
    }
}
