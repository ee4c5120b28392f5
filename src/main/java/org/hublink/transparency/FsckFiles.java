package org.hublink.transparency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.MerkleTree;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.TilePath;

/** Compares this node's own files with the rebuilt tree. Blocks. */
final class FsckFiles {
    private final LogSettings settings;
    private final Consumer<Finding> findings;

    FsckFiles(LogSettings settings, Consumer<Finding> findings) {
        this.settings = settings;
        this.findings = findings;
    }

    void head(MerkleTree tree, NoteCheck notes) throws IOException {
        byte[] note = new LogHead(settings.headFile()).read();
        if (note == null) {
            if (tree.size() > 0) found(Stop.NOT_ADOPTED, "log-head", "this node signs nothing: hub log adopt");
            return;
        }
        SignedCheckpoint head = notes.verified(note).orElse(null);
        if (head == null) {
            found(Stop.HEAD_FOREIGN, "log-head", "not under this log's keys");
        } else if (head.size() > tree.size()) {
            found(Stop.HEAD_BEYOND, "log-head", head.size() + " leaves were signed, " + tree.size() + " are here");
        } else if (!tree.root(head.size()).equals(head.root())) {
            found(Stop.HEAD_FORKED, "log-head", "another tree of " + head.size() + " leaves was signed");
        }
    }

    void tiles(MerkleTree tree) throws IOException {
        Path folder = settings.tilesFolder();
        if (!Files.isDirectory(folder)) return;
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            if (name.endsWith(".new")) continue;
            try {
                TilePath tile = TilePath.read(name);
                boolean there = tile.isFull() && TilePath.widthIn(tile.level(), tile.n(), tree.size()) == tile.width();
                if (!there) found("tile-beyond", "tiles/" + name, "the tree has no such tile");
                else if (!TileFiles.hashes(tile, Files.readAllBytes(file), tree.tileHash(tile))) {
                    found("tile-differs", "tiles/" + name, "");
                }
            } catch (Malformed strange) {
                found("tile-strange", "tiles/" + name, "not the name of a tile");
            }
        }
    }

    private void found(String code, String where, String detail) {
        findings.accept(new Finding(code, where, detail));
    }
}
