package org.hublink.transparency;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Header;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.MerkleHash;
import org.hublink.protocol.MerkleTree;
import org.hublink.protocol.Subject;
import org.jspecify.annotations.Nullable;

/** Rebuilds the tree and what is derived from the leaves, page by page, and compares it with the rows. */
final class FsckLeaves {
    private final MerkleTree tree = new MerkleTree();
    private final Map<Subject, FsckStore.NewestRow> newest = new LinkedHashMap<>();
    private final Consumer<Finding> findings;

    FsckLeaves(Consumer<Finding> findings) {
        this.findings = findings;
    }

    MerkleTree tree() {
        return tree;
    }

    /** One page: its leaves in order, and the statements and parts that hang on them. */
    void page(List<FsckStore.LeafRow> leaves, List<FsckStore.StatementRow> statements, List<FsckStore.PartRow> parts) {
        Map<Long, FsckStore.StatementRow> byLeaf = new LinkedHashMap<>();
        for (FsckStore.StatementRow row : statements) byLeaf.put(row.leaf(), row);
        Map<Long, Leaf> read = new LinkedHashMap<>();
        for (FsckStore.LeafRow row : leaves) {
            if (row.index() != tree.size()) found("leaf-missing", tree.size(), "the next one is " + row.index());
            tree.append(MerkleHash.leaf(row.bytes()));
            FsckStore.StatementRow statement = byLeaf.get(row.index());
            try {
                Leaf leaf = Leaf.read(row.bytes());
                read.put(row.index(), leaf);
                compare(row.index(), leaf, statement);
            } catch (Malformed malformed) {
                found("leaf-malformed", row.index(), malformed.reason());
            }
        }
        parts(read, parts);
    }

    private void compare(long index, Leaf leaf, FsckStore.@Nullable StatementRow statement) {
        Header header = leaf.header();
        FsckStore.NewestRow row =
                new FsckStore.NewestRow(header.type().code(), header.country(), header.id(), header.version(), index);
        FsckStore.NewestRow before = newest.get(leaf.subject());
        if (before == null || before.version() < row.version()) newest.put(leaf.subject(), row);
        if (statement == null) {
            found("statement-missing", index, "");
            return;
        }
        boolean same = statement.digest().equals(leaf.digest())
                && statement.type().equals(row.type())
                && statement.country().equals(row.country())
                && statement.subject().equals(row.subject())
                && statement.version() == row.version();
        if (!same) found("statement-differs", index, "its row says other than its leaf");
    }

    private void parts(Map<Long, Leaf> leaves, List<FsckStore.PartRow> parts) {
        for (FsckStore.PartRow part : parts) {
            Leaf leaf = leaves.get(part.leaf());
            if (leaf == null) continue;
            Header header = leaf.header();
            if (part.n() >= header.parts().size()) {
                found("part-spare", part.leaf(), "part " + part.n());
            } else if (!part.erased() && !part.digest().equals(header.parts().get(part.n()))) {
                found("part-differs", part.leaf(), "part " + part.n());
            }
        }
    }

    void newest(List<FsckStore.NewestRow> rows) {
        Map<Subject, FsckStore.NewestRow> left = new LinkedHashMap<>(newest);
        for (FsckStore.NewestRow row : rows) {
            boolean right = left.values().remove(row);
            if (!right) found("newest-differs", row.leaf(), row.type() + " " + row.country() + "/" + row.subject());
        }
        left.values().forEach(row -> found("newest-missing", row.leaf(), row.type() + " " + row.country()));
    }

    private void found(String code, long leaf, String detail) {
        findings.accept(new Finding(code, "leaf " + leaf, detail));
    }
}
