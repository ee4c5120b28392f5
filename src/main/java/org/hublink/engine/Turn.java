package org.hublink.engine;

import java.util.List;

/**
 * What follows from one event: the home makes {@code writes} durable in one transaction, then runs {@code effects} in order,
 * then shows {@code views} (E1).
 */
public record Turn(List<Write> writes, List<Effect> effects, List<View> views) {
    public Turn {
        writes = List.copyOf(writes);
        effects = List.copyOf(effects);
        views = List.copyOf(views);
    }
}
