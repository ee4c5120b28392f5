package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.junit.jupiter.api.Tag;

/** Whatever the bytes: a vault's reader answers or refuses. */
@Tag("unit")
class VaultFuzzTest {
    private static final Text TEXT = JvmHome.system().text();

    /** The contents behind the encryption, where a fuzzer would never get. */
    @FuzzTest
    void contents(byte[] in) {
        try {
            VaultContents contents = VaultJson.read(in, TEXT);
            assertThat(VaultJson.read(VaultJson.write(contents), TEXT)).isEqualTo(contents);
        } catch (Malformed refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
    }

    @FuzzTest
    void file(byte[] in) {
        try {
            Vault.open(in, "a passphrase", TEXT);
        } catch (Malformed refused) {
            assertThat(refused.reason())
                    .isIn("vault-malformed", "vault-version", "vault-cost", "vault-wrong-passphrase", "truncated");
        }
    }
}
