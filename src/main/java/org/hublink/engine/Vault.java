package org.hublink.engine;

import org.hublink.primitives.Aead;
import org.hublink.primitives.Argon2id;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;
import org.hublink.primitives.Text;
import org.hublink.primitives.Utf8;

/**
 * A person's keys under a passphrase (V1): bytes in, bytes out; the home writes them to a new file, forces it to disk and
 * renames, so that a vault is never half-written.
 *
 * <p>File: {@code "HUBVAULT" ‖ u8 1 ‖ u32 memory KiB ‖ u8 passes ‖ salt 32 ‖ nonce 12 ‖ AES-256-GCM}; what stands before the
 * nonce is AAD, the key is Argon2id of the passphrase (UTF-8 in NFC). A wrong passphrase and an altered file cannot be told
 * apart, and both are {@code vault-wrong-passphrase}.
 *
 * <p>Beside its passphrase a file may be opened by another key, which a passkey gives: {@link #wrapped} seals the file's own key under
 * it, {@code u8 1 ‖ nonce 12 ‖ AES-256-GCM} with AAD {@code "HUBVAULT wrapped" ‖ what stands before the file's nonce}. So it opens
 * this file as long as its passphrase and cost are the same, and tells nothing of the passphrase.
 */
public final class Vault {
    public static final int BYTES_MAX = 64 * 1024;

    private static final byte[] MAGIC = Utf8.encode("HUBVAULT");
    private static final int VERSION = 1;
    private static final int SALT_LENGTH = 32;
    private static final int PASSPHRASE_CHARS_MAX = 1024;

    /** Bytes of {@link #wrapped}. */
    public static final int WRAPPED_LENGTH = 1 + Aead.NONCE_LENGTH + 32 + Aead.TAG_LENGTH;

    /** Bytes of the key that wraps. */
    public static final int WRAPPING_KEY_LENGTH = 32;

    private static final byte[] WRAPPED = Utf8.encode("HUBVAULT wrapped");
    private static final int WRAPPED_VERSION = 1;

    private final byte[] header;
    private final byte[] key;
    private final VaultContents contents;

    private Vault(byte[] header, byte[] key, VaultContents contents) {
        this.header = header;
        this.key = key;
        this.contents = contents;
    }

    /** What guessing a passphrase costs. */
    public record Cost(int memoryKib, int passes) {
        public static final int MEMORY_KIB_MIN = 64 * 1024;
        public static final int MEMORY_KIB_MAX = Argon2id.MEMORY_KIB_MAX;
        public static final int PASSES_MIN = 3;
        public static final int PASSES_MAX = Argon2id.PASSES_MAX;

        /** For people at a keyboard: about half a second on a laptop. */
        public static final Cost USUAL = new Cost(128 * 1024, 3);

        /** The least a vault may have. */
        public static final Cost LEAST = new Cost(MEMORY_KIB_MIN, PASSES_MIN);

        public Cost {
            if (!allowed(memoryKib, passes)) {
                throw new IllegalArgumentException("vault cost out of bounds");
            }
        }

        static boolean allowed(long memoryKib, int passes) {
            return memoryKib >= MEMORY_KIB_MIN
                    && memoryKib <= MEMORY_KIB_MAX
                    && passes >= PASSES_MIN
                    && passes <= PASSES_MAX;
        }
    }

    /** A new vault; {@link #seal} gives its bytes. Derives the key, which takes a while. */
    public static Vault create(VaultContents contents, String passphrase, Cost cost, Randomness randomness, Text text) {
        byte[] salt = randomness.bytes(SALT_LENGTH);
        byte[] header = new ByteWriter()
                .bytes(MAGIC)
                .u8(VERSION)
                .u32(cost.memoryKib())
                .u8(cost.passes())
                .bytes(salt)
                .toBytes();
        return new Vault(header, derive(passphrase, salt, cost, text), contents);
    }

    /**
     * Opens a vault's bytes: {@code vault-malformed}, {@code vault-version}, {@code vault-cost} for parameters out of bounds
     * (refused before any work), {@code vault-wrong-passphrase}, or the reasons of the contents.
     */
    public static Vault open(byte[] file, String passphrase, Text text) throws Malformed {
        Sealed in = Sealed.read(file);
        if (passphrase.length() > PASSPHRASE_CHARS_MAX) {
            throw new Malformed("vault-wrong-passphrase");
        }
        return in.opened(derive(passphrase, in.salt, in.cost, text), "vault-wrong-passphrase", text);
    }

    /**
     * Opens them by what {@link #wrapped} gave, without the passphrase: {@code vault-wrapped-malformed}, or {@code vault-wrapped-other}
     * for another key and for a file whose passphrase has changed since, which cannot be told apart.
     */
    public static Vault openWrapped(byte[] file, byte[] wrapped, byte[] wrappingKey, Text text) throws Malformed {
        if (wrapped.length != WRAPPED_LENGTH
                || wrapped[0] != WRAPPED_VERSION
                || wrappingKey.length != WRAPPING_KEY_LENGTH) {
            throw new Malformed("vault-wrapped-malformed");
        }
        Sealed in = Sealed.read(file);
        byte[] nonce = Bytes.slice(wrapped, 1, 1 + Aead.NONCE_LENGTH);
        byte[] sealed = Bytes.slice(wrapped, 1 + Aead.NONCE_LENGTH, WRAPPED_LENGTH);
        byte[] key;
        try {
            key = Aead.AES_256_GCM.open(wrappingKey, nonce, Bytes.concat(WRAPPED, in.header), sealed);
        } catch (Malformed refused) {
            throw new Malformed("vault-wrapped-other");
        }
        return in.opened(key, "vault-wrapped-other", text);
    }

    /** The key of this vault's file, sealed under another one of 32 bytes: {@value #WRAPPED_LENGTH} bytes. */
    public byte[] wrapped(byte[] wrappingKey, Randomness randomness) {
        byte[] nonce = randomness.bytes(Aead.NONCE_LENGTH);
        byte[] sealed = Aead.AES_256_GCM.seal(wrappingKey, nonce, Bytes.concat(WRAPPED, header), key);
        return Bytes.concat(new byte[] {WRAPPED_VERSION}, nonce, sealed);
    }

    /** A vault's bytes, apart; nothing of them is proved before they are opened. */
    private record Sealed(byte[] header, byte[] salt, Cost cost, byte[] nonce, byte[] body) {
        static Sealed read(byte[] file) throws Malformed {
            if (file.length > BYTES_MAX || file.length < MAGIC.length) {
                throw new Malformed("vault-malformed", "size");
            }
            ByteReader in = new ByteReader(file);
            if (!Bytes.equal(in.bytes(MAGIC.length), MAGIC)) {
                throw new Malformed("vault-malformed", "magic");
            }
            if (in.u8() != VERSION) {
                throw new Malformed("vault-version");
            }
            long memoryKib = in.u32();
            int passes = in.u8();
            if (!Cost.allowed(memoryKib, passes)) {
                throw new Malformed("vault-cost");
            }
            byte[] salt = in.bytes(SALT_LENGTH);
            byte[] header = Bytes.slice(file, 0, in.position());
            Cost cost = new Cost((int) memoryKib, passes);
            return new Sealed(header, salt, cost, in.bytes(Aead.NONCE_LENGTH), in.bytes(in.remaining()));
        }

        Vault opened(byte[] key, String otherwise, Text text) throws Malformed {
            byte[] plain;
            try {
                plain = Aead.AES_256_GCM.open(key, nonce, header, body);
            } catch (Malformed refused) {
                throw new Malformed(otherwise);
            }
            try {
                return new Vault(header, key, VaultJson.read(plain, text));
            } finally {
                Bytes.zero(plain);
            }
        }
    }

    public VaultContents contents() {
        return contents;
    }

    /** The same vault with other contents, under the same passphrase. */
    public Vault with(VaultContents changed) {
        return new Vault(header, key, changed);
    }

    /** The bytes to be stored, under a nonce of their own. */
    public byte[] seal(Randomness randomness) {
        byte[] nonce = randomness.bytes(Aead.NONCE_LENGTH);
        byte[] plain = VaultJson.write(contents);
        byte[] sealed = Aead.AES_256_GCM.seal(key, nonce, header, plain);
        Bytes.zero(plain);
        return Bytes.concat(header, nonce, sealed);
    }

    @Override
    public String toString() {
        return "[hidden]";
    }

    private static byte[] derive(String passphrase, byte[] salt, Cost cost, Text text) {
        if (passphrase.length() > PASSPHRASE_CHARS_MAX) {
            throw new IllegalArgumentException("passphrase too long");
        }
        byte[] secret = Utf8.encode(text.nfc(passphrase));
        byte[] key = Argon2id.derive(secret, salt, cost.memoryKib(), cost.passes(), Aead.AES_256_GCM.keyLength());
        Bytes.zero(secret);
        return key;
    }
}
