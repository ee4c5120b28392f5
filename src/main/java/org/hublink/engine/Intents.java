package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/** All that is still to be done, oldest first, and which messages stand sealed in the outbox. */
final class Intents {
    private final Records records;
    private final TreeMap<Long, Intent> all = new TreeMap<>();
    private final Set<RandomId> sealed = new LinkedHashSet<>();

    Intents(Records records) {
        this.records = records;
    }

    void load(Row row, Outbox outbox) throws Malformed {
        Intent intent = Intent.read(records.open(row));
        all.put(intent.number(), intent);
        if (outbox.find(intent.id()) != null) {
            sealed.add(intent.id());
        }
    }

    Intent add(Draft draft, RandomId group, RandomId id, String device, byte[] bytes) {
        return add(draft, group, id, device, false, bytes);
    }

    /** Takes a member in again that has lost the group. */
    Intent again(Draft draft, RandomId group, RandomId id, String device, byte[] keyPackage) {
        return add(draft, group, id, device, true, keyPackage);
    }

    /** What is still to be said in a group is said in the one that takes its place; whom it was to add is found anew. */
    void move(Draft draft, RandomId from, RandomId to, Randomness randomness) {
        for (Intent intent : of(from, true)) {
            done(draft, intent);
            // Another id: a frame of the old group may still be under way.
            add(draft, to, RandomId.make(randomness), intent.device(), intent.bytes());
        }
        for (Intent intent : of(from, false)) {
            done(draft, intent);
        }
    }

    private Intent add(Draft draft, RandomId group, RandomId id, String device, boolean again, byte[] bytes) {
        long number = all.isEmpty() ? 1 : all.lastKey() + 1;
        Intent intent = new Intent(number, group, id, device, again, bytes);
        all.put(number, intent);
        draft.write(records.put(intent.name(), intent.plain()));
        return intent;
    }

    void done(Draft draft, Intent intent) {
        all.remove(intent.number());
        sealed.remove(intent.id());
        draft.write(Write.delete(intent.name()));
    }

    @Nullable
    Intent find(RandomId id) {
        for (Intent intent : all.values()) {
            if (intent.id().equals(id)) {
                return intent;
            }
        }
        return null;
    }

    List<Intent> of(RandomId group, boolean messages) {
        List<Intent> out = new ArrayList<>();
        for (Intent intent : all.values()) {
            if (intent.group().equals(group) && intent.isMessage() == messages) {
                out.add(intent);
            }
        }
        return out;
    }

    boolean sealed(Intent intent) {
        return sealed.contains(intent.id());
    }

    void seal(Intent intent) {
        sealed.add(intent.id());
    }

    /** To be sealed anew: its epoch is over. */
    void unseal(Intent intent) {
        sealed.remove(intent.id());
    }
}
