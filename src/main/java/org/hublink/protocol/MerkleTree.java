package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Digest;

/**
 * An append-only Merkle tree (RFC 6962 §2.1, SHA-256) in memory: every finished node is kept, so the root of any earlier
 * size, a proof or a tile costs a walk and no hashing of leaves. 64 bytes a leaf; one thread.
 */
public final class MerkleTree {
    /** Leaves one tree may hold. */
    public static final long SIZE_MAX = 1L << 26;

    /** Levels of the tree that one level of tiles spans (C2SP tlog-tiles). */
    static final int TILE_HEIGHT = 8;

    private final List<HashRow> rows = new ArrayList<>();

    public MerkleTree() {
        rows.add(new HashRow());
    }

    public long size() {
        return rows.get(0).size();
    }

    /** Appends one leaf by its hash, SHA-256(0x00 ‖ leaf). */
    public void append(Digest leafHash) {
        if (size() >= SIZE_MAX) throw new IllegalStateException("tree is full");
        byte[] hash = leafHash.bytes();
        rows.get(0).add(hash);
        int level = 0;
        while (rows.get(level).size() % 2 == 0) {
            long last = rows.get(level).size() - 1;
            hash = MerkleHash.node(rows.get(level).get(last - 1), hash);
            level++;
            if (rows.size() == level) rows.add(new HashRow());
            rows.get(level).add(hash);
        }
    }

    /** Takes back all leaves from {@code size} on: a transaction that failed. */
    public void truncate(long size) {
        checkSize(size);
        for (int level = 0; level < rows.size(); level++) rows.get(level).truncate(size >> level);
    }

    public Digest leafHash(long index) {
        return MerkleHash.digest(rows.get(0).get(index));
    }

    public Digest root() {
        return root(size());
    }

    /** The root that the tree had when it held {@code size} leaves. */
    public Digest root(long size) {
        checkSize(size);
        return size == 0 ? MerkleHash.EMPTY : MerkleHash.digest(node(0, size));
    }

    /** That leaf {@code index} stands in the tree of {@code size} leaves. */
    public InclusionProof inclusion(long index, long size) {
        checkSize(size);
        if (index < 0 || index >= size) throw new IndexOutOfBoundsException("leaf " + index + " of " + size);
        List<Digest> path = new ArrayList<>();
        long low = 0;
        long high = size;
        while (high - low > 1) {
            long middle = low + split(high - low);
            if (index < middle) {
                path.add(0, MerkleHash.digest(node(middle, high)));
                high = middle;
            } else {
                path.add(0, MerkleHash.digest(node(low, middle)));
                low = middle;
            }
        }
        return new InclusionProof(index, size, path);
    }

    /** That the tree of {@code to} leaves only adds to the one of {@code from} leaves; {@code from} ≥ 1. */
    public ConsistencyProof consistency(long from, long to) {
        checkSize(to);
        if (from < 1 || from > to) throw new IndexOutOfBoundsException("consistency of " + from + " and " + to);
        List<Digest> path = new ArrayList<>();
        long low = 0;
        long high = to;
        while (from != high) {
            long middle = low + split(high - low);
            if (from <= middle) {
                path.add(0, MerkleHash.digest(node(middle, high)));
                high = middle;
            } else {
                path.add(0, MerkleHash.digest(node(low, middle)));
                low = middle;
            }
        }
        if (low > 0) path.add(0, MerkleHash.digest(node(low, high)));
        return new ConsistencyProof(from, to, path);
    }

    /** Bytes of a hash tile: {@code width} hashes of level {@code level}; it must exist. */
    public byte[] tile(TilePath tile) {
        int row = tile.level() * TILE_HEIGHT;
        if (tile.isEntries() || row >= rows.size()) throw new IndexOutOfBoundsException("no tile " + tile.text());
        return rows.get(row).piece(tile.n(), tile.width());
    }

    /** Hash over a full tile, which is the root over all leaves below it; for entries that of their hash tile. */
    public Digest tileHash(TilePath tile) {
        int row = (Math.max(tile.level(), 0) + 1) * TILE_HEIGHT;
        if (!tile.isFull() || row >= rows.size()) throw new IndexOutOfBoundsException("no tile " + tile.text());
        return MerkleHash.digest(rows.get(row).get(tile.n()));
    }

    /** Hash over the leaves [low, high), split as RFC 6962 says; {@code low} is a border of such a split. */
    private byte[] node(long low, long high) {
        long span = high - low;
        if ((span & (span - 1)) == 0) {
            int level = Long.numberOfTrailingZeros(span);
            return rows.get(level).get(low >> level);
        }
        long middle = low + split(span);
        return MerkleHash.node(node(low, middle), node(middle, high));
    }

    /** The largest power of two below {@code span}; {@code span} ≥ 2. */
    private static long split(long span) {
        return Long.highestOneBit(span - 1);
    }

    private void checkSize(long size) {
        if (size < 0 || size > size()) throw new IndexOutOfBoundsException("size " + size + " of " + size());
    }
}
