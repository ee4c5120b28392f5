package org.hublink.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.hublink.primitives.Refusals.assertRefused;

import java.util.List;
import org.hublink.jvm.JvmHome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Known answers of the standards, and what each primitive refuses. */
@Tag("unit")
class CryptoTest {
    private static final byte[] NONE = {};
    private static final Randomness RANDOM = JvmHome.randomness();

    @Test
    void hpkeGivesTheAnswersOfRfc9180() throws Malformed {
        assertThat(KnownAnswers.hpke(KnownAnswers.objects(VectorFiles.own("hpke.json"))))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.answer()).as(one.name()).isEqualTo(one.want()));
    }

    @ParameterizedTest
    @EnumSource
    void hpkeOpensWhatItSealedAndNothingElse(Hpke.Kem kem) throws Malformed {
        Hpke.Suite suite = new Hpke.Suite(kem, Hash.SHA512, Aead.AES_256_GCM);
        Hpke.KeyPair keys = Hpke.deriveKeyPair(kem, RANDOM.bytes(32));
        assertThat(Hpke.publicKey(kem, keys.privateKey())).isEqualTo(keys.publicKey());
        Hpke.Psk psk = new Hpke.Psk(new byte[] {1}, RANDOM.bytes(32));
        byte[] info = {1, 2};
        byte[] plain = Utf8.encode("hello");
        Hpke.Sealed sealed = Hpke.seal(suite, keys.publicKey(), info, NONE, plain, psk, RANDOM);
        assertThat(sealed.encapsulation()).hasSize(kem.encapsulationLength());
        assertThat(Hpke.open(suite, keys.privateKey(), sealed, info, NONE, psk)).isEqualTo(plain);
        assertRefused("aead-open", () -> Hpke.open(suite, keys.privateKey(), sealed, NONE, NONE, psk));
        assertRefused("aead-open", () -> Hpke.open(suite, keys.privateKey(), sealed, info, info, psk));
        assertRefused("aead-open", () -> Hpke.open(suite, keys.privateKey(), sealed, info, NONE, null));
        Hpke.Psk other = new Hpke.Psk(new byte[] {1}, RANDOM.bytes(32));
        assertRefused("aead-open", () -> Hpke.open(suite, keys.privateKey(), sealed, info, NONE, other));
        String reason = kem == Hpke.Kem.XWING ? "xwing" : kem == Hpke.Kem.P256 ? "p256" : "x25519";
        assertRefused(reason + "-public-key", () -> Hpke.seal(suite, new byte[7], info, NONE, plain, null, RANDOM));
        assertRefused(
                reason + (kem == Hpke.Kem.XWING ? "-ciphertext" : "-public-key"),
                () -> Hpke.open(suite, keys.privateKey(), new Hpke.Sealed(new byte[7], plain), info, NONE, null));
    }

    @Test
    void xWingGivesTheAnswersOfItsDraft() throws Malformed {
        assertThat(KnownAnswers.xWing(KnownAnswers.objects(VectorFiles.own("xwing.json"))))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.answer()).as(one.name()).isEqualTo(one.want()));
    }

    @Test
    void anXWingKeyWithCoefficientsOutOfRangeIsRefused() {
        byte[] key = XWing.publicKey(new byte[32]);
        key[0] = (byte) 0xff;
        key[1] = (byte) 0xff;
        assertRefused("mlkem-public-key", () -> XWing.encapsulate(key, RANDOM));
        assertRefused("xwing-public-key", () -> XWing.encapsulate(new byte[1215], RANDOM));
        assertRefused("xwing-ciphertext", () -> XWing.decapsulate(new byte[32], new byte[1119]));
    }

    @Test
    void argon2idGivesTheAnswersOfItsReference() throws Malformed {
        byte[] password = Utf8.encode("password");
        byte[] salt = Utf8.encode("somesalt");
        assertThat(Hex.encode(Argon2id.derive(password, salt, 256, 2, 32)))
                .isEqualTo("9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe");
        assertThat(Hex.encode(Argon2id.derive(password, salt, 65536, 2, 32)))
                .isEqualTo("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
    }

    @Test
    void argon2idRefusesParametersThatExhaustTheReader() {
        byte[] salt = new byte[16];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Argon2id.derive(NONE, salt, Argon2id.MEMORY_KIB_MAX + 1, 3, 32));
        assertThatIllegalArgumentException().isThrownBy(() -> Argon2id.derive(NONE, salt, 64, 11, 32));
        assertThatIllegalArgumentException().isThrownBy(() -> Argon2id.derive(NONE, salt, 64, 0, 32));
        assertThatIllegalArgumentException().isThrownBy(() -> Argon2id.derive(NONE, new byte[7], 64, 3, 32));
    }

    @Test
    void ecdsaIsDeterministicAsInRfc6979AndLowS() throws Malformed {
        byte[] scalar = Hex.decode("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721");
        byte[] key = P256.publicKey(scalar);
        assertThat(Hex.encode(key))
                .isEqualTo("0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                        + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");
        byte[] sample = Utf8.encode("sample");
        byte[] signature = P256.sign(scalar, sample);
        assertThat(Hex.encode(signature))
                .startsWith("efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716");
        assertThat(P256.verify(key, sample, signature)).isTrue();
        byte[] der = P256.signDer(scalar, sample);
        assertThat(Hex.encode(der)).contains("f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
        assertThat(P256.verifyDer(key, sample, der)).isTrue();
        byte[] high = Bytes.concat(Bytes.slice(der, der.length - 67, der.length - 35), new byte[0]);
        assertThat(high).hasSize(32);
        byte[] highS = Bytes.concat(Bytes.slice(signature, 0, 32), Bytes.slice(der, der.length - 32, der.length));
        assertThat(P256.verify(key, sample, highS)).as("high s").isFalse();
    }

    @Test
    void whatIsNoSignatureIsFalseAndNeverAnException() {
        byte[] scalar = new byte[32];
        scalar[31] = 1;
        byte[] key = P256.publicKey(scalar);
        byte[] zeros = new byte[64];
        for (byte[] bad : new byte[][] {NONE, zeros, new byte[63], new byte[65]}) {
            assertThat(P256.verify(key, NONE, bad)).isFalse();
            assertThat(P256.verifyDer(key, NONE, bad)).isFalse();
            assertThat(Ed25519.verify(Ed25519.publicKey(scalar), NONE, bad)).isFalse();
        }
        byte[] good = P256.sign(scalar, NONE);
        for (byte[] badKey : new byte[][] {NONE, new byte[65], new byte[33], zeros}) {
            assertThat(P256.verify(badKey, NONE, good)).isFalse();
            assertThat(Ed25519.verify(badKey, NONE, Ed25519.sign(scalar, NONE))).isFalse();
        }
        assertRefused("p256-public-key", () -> P256.agree(scalar, new byte[65]));
        assertThatIllegalArgumentException().isThrownBy(() -> P256.sign(new byte[32], NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> Ed25519.sign(NONE, NONE));
    }

    @ParameterizedTest
    @EnumSource
    void aKeyHashedOnceGivesWhatItGivesEachTime(Hash hash) {
        byte[] key = RANDOM.bytes(40);
        Hash.Keyed keyed = hash.keyed(key);
        for (int n : new int[] {1, 12, hash.length(), hash.length() + 1, 200}) {
            byte[] info = RANDOM.bytes(n);
            assertThat(keyed.expand(info, n)).hasSize(n).isEqualTo(hash.expand(key, info, n));
            assertThat(keyed.hmac(info, key)).isEqualTo(hash.hmac(key, Bytes.concat(info, key)));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> keyed.expand(key, 255 * hash.length() + 1));
        assertThat(keyed).hasToString("[hidden]");
    }

    @Test
    void aKeyDecodedOnceJudgesEachSignatureByItself() {
        byte[] seed = RANDOM.bytes(32);
        byte[] text = Utf8.encode("text");
        byte[] signature = Ed25519.sign(seed, text);
        Ed25519.Verifier verifier = Ed25519.verifier(Ed25519.publicKey(seed));
        for (int i = 0; i < 2; i++) {
            assertThat(verifier.verify(text, signature)).isTrue();
            assertThat(verifier.verify(NONE, signature)).isFalse();
            assertThat(verifier.verify(text, NONE)).isFalse();
        }
    }

    @Test
    void aKeyOfSmallOrderVerifiesNothing() {
        byte[] identity = new byte[32];
        identity[0] = 1;
        byte[] forged = new byte[64];
        forged[0] = 1;
        assertThat(Ed25519.verify(identity, Utf8.encode("anything"), forged)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void anAeadOpensOnlyExactlyWhatWasSealed(Aead aead) throws Malformed {
        byte[] key = RANDOM.bytes(aead.keyLength());
        byte[] nonce = RANDOM.bytes(Aead.NONCE_LENGTH);
        byte[] sealed = aead.seal(key, nonce, new byte[] {1}, new byte[] {2, 3});
        assertThat(sealed).hasSize(2 + Aead.TAG_LENGTH);
        assertThat(aead.open(key, nonce, new byte[] {1}, sealed)).containsExactly(2, 3);
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertRefused("aead-open", () -> aead.open(key, nonce, new byte[] {1}, altered));
        }
        assertRefused("aead-open", () -> aead.open(key, nonce, NONE, sealed));
        assertRefused("aead-open", () -> aead.open(key, nonce, new byte[] {1}, new byte[15]));
        assertRefused("aead-open", () -> aead.open(key, nonce, new byte[] {1}, Bytes.slice(sealed, 0, 17)));
        assertThatIllegalArgumentException().isThrownBy(() -> aead.seal(NONE, nonce, NONE, NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> aead.seal(key, NONE, NONE, NONE));
    }

    @Test
    void sha256PieceByPieceIsTheSame() {
        byte[] in = RANDOM.bytes(1000);
        Sha256 pieces = new Sha256().update(in, 0, 1).update(in, 1, 0).update(in, 1, 999);
        assertThat(pieces.finish()).isEqualTo(Digest.of(in));
        assertThatIllegalArgumentException().isThrownBy(() -> pieces.update(in, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sha256().update(in, 999, 2));
    }

    @Test
    void whatHoldsSecretsDoesNotPrintThem() throws Malformed {
        Hpke.Suite suite = new Hpke.Suite(Hpke.Kem.X25519, Hash.SHA256, Aead.AES_128_GCM);
        Hpke.KeyPair keys = Hpke.deriveKeyPair(Hpke.Kem.X25519, RANDOM.bytes(32));
        Hpke.Sender sender = Hpke.setupSender(suite, keys.publicKey(), NONE, null, RANDOM);
        for (Object secret : List.of(
                keys,
                new Hpke.Psk(new byte[1], new byte[32]),
                sender.context(),
                XWing.encapsulate(XWing.publicKey(new byte[32]), RANDOM),
                MlKem768.encapsulate(MlKem768.publicKey(new byte[64]), RANDOM))) {
            assertThat(secret).hasToString("[hidden]");
        }
        assertThat(sender.toString()).contains("[hidden]");
    }

    @Test
    void aPreparedSignerSignsTheSameAndDoesNotPrint() {
        for (int i = 0; i < 20; i++) {
            byte[] seed = RANDOM.bytes(32);
            byte[] message = RANDOM.bytes(i);
            assertThat(Ed25519.signer(seed).sign(message)).isEqualTo(Ed25519.sign(seed, message));
            assertThat(Ed25519.signer(seed)).hasToString("[hidden]");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Ed25519.signer(NONE));
    }

    @Test
    void gcmIsTheSameWithAndWithoutTables() throws Malformed {
        byte[] key = RANDOM.bytes(32);
        byte[] nonce = RANDOM.bytes(12);
        for (int length : new int[] {0, 1, 1519, 1520, 1521, 1535, 1536, 1537, 5000}) {
            byte[] plain = RANDOM.bytes(length);
            byte[] sealed = Aead.AES_256_GCM.seal(key, nonce, NONE, plain);
            assertThat(Aead.AES_256_GCM.open(key, nonce, NONE, sealed)).isEqualTo(plain);
        }
    }
}
