package org.hublink.protocol;

import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;

/**
 * An attachment as its act names it (B2); the key travels in the sealed message beside the act.
 *
 * @param id content id, 16 bytes in hexadecimal
 * @param name as the sender's desk calls it, one line
 * @param type media type; images and video are not taken ({@code file-imagery})
 * @param size bytes of the plaintext, at most 1 GiB
 * @param chunks of 1 MiB, the last may be shorter
 * @param plain SHA-256 of the plaintext
 * @param sealed SHA-256 of the sealed chunks, one after the other
 */
public record CaseFile(String id, String name, String type, long size, int chunks, Digest plain, Digest sealed) {
    public static final long SIZE_MAX = 1L << 30;
    public static final int CHUNK_BYTES = 1 << 20;

    private static final int ID_BYTES = 16;
    private static final int NAME_CHARS_MAX = 160;
    private static final int TYPE_CHARS_MAX = 80;

    static CaseFile read(Fields fields) throws Malformed {
        CaseFile file = new CaseFile(
                Hex.encode(fields.hex("id", ID_BYTES)),
                fields.text("name", 1, NAME_CHARS_MAX),
                fields.text("type", 3, TYPE_CHARS_MAX),
                fields.integer("size", 1, SIZE_MAX),
                (int) fields.integer("chunks", 1, SIZE_MAX / CHUNK_BYTES),
                fields.digest("plain"),
                fields.digest("sealed"));
        fields.end();
        if (file.type().startsWith("image/") || file.type().startsWith("video/")) {
            throw new Malformed("file-imagery", "file");
        }
        if (!Ids.mediaType(file.type()) || file.type().indexOf('/') < 1 || !file.chunksFit()) {
            throw new Malformed("file-shape", "file");
        }
        return file;
    }

    Json.Obj json() {
        return Json.obj()
                .put("id", id)
                .put("name", name)
                .put("type", type)
                .put("size", size)
                .put("chunks", chunks)
                .put("plain", plain)
                .put("sealed", sealed)
                .build();
    }

    /** Names of files do not print. */
    @Override
    public String toString() {
        return "[hidden]";
    }

    private boolean chunksFit() {
        return chunks == (size + CHUNK_BYTES - 1) / CHUNK_BYTES;
    }
}
