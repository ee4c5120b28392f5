package org.hublink.primitives;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id version 1.3 (RFC 9106) in one lane, as one thread is all a Worker has. */
public final class Argon2id {
    /** 1 GiB: more would let a hostile vault header exhaust the reader. */
    public static final int MEMORY_KIB_MAX = 1024 * 1024;

    public static final int PASSES_MAX = 10;

    private Argon2id() {}

    /**
     * Derives key bytes from a passphrase.
     *
     * @param pass the passphrase in UTF-8
     * @param salt at least 8 bytes
     * @param memoryKib from 8 to {@link #MEMORY_KIB_MAX}
     * @param passes from 1 to {@link #PASSES_MAX}
     * @param length bytes wanted, from 4 to 1024
     */
    public static byte[] derive(byte[] pass, byte[] salt, int memoryKib, int passes, int length) {
        if (salt.length < 8
                || memoryKib < 8
                || memoryKib > MEMORY_KIB_MAX
                || passes < 1
                || passes > PASSES_MAX
                || length < 4
                || length > 1024) {
            throw new IllegalArgumentException("Argon2id parameters out of range");
        }
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withParallelism(1)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withSalt(salt)
                .build());
        byte[] out = new byte[length];
        generator.generateBytes(pass, out);
        return out;
    }
}
