package org.hublink.messaging;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.protocol.RandomId;

/** Which streams are told of which groups, and the newest number of each of these groups that this node knows. */
final class Audience {
    private final Map<RandomId, Set<Line>> lines = new LinkedHashMap<>();
    private final Map<RandomId, Long> heads = new LinkedHashMap<>();

    /** From now on the stream is told of the group, from {@code after} on. */
    void join(Line line, RandomId group, long after, long head) {
        line.told.put(group, after);
        lines.computeIfAbsent(group, first -> new LinkedHashSet<>()).add(line);
        heads.merge(group, head, Math::max);
    }

    void leave(Line line, RandomId group) {
        line.told.remove(group);
        line.behind.remove(group);
        Set<Line> left = lines.get(group);
        if (left != null && left.remove(line) && left.isEmpty()) {
            lines.remove(group);
            heads.remove(group);
        }
    }

    /** The stream has ended. */
    void leave(Line line) {
        List.copyOf(line.told.keySet()).forEach(group -> leave(line, group));
    }

    /** Those who are told of the group; empty where nobody here is. */
    List<Line> of(RandomId group) {
        Set<Line> listening = lines.get(group);
        return listening == null ? List.of() : List.copyOf(listening);
    }

    /** The group has come so far, if anybody here is told of it. */
    void moved(RandomId group, long head) {
        heads.computeIfPresent(group, (id, known) -> Math.max(known, head));
    }

    /** True if the stream was told all that this node knows of the group. */
    boolean has(Line line, RandomId group) {
        Long told = line.told.get(group);
        Long head = heads.get(group);
        return told == null || head == null || told >= head;
    }

    /** By group; a view. */
    Map<RandomId, Long> heads() {
        return heads;
    }
}
