package org.hublink.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hublink.primitives.Malformed;

/** The leaves of an entry tile: each as {@code u16 length ‖ bytes} (C2SP tlog-tiles). */
public final class EntryBundle {
    private static final int LENGTH_BYTES = 2;
    private static final int LENGTH_MAX = 0xffff;

    private EntryBundle() {}

    public static byte[] write(List<byte[]> leaves) {
        if (leaves.size() > TilePath.WIDTH_MAX) throw new IllegalArgumentException("too many leaves");
        int bytes = 0;
        for (byte[] leaf : leaves) bytes += LENGTH_BYTES + leaf.length;
        byte[] out = new byte[bytes];
        int at = 0;
        for (byte[] leaf : leaves) {
            if (leaf.length > LENGTH_MAX) throw new IllegalArgumentException("leaf too large");
            out[at++] = (byte) (leaf.length >> 8);
            out[at++] = (byte) leaf.length;
            System.arraycopy(leaf, 0, out, at, leaf.length);
            at += leaf.length;
        }
        return out;
    }

    /** Exactly {@code count} leaves and nothing behind them. What a leaf says is not looked at. */
    public static List<byte[]> read(byte[] bundle, int count) throws Malformed {
        if (count < 1 || count > TilePath.WIDTH_MAX) throw new Malformed("bundle-count");
        List<byte[]> leaves = new ArrayList<>(count);
        int at = 0;
        for (int i = 0; i < count; i++) {
            if (bundle.length - at < LENGTH_BYTES) throw new Malformed("bundle-short");
            int length = ((bundle[at] & 0xff) << 8) | (bundle[at + 1] & 0xff);
            at += LENGTH_BYTES;
            if (bundle.length - at < length) throw new Malformed("bundle-short");
            leaves.add(Arrays.copyOfRange(bundle, at, at + length));
            at += length;
        }
        if (at != bundle.length) throw new Malformed("bundle-long");
        return leaves;
    }
}
