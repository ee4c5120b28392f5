package org.hublink.mls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Aead;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an epoch's messages (RFC 9420 §9). Each key exists once: it is derived, handed out as a {@link Step}, and
 * with {@link Step#take} gone. A step not taken has changed nothing. Skipped keys are kept up to a bound, the oldest
 * dropped first.
 */
final class SecretTree {
    /** Which of a leaf's two ratchets. */
    enum Kind {
        HANDSHAKE(0),
        APPLICATION(1);

        private final int place;

        Kind(int place) {
            this.place = place;
        }
    }

    /**
     * Bounds of a receiver.
     *
     * @param aheadMax generations that a message may be ahead of the next expected one
     * @param keptMax skipped keys kept in all
     */
    record Window(int aheadMax, int keptMax) {
        static final Window DEFAULT = new Window(1000, 32);
    }

    /** One message key; the step is taken once the message proved genuine. */
    final class Step {
        private final Position position;
        private final byte[] key;
        private final byte[] nonce;
        private final @Nullable Ratchet next;
        private final Map<Position, Keys> skipped;

        private Step(Position position, Keys keys, @Nullable Ratchet next, Map<Position, Keys> skipped) {
            this.position = position;
            this.key = keys.key();
            this.nonce = keys.nonce();
            this.next = next;
            this.skipped = skipped;
        }

        byte[] key() {
            return key;
        }

        /** The nonce before the reuse guard. */
        byte[] nonce() {
            return nonce;
        }

        long generation() {
            return position.generation();
        }

        /** Uses the key up: the ratchet moves on, and the key will not be handed out again. */
        void take() {
            if (next == null) {
                kept.remove(position);
            } else {
                open(position.leaf());
                Ratchet[] pair = ratchets[position.leaf()];
                if (pair == null) {
                    throw new IllegalStateException("leaf not opened");
                }
                int kind = position.kind().place;
                Bytes.zero(pair[kind].secret());
                pair[kind] = next;
                kept.putAll(skipped);
                dropOldest();
            }
        }

        /** Overwrites the key once it was used. */
        void wipe() {
            Bytes.zero(key);
            Bytes.zero(nonce);
        }
    }

    private record Position(int leaf, Kind kind, long generation) {}

    private record Keys(byte[] key, byte[] nonce) {}

    private record Ratchet(byte[] secret, long generation) {}

    private static final long GENERATION_MAX = 0xfffffffeL;

    private final CipherSuite suite;
    private final Window window;
    private final byte[] @Nullable [] nodes;
    private final Ratchet[] @Nullable [] ratchets;
    private final Map<Position, Keys> kept = new LinkedHashMap<>();

    /**
     * The tree of an epoch.
     *
     * @param encryptionSecret taken over: it is overwritten when the first leaf is opened
     * @param width leaves of the ratchet tree, blank ones included
     */
    SecretTree(CipherSuite suite, byte[] encryptionSecret, int width, Window window) {
        this.suite = suite;
        this.window = window;
        this.nodes = new byte[TreeMath.nodeWidth(width)][];
        this.ratchets = new Ratchet[width][];
        nodes[TreeMath.root(width)] = encryptionSecret.clone();
    }

    /** Keys of messages that were passed over and have not come, as far as they are kept. */
    int skipped() {
        return kept.size();
    }

    /** The next key for sending. */
    Step next(int leaf, Kind kind) throws Malformed {
        return step(leaf, kind, current(leaf, kind).generation());
    }

    /**
     * The key of a received generation. Refused: {@code generation-used}, {@code generation-too-far}, {@code
     * leaf-unknown}.
     */
    Step step(long leafIndex, Kind kind, long generation) throws Malformed {
        if (leafIndex < 0 || leafIndex >= ratchets.length) {
            throw new Malformed("leaf-unknown");
        }
        int leaf = (int) leafIndex;
        Ratchet at = current(leaf, kind);
        Position wanted = new Position(leaf, kind, generation);
        if (generation < at.generation()) {
            Keys keys = kept.get(wanted);
            if (keys == null) {
                throw new Malformed("generation-used");
            }
            return new Step(wanted, keys, null, Map.of());
        }
        if (generation - at.generation() > window.aheadMax() || generation > GENERATION_MAX) {
            throw new Malformed("generation-too-far");
        }
        Map<Position, Keys> skipped = new LinkedHashMap<>();
        while (at.generation() < generation) {
            Expander from = suite.expander(at.secret());
            if (generation - at.generation() <= window.keptMax()) {
                skipped.put(new Position(leaf, kind, at.generation()), keys(from, at.generation()));
            }
            at = after(from, at.generation());
        }
        Expander from = suite.expander(at.secret());
        return new Step(wanted, keys(from, generation), after(from, generation), skipped);
    }

    private Keys keys(Expander from, long generation) {
        byte[] key = from.ofGeneration("key", generation, suite.aead().keyLength());
        return new Keys(key, from.ofGeneration("nonce", generation, Aead.NONCE_LENGTH));
    }

    private Ratchet after(Expander from, long generation) {
        return new Ratchet(from.ofGeneration("secret", generation, suite.hash().length()), generation + 1);
    }

    private void dropOldest() {
        var oldest = kept.entrySet().iterator();
        for (int over = kept.size() - window.keptMax(); over > 0; over--) {
            Keys keys = oldest.next().getValue();
            Bytes.zero(keys.key());
            Bytes.zero(keys.nonce());
            oldest.remove();
        }
    }

    /** The state of a ratchet, derived where its leaf was not opened yet; nothing changes. */
    private Ratchet current(int leaf, Kind kind) throws Malformed {
        Ratchet[] pair = ratchets[leaf];
        if (pair != null) {
            return pair[kind.place];
        }
        List<Integer> down = pathDown(leaf);
        byte[] secret = nodes[down.get(0)];
        if (secret == null) {
            throw new Malformed("leaf-unknown");
        }
        for (int i = 1; i < down.size(); i++) {
            secret = child(secret, down.get(i) < down.get(i - 1));
        }
        return first(secret, kind);
    }

    /** Splits the secrets above a leaf, so that none from which its keys follow is left. */
    private void open(int leaf) {
        if (ratchets[leaf] != null) {
            return;
        }
        List<Integer> down = pathDown(leaf);
        for (int i = 0; i < down.size(); i++) {
            int node = down.get(i);
            byte[] secret = nodes[node];
            if (secret == null) {
                throw new IllegalStateException("secret used up");
            }
            if (TreeMath.isLeaf(node)) {
                ratchets[leaf] = new Ratchet[] {first(secret, Kind.HANDSHAKE), first(secret, Kind.APPLICATION)};
            } else {
                nodes[TreeMath.left(node)] = child(secret, true);
                nodes[TreeMath.right(node)] = child(secret, false);
            }
            Bytes.zero(secret);
            nodes[node] = null;
        }
    }

    /** Nodes from the lowest one above a leaf that still has a secret down to the leaf's. */
    private List<Integer> pathDown(int leaf) {
        List<Integer> down = new ArrayList<>();
        int root = TreeMath.root(ratchets.length);
        int node = 2 * leaf;
        down.add(node);
        while (nodes[node] == null && node != root) {
            node = TreeMath.parent(node);
            down.add(0, node);
        }
        return down;
    }

    private byte[] child(byte[] secret, boolean left) {
        byte[] side = Utf8.encode(left ? "left" : "right");
        return suite.expandWithLabel(secret, "tree", side, suite.hash().length());
    }

    private Ratchet first(byte[] secret, Kind kind) {
        String label = kind == Kind.HANDSHAKE ? "handshake" : "application";
        return new Ratchet(
                suite.expandWithLabel(secret, label, new byte[0], suite.hash().length()), 0);
    }

    /** For storage: it holds every secret that is left. */
    byte[] encode() {
        ByteWriter out = new ByteWriter();
        out.u32(ratchets.length);
        for (byte[] secret : nodes) {
            out.vector(secret == null ? new byte[0] : secret);
        }
        for (Ratchet[] pair : ratchets) {
            out.u8(pair == null ? 0 : 1);
            if (pair != null) {
                out.vector(pair[0].secret()).u32(pair[0].generation());
                out.vector(pair[1].secret()).u32(pair[1].generation());
            }
        }
        out.varint(kept.size());
        for (Map.Entry<Position, Keys> entry : kept.entrySet()) {
            Position at = entry.getKey();
            out.u32(at.leaf()).u8(at.kind().place).u32(at.generation());
            out.vector(entry.getValue().key()).vector(entry.getValue().nonce());
        }
        return out.toBytes();
    }

    /** Reads what {@link #encode} wrote. */
    static SecretTree decode(CipherSuite suite, byte[] bytes, Window window) throws Malformed {
        ByteReader in = new ByteReader(bytes);
        long width = in.u32();
        if (width < 1 || width > bytes.length || width != TreeMath.fullWidth((int) width)) {
            throw new Malformed("state-index");
        }
        SecretTree out = new SecretTree(suite, new byte[0], (int) width, window);
        for (int i = 0; i < out.nodes.length; i++) {
            byte[] secret = in.vector();
            out.nodes[i] = secret.length == 0 ? null : secret;
        }
        for (int i = 0; i < out.ratchets.length; i++) {
            out.ratchets[i] = GroupState.flag(in) ? new Ratchet[] {ratchet(in), ratchet(in)} : null;
        }
        int count = in.varint();
        for (int i = 0; i < count; i++) {
            int leaf = GroupState.index(in, out.ratchets.length);
            Kind kind = GroupState.flag(in) ? Kind.APPLICATION : Kind.HANDSHAKE;
            Position position = new Position(leaf, kind, in.u32());
            GroupState.putOnce(out.kept, position, new Keys(in.vector(), in.vector()));
        }
        in.end();
        return out;
    }

    private static Ratchet ratchet(ByteReader in) throws Malformed {
        return new Ratchet(in.vector(), in.u32());
    }

    /** Overwrites everything when the epoch is over. */
    void wipe() {
        for (byte[] secret : nodes) {
            if (secret != null) {
                Bytes.zero(secret);
            }
        }
        for (Ratchet[] pair : ratchets) {
            if (pair != null) {
                Bytes.zero(pair[0].secret());
                Bytes.zero(pair[1].secret());
            }
        }
        for (Keys keys : kept.values()) {
            Bytes.zero(keys.key());
            Bytes.zero(keys.nonce());
        }
        kept.clear();
    }

    /** Skipped keys held at the moment. */
    int keptCount() {
        return kept.size();
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
