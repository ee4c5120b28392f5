package org.hublink.primitives;

/**
 * Bounds of one JSON document.
 *
 * @param bytesMax bytes of the document
 * @param depthMax objects and arrays within each other, at most 64
 * @param itemsMax values in all, the containers among them
 * @param stringCharsMax UTF-16 units of one string or key
 */
public record JsonLimits(int bytesMax, int depthMax, int itemsMax, int stringCharsMax) {
    /** 64 KiB, depth 8, 4,096 values, strings of 8,192. */
    public static final JsonLimits DEFAULT = new JsonLimits(64 * 1024, 8, 4096, 8192);

    public JsonLimits {
        if (bytesMax < 0 || depthMax < 0 || depthMax > 64 || itemsMax < 1 || stringCharsMax < 0) {
            throw new IllegalArgumentException("limits out of range");
        }
    }
}
