package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.protocol.RevocationFacts.Mode.FINAL;
import static org.hublink.protocol.RevocationFacts.Mode.HOLD;

import org.hublink.primitives.Digest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** V5: a device or an operator opens a session, and nobody can pass it on. */
@Tag("unit")
class SignInTest {
    private static final String ID = "00112233445566778899aabbccddeeff";
    private static final String ORIGIN = "https://hub.example";
    private static final byte[] NONCE = Digest.of(new byte[] {1}).bytes();
    private static final Digest TREE = Digest.of(new byte[] {7});

    private final Realm realm = Realm.ofTwoCountries();
    private final String device = Realm.devicePart("laptop", "fr-o-1").id();
    private final long logged = realm.device("FR", "laptop", "fr-o-1", 1, "fr-a", "fr-b");
    private final Act.Signer byDevice = new Act.Signer(Act.SignerType.DEVICE, "FR", device, 1);
    private final Act.Signer byOperator = new Act.Signer(Act.SignerType.OPERATOR, "FR", "fr-a", 1);

    private String judge(Act act, String key) {
        return SignIn.judge(realm.trust, act.signedBy(Realm.key(key)), ORIGIN, NONCE, realm, realm.now())
                .code();
    }

    private Act act(Act.Signer signer, long size, long time) {
        return SignIn.act(ID, signer, size, TREE, time, ORIGIN, NONCE);
    }

    @Test
    void aDeviceSignsIn() throws Exception {
        Act act = act(byDevice, logged + 1, Realm.NOW);
        assertThat(judge(act, "laptop/statement")).isEqualTo("trusted");
        assertThat(judge(act, "laptop/mls")).isEqualTo("act-signer");
        assertThat(SignIn.nonce(act.signedBy(Realm.key("laptop/statement")), Realm.TEXT))
                .isEqualTo(NONCE);
    }

    @Test
    void anOperatorWithoutADeviceSignsIn() {
        assertThat(judge(act(byOperator, logged + 1, Realm.NOW), "fr-a")).isEqualTo("trusted");
        assertThat(judge(act(byOperator, logged + 1, Realm.NOW), "fr-b")).isEqualTo("act-signer");
        Act.Signer nobody = new Act.Signer(Act.SignerType.OPERATOR, "FR", "br-a", 1);
        assertThat(judge(act(nobody, logged + 1, Realm.NOW), "br-a")).isEqualTo("act-signer");
        realm.authority("FR", 2, 2, "fr-a", "fr-b", "fr-c");
        assertThat(judge(act(byOperator, logged + 1, Realm.NOW), "fr-a")).isEqualTo("version-old");
    }

    @Test
    void anotherOriginOrChallengeIsRefused() {
        Act elsewhere = SignIn.act(ID, byDevice, logged + 1, TREE, Realm.NOW, "https://evil.example", NONCE);
        assertThat(judge(elsewhere, "laptop/statement")).isEqualTo("act-context");
        Act another = SignIn.act(ID, byDevice, logged + 1, TREE, Realm.NOW, ORIGIN, new byte[32]);
        assertThat(judge(another, "laptop/statement")).isEqualTo("act-context");
    }

    @Test
    void theClockMustFit() {
        long skew = Trust.CLOCK_SKEW_SECONDS_MAX;
        assertThat(judge(act(byDevice, logged + 1, Realm.NOW - skew), "laptop/statement"))
                .isEqualTo("trusted");
        assertThat(judge(act(byDevice, logged + 1, Realm.NOW - skew - 1), "laptop/statement"))
                .isEqualTo("clock-off");
        assertThat(judge(act(byDevice, logged + 1, Realm.NOW + skew + 1), "laptop/statement"))
                .isEqualTo("not-yet-valid");
    }

    @Test
    void anOldCheckpointDoesNotHideARevocation() {
        realm.revoke("FR", "device:" + device, 1, FINAL, logged, "fr-a", "fr-c");
        assertThat(judge(act(byDevice, logged + 1, Realm.NOW), "laptop/statement"))
                .isEqualTo("signer-revoked");
        realm.revoke("FR", "operator:fr-a", 1, HOLD, logged, "fr-b");
        assertThat(judge(act(byOperator, logged + 1, Realm.NOW), "fr-a")).isEqualTo("signer-revoked");
        assertThat(judge(act(byOperator, realm.ledger.size(), Realm.NOW), "fr-a"))
                .isEqualTo("on-hold");
    }

    @Test
    void anOldCheckpointDoesNotHideANewVersion() {
        realm.device("FR", "laptop", "fr-o-1", 2, "fr-a", "fr-b");
        assertThat(judge(act(byDevice, logged + 1, Realm.NOW), "laptop/statement"))
                .isEqualTo("version-old");
    }
}
