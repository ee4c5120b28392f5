package org.hublink.browser.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What a step of the build was made from, as a hash beside its result: unchanged, it is not made again. */
final class Stamp {
    private Stamp() {}

    static String of(List<Path> files) throws IOException {
        MessageDigest sha256 = sha256();
        // Hash of hashes: where one file ends and the next begins counts too.
        for (Path file : files) sha256.update(sha256().digest(Files.readAllBytes(file)));
        return HexFormat.of().formatHex(sha256.digest());
    }

    static boolean fits(Path stamp, String hash) throws IOException {
        return Files.exists(stamp) && Files.readString(stamp).equals(hash);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
