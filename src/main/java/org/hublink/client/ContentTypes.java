package org.hublink.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Tells the media type of a file by its first bytes, for the reader's convenience; a name proves nothing. */
final class ContentTypes {
    private static final int HEAD_BYTES = 4 * 1024;
    private static final String ANY = "application/octet-stream";
    private static final Map<String, String> BY_BEGINNING = Map.of(
            "%PDF-", "application/pdf",
            "PK\u0003\u0004", "application/zip",
            "{\\rtf", "application/rtf",
            "\u001f\u008b", "application/gzip");

    private ContentTypes() {}

    static String of(Path file) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD_BYTES);
        }
        var text = new String(head, StandardCharsets.ISO_8859_1);
        for (var one : BY_BEGINNING.entrySet()) {
            if (text.startsWith(one.getKey())) {
                return one.getValue();
            }
        }
        return text.indexOf('\0') < 0 && readable(head) ? "text/plain" : ANY;
    }

    /** UTF-8, but for a character that the end of the head may cut. */
    private static boolean readable(byte[] head) {
        int length = head.length;
        for (int cut = 0; cut < 4 && cut < Math.max(1, length); cut++) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head, 0, length - cut));
                return true;
            } catch (CharacterCodingException broken) {
                if (length < HEAD_BYTES) {
                    return false;
                }
            }
        }
        return false;
    }
}
