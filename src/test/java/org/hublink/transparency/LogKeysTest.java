package org.hublink.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.hublink.primitives.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the log's two keys (K5). */
@Tag("unit")
class LogKeysTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        key(LogKeys.LOG_FILE, 1, 32);
        key(LogKeys.COSIGNER_FILE, 2, 32);
    }

    private void key(String name, int fill, int length) throws IOException {
        byte[] seed = new byte[length];
        seed[0] = (byte) fill;
        Path file = folder.resolve(name);
        Files.writeString(file, Base64.encode(seed) + "\n");
        mode(name, "rw-------");
    }

    private void mode(String name, String mode) throws IOException {
        Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString(mode));
    }

    @Test
    void twoKeysAreReadAndDoNotPrint() throws IOException {
        LogKeys keys = LogKeys.read(folder);
        assertThat(keys.log().publicKey()).isNotEqualTo(keys.cosigner().publicKey());
        assertThat(keys).hasToString("[hidden]");
        mode(LogKeys.LOG_FILE, "r--------");
        assertThat(LogKeys.read(folder).log().publicKey()).isEqualTo(keys.log().publicKey());
    }

    @Test
    void aKeyThatOthersMayReadIsRefused() throws IOException {
        for (String mode : new String[] {"rw-r-----", "rw----r--", "rwx------"}) {
            mode(LogKeys.COSIGNER_FILE, mode);
            assertThatThrownBy(() -> LogKeys.read(folder))
                    .as(mode)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(LogKeys.COSIGNER_FILE)
                    .hasMessageContaining("chmod 600");
        }
    }

    @Test
    void whatIsNoKeyFileIsNamed() throws IOException {
        key(LogKeys.LOG_FILE, 1, 31);
        assertThatThrownBy(() -> LogKeys.read(folder)).hasMessageContaining("is no key file");
        Files.writeString(folder.resolve(LogKeys.LOG_FILE), "x".repeat(200));
        assertThatThrownBy(() -> LogKeys.read(folder)).hasMessageContaining("is no key file");
        Files.delete(folder.resolve(LogKeys.LOG_FILE));
        assertThatThrownBy(() -> LogKeys.read(folder)).hasMessageContaining("no key file");
    }
}
