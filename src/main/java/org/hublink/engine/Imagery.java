package org.hublink.engine;

import java.util.List;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Utf8;

/**
 * Tells images and videos by their first bytes, whatever they are called: the hub carries none of them (DESIGN §5). Documents
 * and archives pass: what is inside a PDF or a ZIP file is for the person who sends it to answer for, which is said beside it.
 */
final class Imagery {
    /** Bytes that are looked at. */
    static final int HEAD_BYTES = 64;

    /** Bytes at a place, by which a format is known. */
    private record Magic(int at, byte[] bytes) {
        boolean fits(byte[] head) {
            return head.length >= at + bytes.length && Bytes.equal(Bytes.slice(head, at, at + bytes.length), bytes);
        }
    }

    private static final List<Magic> MAGICS = List.of(
            bytes(0, 0xff, 0xd8, 0xff), // JPEG
            bytes(0, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a),
            text(0, "GIF87a"),
            text(0, "GIF89a"),
            bytes(0, 'I', 'I', 0x2a, 0), // TIFF, and raw formats of cameras built on it
            bytes(0, 'M', 'M', 0, 0x2a),
            bytes(0, 'I', 'I', 0x2b, 0),
            bytes(0, 'M', 'M', 0, 0x2b),
            bytes(0, 0, 0, 0, 0x0c, 'j', 'P', ' ', ' '), // JPEG 2000
            bytes(0, 0, 0, 0, 0x0c, 'J', 'X', 'L', ' '),
            bytes(0, 0xff, 0x0a), // JPEG XL without a container
            text(0, "8BPS"),
            text(8, "WEBP"),
            text(8, "AVI "),
            bytes(0, 0x1a, 0x45, 0xdf, 0xa3), // Matroska and WebM
            text(0, "FLV"),
            bytes(0, 0, 0, 1, 0xba), // MPEG program stream
            bytes(0, 0, 0, 1, 0xb3),
            bytes(0, 0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11), // ASF, WMV
            text(0, "OggS"));

    private Imagery() {}

    /** True for the beginning of an image or a video. */
    static boolean looks(byte[] head) {
        for (Magic magic : MAGICS) {
            if (magic.fits(head)) {
                return true;
            }
        }
        return bitmap(head) || isoMedia(head) || transport(head);
    }

    /** True for a media type that the hub does not carry. */
    static boolean type(String mediaType) {
        return mediaType.startsWith("image/") || mediaType.startsWith("video/");
    }

    /** BMP says its length in the four bytes behind the letters; a text that begins with BM does not have zeros at 6. */
    private static boolean bitmap(byte[] head) {
        return text(0, "BM").fits(head) && bytes(6, 0, 0, 0, 0).fits(head);
    }

    /** MP4, QuickTime, HEIC, AVIF, 3GP: boxes of the ISO base media file format. */
    private static boolean isoMedia(byte[] head) {
        for (String box : List.of("ftyp", "moov", "mdat", "wide", "free", "skip", "pnot")) {
            if (text(4, box).fits(head) && head[0] == 0) {
                return true;
            }
        }
        return false;
    }

    /** MPEG transport stream: a packet of 188 bytes begins with a letter that text has too, so the flags count as well. */
    private static boolean transport(byte[] head) {
        return head.length >= 4
                && head[0] == 0x47
                && (head[1] & 0x80) == 0
                && (head[3] & 0xc0) == 0
                && head[3] != 0
                && (head[1] & 0x40) != 0;
    }

    private static Magic text(int at, String text) {
        return new Magic(at, Utf8.encode(text));
    }

    private static Magic bytes(int at, int... values) {
        byte[] out = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            out[i] = (byte) values[i];
        }
        return new Magic(at, out);
    }
}
