package org.hublink.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One country's history of power: its authorities, and its revocations by target. Asked as of any index. */
final class Nation {
    private static final long DAY_SECONDS = 86_400;

    /** An authority in its place. */
    record Seat(long index, Header header, AuthorityFacts facts) {}

    private record Ruling(long index, Header header, RevocationFacts facts, List<String> persons) {}

    private final List<Seat> seats = new ArrayList<>();
    private final List<Ruling> holds = new ArrayList<>();
    private final Map<String, List<Ruling>> byTarget = new LinkedHashMap<>();

    void register(long index, Header header, AuthorityFacts facts) {
        seats.add(new Seat(index, header, facts));
    }

    void register(long index, Header header, RevocationFacts facts, List<String> persons) {
        Ruling ruling = new Ruling(index, header, facts, persons);
        byTarget.computeIfAbsent(header.id(), t -> new ArrayList<>()).add(ruling);
        if (facts.mode() == RevocationFacts.Mode.HOLD) {
            holds.add(ruling);
        }
    }

    /** The authority in force before this index, or null. */
    @Nullable
    Seat seat(long before) {
        for (int i = seats.size() - 1; i >= 0; i--) {
            if (seats.get(i).index() < before) {
                return seats.get(i);
            }
        }
        return null;
    }

    /** How a target stood before this index. Neither a hold nor an end lapses with time. */
    Standing standing(String target, long before) {
        Ruling ruling = newest(target, before);
        if (ruling == null || ruling.facts().mode() == RevocationFacts.Mode.LIFT) {
            return Standing.FREE;
        }
        boolean end = ruling.facts().mode() == RevocationFacts.Mode.FINAL;
        return new Standing(
                end ? Standing.State.FINAL : Standing.State.HELD, ruling.facts().last());
    }

    /** The version of the newest revocation of a target before this index; 0 for none. */
    int version(String target, long before) {
        Ruling ruling = newest(target, before);
        return ruling == null ? 0 : ruling.header().version();
    }

    /**
     * Holds that a person put before this index, in the day before {@code issued}. A person's dates never run backwards: a hold
     * dated before one that lies in front of it counts as put when that one was.
     */
    int holds(String person, long issued, long before) {
        List<Long> put = new ArrayList<>();
        long clock = Long.MIN_VALUE;
        for (Ruling hold : holds) {
            if (hold.index() < before && hold.persons().contains(person)) {
                clock = Math.max(clock, hold.header().issued());
                put.add(clock);
            }
        }
        clock = Math.max(clock, issued);
        int count = 0;
        for (long time : put) {
            count += clock - time < DAY_SECONDS ? 1 : 0;
        }
        return count;
    }

    /** Operators of an authority that were neither held nor ended before this index. */
    int free(AuthorityFacts facts, long before) {
        int count = 0;
        for (AuthorityFacts.Operator operator : facts.operators()) {
            count += operatorStanding(operator.id(), before).free() ? 1 : 0;
        }
        return count;
    }

    Standing operatorStanding(String id, long before) {
        return standing(Target.Kind.OPERATOR.text(id), before);
    }

    private @Nullable Ruling newest(String target, long before) {
        List<Ruling> rulings = byTarget.getOrDefault(target, List.of());
        for (int i = rulings.size() - 1; i >= 0; i--) {
            if (rulings.get(i).index() < before) {
                return rulings.get(i);
            }
        }
        return null;
    }
}
