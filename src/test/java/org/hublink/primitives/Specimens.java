package org.hublink.primitives;

import java.util.List;

/** What a decoder is tried on: sound bytes to be altered, and what it needs beside them. */
public record Specimens(List<byte[]> context, List<byte[]> corpus) {
    public Specimens {
        context = List.copyOf(context);
        corpus = List.copyOf(corpus);
    }

    public static Specimens of(byte[]... corpus) {
        return new Specimens(List.of(), List.of(corpus));
    }
}
