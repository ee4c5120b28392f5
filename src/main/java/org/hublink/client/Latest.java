package org.hublink.client;

import java.util.function.Consumer;
import org.hublink.engine.View;

/** Remembers what the last sync said, and hands every view on. */
final class Latest implements Consumer<View> {
    private final Consumer<View> next;
    private int fetched;

    Latest(Consumer<View> next) {
        this.next = next;
    }

    @Override
    public void accept(View view) {
        if (view instanceof View.Directory directory) {
            fetched = directory.fetched();
        }
        next.accept(view);
    }

    /** Listings that came over the network. */
    int fetched() {
        return fetched;
    }
}
