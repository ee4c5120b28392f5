package org.hublink.interop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Makes members of every implementation. */
public final class Peers implements AutoCloseable {
    private static final int BCMLS_SUITE_MAX = 3;

    private final NodeProcess node;

    private Peers(NodeProcess node) {
        this.node = node;
    }

    /** Starts Node, with its packages fetched. */
    public static Peers start() throws IOException, Refusal, NodePackages.Missing {
        Path folder = NodePackages.folder();
        try {
            return new Peers(NodeProcess.start(folder));
        } catch (IOException none) {
            throw new NodePackages.Missing("Node does not start (" + none.getMessage() + ")");
        }
    }

    /** What runs, and what of it was patched. */
    public String words() {
        return node.words() + "; bcmls 1.84 on bcprov 1.87";
    }

    /** Whether an implementation knows a suite. */
    static boolean knows(Maker maker, int suite) {
        return maker != Maker.BCMLS || suite <= BCMLS_SUITE_MAX;
    }

    Peer make(Maker maker, String name, int suite, SplittableRandom random) throws Refusal {
        return switch (maker) {
            case HUBLINK -> new HublinkPeer(name, suite, random.split());
            case TS_MLS -> new NodePeer(name, suite, node);
            case BCMLS -> new BcPeer(name, suite);
        };
    }

    @Override
    public void close() throws IOException {
        node.close();
    }
}
