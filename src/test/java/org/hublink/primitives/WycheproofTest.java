package org.hublink.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.primitives.VectorFiles.hex;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every Wycheproof case of the primitives we use: no wrong verdict. What does not apply is counted by its reason. */
@Tag("vectors")
class WycheproofTest {
    private static final BigInteger P256_ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    /** One case: true where our primitive takes it and its answer is the expected one. */
    private interface Check {
        boolean passes(Fields group, Fields test) throws Malformed;
    }

    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Integer> leftOut = new TreeMap<>();

    private void run(String file, Check check) throws Malformed {
        int run = 0;
        Fields whole = Fields.of(VectorFiles.foreign("wycheproof/" + file), file);
        for (Fields group : whole.objects("testGroups", 1, 100_000)) {
            for (Fields test : group.objects("tests", 0, 100_000)) {
                long id = test.integer("tcId", 0, 1_000_000);
                String result = test.text("result", 1, 20);
                boolean passes;
                try {
                    passes = check.passes(group, test);
                } catch (Malformed refused) {
                    passes = false;
                } catch (LeftOut reason) {
                    leftOut.merge(reason.getMessage(), 1, Integer::sum);
                    continue;
                }
                run++;
                if (passes != result.equals("valid") && !result.equals("acceptable")) {
                    wrong.add(file + " " + id + " " + result);
                }
            }
        }
        System.out.println(file + ": " + run + " cases, wrong " + wrong.size() + ", left out " + leftOut);
        assertThat(wrong).isEmpty();
        assertThat(run).isPositive();
    }

    private static final class LeftOut extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeftOut(String reason) {
            super(reason);
        }
    }

    @Test
    void aesGcm() throws Malformed {
        run("aes_gcm.json", (group, test) -> {
            if (group.integer("ivSize", 0, 100_000) != 96) {
                throw new LeftOut("nonce is not 12 bytes");
            }
            if (group.integer("tagSize", 0, 128) != 128) {
                throw new LeftOut("tag is not 16 bytes");
            }
            long bits = group.integer("keySize", 0, 256);
            if (bits == 192) {
                throw new LeftOut("no AES-192 in any suite");
            }
            Aead aead = bits == 128 ? Aead.AES_128_GCM : Aead.AES_256_GCM;
            byte[] sealed = Bytes.concat(hex(test, "ct"), hex(test, "tag"));
            byte[] plain = aead.open(hex(test, "key"), hex(test, "iv"), hex(test, "aad"), sealed);
            return Bytes.equal(plain, hex(test, "msg"))
                    && Bytes.equal(aead.seal(hex(test, "key"), hex(test, "iv"), hex(test, "aad"), plain), sealed);
        });
    }

    @Test
    void ecdsaP256InTheFormOfMls() throws Malformed {
        run("ecdsa_secp256r1_sha256_p1363.json", (group, test) -> {
            byte[] signature = hex(test, "sig");
            if (signature.length != 64) {
                return false;
            }
            BigInteger r = new BigInteger(1, Bytes.slice(signature, 0, 32));
            BigInteger s = new BigInteger(1, Bytes.slice(signature, 32, 64));
            byte[] der = Bytes.concat(derInteger(r), derInteger(s));
            return P256.verifyDer(
                    point(group), hex(test, "msg"), Bytes.concat(new byte[] {0x30, (byte) der.length}, der));
        });
    }

    @Test
    void ecdsaP256TakesLowSOnly() throws Malformed {
        run("ecdsa_secp256r1_sha256_p1363.json", (group, test) -> {
            byte[] signature = hex(test, "sig");
            boolean verdict = P256.verify(point(group), hex(test, "msg"), signature);
            if (signature.length == 64 && test.text("result", 1, 20).equals("valid")) {
                BigInteger s = new BigInteger(1, Bytes.slice(signature, 32, 64));
                boolean high = s.compareTo(P256_ORDER.shiftRight(1)) > 0;
                assertThat(verdict).isEqualTo(!high);
                return true;
            }
            return verdict;
        });
    }

    private static byte[] point(Fields group) throws Malformed {
        return hex(group.object("publicKey"), "uncompressed");
    }

    private static byte[] derInteger(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return Bytes.concat(new byte[] {2, (byte) bytes.length}, bytes);
    }

    @Test
    void ed25519() throws Malformed {
        run(
                "ed25519.json",
                (group, test) ->
                        Ed25519.verify(hex(group.object("publicKey"), "pk"), hex(test, "msg"), hex(test, "sig")));
    }

    @ParameterizedTest
    @EnumSource
    void hkdf(Hash hash) throws Malformed {
        run("hkdf_" + (hash == Hash.SHA256 ? "sha256" : "sha512") + ".json", (group, test) -> {
            int size = (int) test.integer("size", 0, 1_000_000);
            if (size > 255 * hash.length()) {
                return false;
            }
            byte[] prk = hash.extract(hex(test, "salt"), hex(test, "ikm"));
            return Bytes.equal(hash.expand(prk, hex(test, "info"), size), hex(test, "okm"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void hmac(Hash hash) throws Malformed {
        run("hmac_" + (hash == Hash.SHA256 ? "sha256" : "sha512") + ".json", (group, test) -> {
            int tag = (int) group.integer("tagSize", 0, 512) / 8;
            byte[] mac = hash.hmac(hex(test, "key"), hex(test, "msg"));
            return Bytes.equal(Bytes.slice(mac, 0, tag), hex(test, "tag"));
        });
    }

    @Test
    void x25519() throws Malformed {
        run("x25519.json", (group, test) -> {
            byte[] shared = hex(test, "shared");
            byte[] made;
            try {
                made = X25519.agree(hex(test, "private"), hex(test, "public"));
            } catch (Malformed refused) {
                assertThat(shared).as("only zero is refused").containsOnly(0);
                return false;
            }
            assertThat(made).isEqualTo(shared);
            return true;
        });
    }

    @Test
    void mlKemDecapsulation() throws Malformed {
        run("mlkem_768.json", (group, test) -> {
            byte[] seed = hex(test, "seed");
            if (seed.length != MlKem768.SEED_LENGTH) {
                return false;
            }
            boolean sameKey = Bytes.equal(MlKem768.publicKey(seed), hex(test, "ek"));
            return sameKey && Bytes.equal(MlKem768.decapsulate(seed, hex(test, "c")), hex(test, "K"));
        });
    }

    @Test
    void mlKemEncapsulation() throws Malformed {
        run("mlkem_768_encaps.json", (group, test) -> {
            MlKem768.Encapsulated made = MlKem768.encapsulate(hex(test, "ek"), n -> bytes(test, "m"));
            return Bytes.equal(made.ciphertext(), hex(test, "c")) && Bytes.equal(made.secret(), hex(test, "K"));
        });
    }

    @Test
    void mlKemKeyGeneration() throws Malformed {
        run("mlkem_768_keygen_seed.json", (group, test) -> {
            byte[] seed = hex(test, "seed");
            return seed.length == MlKem768.SEED_LENGTH && Bytes.equal(MlKem768.publicKey(seed), hex(test, "ek"));
        });
    }

    private static byte[] bytes(Fields test, String key) {
        try {
            return hex(test, key);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
