package org.hublink.primitives;

import static org.hublink.primitives.Claim.assertRefused;
import static org.hublink.primitives.Claim.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cases of {@code hpke.json} (RFC 9180) and {@code xwing.json} (its draft), on either home. */
public final class KnownAnswers {
    private static final byte[] NONE = {};

    private KnownAnswers() {}

    /** Checks one case; throws where we differ. */
    private interface Check {
        void check(Fields vector) throws Malformed;
    }

    public static List<Answered> hpke(List<Fields> vectors) {
        return all(vectors, KnownAnswers::hpke);
    }

    public static List<Answered> xWing(List<Fields> vectors) {
        return all(vectors, KnownAnswers::xWing);
    }

    private static List<Answered> all(List<Fields> vectors, Check check) {
        List<Answered> answers = new ArrayList<>();
        for (Fields vector : vectors) {
            String answer = "passed";
            try {
                check.check(vector);
            } catch (Malformed | RuntimeException | AssertionError e) {
                answer = String.valueOf(e.getMessage());
            }
            answers.add(new Answered("vector " + answers.size(), answer, "passed"));
        }
        return answers;
    }

    /** Gives out prepared bytes, in order, whatever is asked. */
    private static Randomness prepared(byte[]... parts) {
        // Not List.of(parts): TeaVM 0.15 traps when it copies an array of arrays.
        List<byte[]> left = new ArrayList<>();
        for (byte[] part : parts) left.add(part);
        return n -> {
            byte[] next = left.remove(0);
            assertThat(next.length).isEqualTo(n);
            return next;
        };
    }

    private static void hpke(Fields v) throws Malformed {
        Hpke.Kem kem = v.integer("kem", 0, 99) == 0x20 ? Hpke.Kem.X25519 : Hpke.Kem.P256;
        Hash kdf = v.integer("kdf", 1, 3) == 1 ? Hash.SHA256 : Hash.SHA512;
        Aead aead = v.integer("aead", 1, 3) == 1 ? Aead.AES_128_GCM : Aead.CHACHA20_POLY1305;
        Hpke.Suite suite = new Hpke.Suite(kem, kdf, aead);
        Hpke.Psk psk = v.has("psk") ? new Hpke.Psk(hex(v, "psk_id"), hex(v, "psk")) : null;
        Hpke.KeyPair receiver = Hpke.deriveKeyPair(kem, hex(v, "ikmR"));
        assertThat(receiver.privateKey()).isEqualTo(hex(v, "skRm"));
        assertThat(receiver.publicKey()).isEqualTo(hex(v, "pkRm"));
        exchange(v, suite, psk, receiver);
    }

    private static void exchange(Fields v, Hpke.Suite suite, Hpke.@Nullable Psk psk, Hpke.KeyPair receiver)
            throws Malformed {
        byte[] info = hex(v, "info");
        Randomness ephemeral = prepared(hex(v, "ikmE"));
        Hpke.Sender sender = Hpke.setupSender(suite, receiver.publicKey(), info, psk, ephemeral);
        assertThat(sender.encapsulation()).isEqualTo(hex(v, "enc"));
        HpkeContext opened = Hpke.setupReceiver(suite, receiver.privateKey(), sender.encapsulation(), info, psk);
        for (Fields m : v.objects("messages", 1, 9)) {
            byte[] aad = hex(m, "aad");
            byte[] plain = hex(m, "plain");
            byte[] sealed = sender.context().seal(aad, plain);
            assertThat(sealed).isEqualTo(hex(m, "sealed"));
            assertRefused("aead-open", () -> opened.open(NONE, sealed));
            assertThat(opened.open(aad, sealed)).isEqualTo(plain);
        }
        for (Fields e : v.objects("exports", 1, 9)) {
            byte[] value = opened.export(hex(e, "context"), (int) e.integer("length", 0, 99));
            assertThat(value).isEqualTo(hex(e, "value"));
        }
    }

    private static void xWing(Fields v) throws Malformed {
        byte[] seed = v.hex("sk", 32);
        byte[] eseed = v.hex("eseed", 64);
        byte[] publicKey = XWing.publicKey(seed);
        assertThat(Digest.of(publicKey)).isEqualTo(v.digest("pk_sha256"));
        XWing.Encapsulated made =
                XWing.encapsulate(publicKey, prepared(Bytes.slice(eseed, 0, 32), Bytes.slice(eseed, 32, 64)));
        assertThat(Digest.of(made.ciphertext())).isEqualTo(v.digest("ct_sha256"));
        assertThat(made.secret()).isEqualTo(v.hex("ss", 32));
        assertThat(XWing.decapsulate(seed, made.ciphertext())).isEqualTo(made.secret());
        byte[] altered = made.ciphertext();
        altered[5] ^= 1;
        assertThat(XWing.decapsulate(seed, altered)).isNotEqualTo(made.secret());
    }

    /** The items of an array of objects. */
    public static List<Fields> objects(Json array) throws Malformed {
        return Fields.of(Json.obj().put("items", array).build(), "file").objects("items", 0, Integer.MAX_VALUE);
    }

    /** A member in hexadecimal, of any length. */
    public static byte[] hex(Fields of, String key) throws Malformed {
        return Hex.decode(of.text(key, 0, Integer.MAX_VALUE));
    }
}
