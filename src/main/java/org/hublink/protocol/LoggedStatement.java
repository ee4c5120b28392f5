package org.hublink.protocol;

/** A leaf and its place in the log. */
public record LoggedStatement(long index, Leaf leaf) {
    public Header header() {
        return leaf.header();
    }
}
