package org.hublink.transparency;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.EntryBundle;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.MerkleHash;
import org.hublink.protocol.MerkleTree;
import org.hublink.protocol.TilePath;

/**
 * Tiles: partial ones from memory, full ones from files that never change. A file is believed only if it hashes to the tree's
 * own node; else it is written anew. One event loop, files on worker threads.
 */
final class TileFiles {
    private static final int KEPT_TILES_MAX = 64;
    private static final int FILE_BYTES_MAX = TilePath.WIDTH_MAX * (Leaf.BYTES_MAX + 2);

    private final Context context;
    private final LogView view;
    private final Path folder;
    private final Map<TilePath, Buffer> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TilePath, Buffer> eldest) {
            return size() > KEPT_TILES_MAX;
        }
    };

    TileFiles(Context context, LogView view, Path folder) {
        this.context = context;
        this.view = view;
        this.folder = folder;
    }

    /** The bytes of a tile that exists in the committed tree. */
    Future<Buffer> read(TilePath tile) {
        if (!tile.isFull()) return Future.succeededFuture(Buffer.buffer(fromMemory(tile)));
        Buffer here = kept.get(tile);
        if (here != null) return Future.succeededFuture(here);
        Digest hash = view.tree().tileHash(tile);
        Path file = folder.resolve(tile.text());
        byte[] made = fromMemory(tile);
        return context.executeBlocking(() -> fromFile(tile, file, hash, made), false)
                .map(Buffer::buffer)
                .onSuccess(bytes -> kept.put(tile, bytes));
    }

    private byte[] fromMemory(TilePath tile) {
        if (!tile.isEntries()) return view.tree().tile(tile);
        List<byte[]> leaves = new ArrayList<>(tile.width());
        long first = tile.n() * TilePath.WIDTH_MAX;
        for (int i = 0; i < tile.width(); i++) leaves.add(view.ledger().bytes(first + i));
        return EntryBundle.write(leaves);
    }

    private static byte[] fromFile(TilePath tile, Path file, Digest hash, byte[] made) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) <= FILE_BYTES_MAX) {
            byte[] found = Files.readAllBytes(file);
            if (hashes(tile, found, hash)) return found;
        }
        Path parent = file.getParent();
        if (parent == null) throw new IOException("no folder for " + file);
        Files.createDirectories(parent);
        Path fresh = Files.createTempFile(parent, "tile", ".new");
        Files.write(fresh, made);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return made;
    }

    /** Whether a full tile's bytes hash to this node of the tree. */
    static boolean hashes(TilePath tile, byte[] bytes, Digest node) {
        try {
            MerkleTree tree = new MerkleTree();
            if (tile.isEntries()) {
                for (byte[] leaf : EntryBundle.read(bytes, TilePath.WIDTH_MAX)) tree.append(MerkleHash.leaf(leaf));
            } else {
                if (bytes.length != TilePath.WIDTH_MAX * Digest.LENGTH) return false;
                for (int at = 0; at < bytes.length; at += Digest.LENGTH) {
                    tree.append(Digest.from(Arrays.copyOfRange(bytes, at, at + Digest.LENGTH)));
                }
            }
            return tree.root().equals(node);
        } catch (Malformed broken) {
            return false;
        }
    }
}
