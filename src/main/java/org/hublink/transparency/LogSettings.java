package org.hublink.transparency;

import java.nio.file.Path;
import org.hublink.primitives.Digest;
import org.hublink.protocol.NoteKey;

/**
 * What a node must know of its log.
 *
 * @param origin name of the log, as the root statement says it
 * @param pinnedRoot SHA-256 of the header of root version 1
 * @param data folder of this node's own files ({@code log-head}, {@code tiles/})
 * @param demo whether demo keys count (K4)
 */
public record LogSettings(String origin, Digest pinnedRoot, Path data, boolean demo) {
    Path headFile() {
        return data.resolve("log-head");
    }

    Path tilesFolder() {
        return data.resolve("tiles");
    }

    NoteKey logKey(LogKeys keys) {
        return new NoteKey(origin, keys.log().publicKey());
    }

    NoteKey cosignerKey(LogKeys keys) {
        return NoteKey.cosigner(origin, keys.cosigner().publicKey());
    }
}
