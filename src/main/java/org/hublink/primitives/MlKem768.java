package org.hublink.primitives;

import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/** ML-KEM-768 (FIPS 203). The private key is its seed d ‖ z. */
public final class MlKem768 {
    public static final int SEED_LENGTH = 64;
    public static final int PUBLIC_KEY_LENGTH = 1184;
    public static final int CIPHERTEXT_LENGTH = 1088;

    private static final MLKEMParameters PARAMETERS = MLKEMParameters.ml_kem_768;

    private MlKem768() {}

    /** A shared secret of 32 bytes and what carries it. */
    public record Encapsulated(byte[] secret, byte[] ciphertext) {
        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    public static byte[] publicKey(byte[] seed) {
        return privateKey(seed).getPublicKeyParameters().getEncoded();
    }

    /** {@code mlkem-public-key} for a key of the wrong length or with coefficients out of range. */
    public static Encapsulated encapsulate(byte[] publicKey, Randomness randomness) throws Malformed {
        if (publicKey.length != PUBLIC_KEY_LENGTH || !coefficientsInRange(publicKey)) {
            throw new Malformed("mlkem-public-key");
        }
        SecretWithEncapsulation out = MLKEMGenerator.internalGenerateEncapsulated(
                new MLKEMPublicKeyParameters(PARAMETERS, publicKey), randomness.bytes(32));
        return new Encapsulated(out.getSecret(), out.getEncapsulation());
    }

    /** The shared secret; for an altered ciphertext another, unpredictable one. Wrong length: {@code mlkem-ciphertext}. */
    public static byte[] decapsulate(byte[] seed, byte[] ciphertext) throws Malformed {
        if (ciphertext.length != CIPHERTEXT_LENGTH) {
            throw new Malformed("mlkem-ciphertext");
        }
        return new MLKEMExtractor(privateKey(seed)).extractSecret(ciphertext);
    }

    /** FIPS 203 §7.2: every 12-bit coefficient of the first 1152 bytes is below the modulus. */
    private static boolean coefficientsInRange(byte[] publicKey) {
        for (int i = 0; i < PUBLIC_KEY_LENGTH - 32; i += 3) {
            int three = (publicKey[i] & 0xff) | (publicKey[i + 1] & 0xff) << 8 | (publicKey[i + 2] & 0xff) << 16;
            if ((three & 0xfff) >= 3329 || three >> 12 >= 3329) {
                return false;
            }
        }
        return true;
    }

    private static MLKEMPrivateKeyParameters privateKey(byte[] seed) {
        if (seed.length != SEED_LENGTH) {
            throw new IllegalArgumentException("an ML-KEM seed has 64 bytes");
        }
        return new MLKEMPrivateKeyParameters(PARAMETERS, seed);
    }
}
