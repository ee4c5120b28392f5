package org.hublink.protocol;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/** Builds the chain step by step; what competes for the same place is ordered by the table, or left as a conflict (C2). */
final class CaseReplay {
    /** Competing transitions that are tried in every order; more than these are a conflict at once. */
    private static final int COMPETING_MAX = 4;

    private static final Comparator<CaseLink> TABLE_ORDER = Comparator.<CaseLink, CaseStep>comparing(
                    link -> link.transition().step())
            .thenComparing(link -> link.digest().hex());

    private final CaseMember.Roster roster;
    private final Map<Digest, CaseLink> open = new LinkedHashMap<>();
    private final List<CaseLink> taken = new ArrayList<>();
    private final Set<Digest> counted = new LinkedHashSet<>();
    private final Set<Digest> dead = new LinkedHashSet<>();
    private final List<CaseStory.Refusal> refused = new ArrayList<>();
    private List<CaseLink> conflict = List.of();
    private CasePosition position = CasePosition.START;

    CaseReplay(CaseMember.Roster roster) {
        this.roster = roster;
    }

    CaseStory read(List<VerifiedAct> acts) {
        List<VerifiedAct> sorted = new ArrayList<>(acts);
        sorted.sort(Comparator.comparing(act -> act.digest().hex()));
        for (VerifiedAct act : sorted) {
            enter(act);
        }
        while (conflict.isEmpty() && step()) {
            buryChildren();
        }
        buryChildren();
        List<VerifiedAct> waiting = new ArrayList<>();
        for (CaseLink link : open.values()) {
            if (!conflict.contains(link)) {
                waiting.add(link.act());
            }
        }
        return new CaseStory(position, taken, refused, conflict, waiting);
    }

    private void enter(VerifiedAct act) {
        try {
            Transition transition = Transition.read(act.act().body());
            CaseMember member = roster.of(act);
            if (member == null) {
                refuse(act, "step-party");
            } else if (open.size() >= CaseStory.TRANSITIONS_MAX) {
                refuse(act, "quota-exceeded");
            } else {
                open.put(act.digest(), new CaseLink(act, transition, member));
            }
        } catch (Malformed malformed) {
            refuse(act, malformed.reason());
        }
    }

    /** One more transition counts or is refused; false when there is nothing left to do. */
    private boolean step() {
        List<CaseLink> steps = new ArrayList<>();
        List<CaseLink> resolves = new ArrayList<>();
        for (CaseLink link : open.values()) {
            Digest follows = link.act().act().follows();
            if (follows == null ? taken.isEmpty() : counted.contains(follows)) {
                (link.transition().step() == CaseStep.RESOLVE ? resolves : steps).add(link);
            }
        }
        if (steps.isEmpty()) {
            resolves.forEach(link -> refuse(link, "step-not-allowed"));
            return !resolves.isEmpty();
        }
        steps.sort(TABLE_ORDER);
        CaseLink first = steps.size() > COMPETING_MAX ? null : first(position, steps);
        if (first == null && dropHopeless(steps)) {
            return true;
        }
        List<CaseLink> possible = possible(position, steps);
        if (first == null && possible.size() == 1) {
            first = possible.get(0);
        }
        if (first == null) {
            return resolve(possible, resolves);
        }
        take(first);
        return true;
    }

    /** The transition to take first so that all of them can count; null if no order lets them. */
    private static @Nullable CaseLink first(CasePosition at, List<CaseLink> steps) {
        for (CaseLink link : steps) {
            CasePosition next = after(at, link);
            if (next != null) {
                List<CaseLink> rest = new ArrayList<>(steps);
                rest.remove(link);
                if (rest.isEmpty() || first(next, rest) != null) {
                    return link;
                }
            }
        }
        return null;
    }

    /** Refuses what is allowed neither now nor after any of its competitors; true if there was such. */
    private boolean dropHopeless(List<CaseLink> steps) {
        boolean dropped = false;
        for (CaseLink link : steps) {
            boolean hope = after(position, link) != null;
            for (CaseLink other : possible(position, steps)) {
                CasePosition next = other.equals(link) ? null : after(position, other);
                hope |= next != null && after(next, link) != null;
            }
            if (!hope) {
                refuse(link, "step-not-allowed");
                dropped = true;
            }
        }
        return dropped;
    }

    private boolean resolve(List<CaseLink> possible, List<CaseLink> resolves) {
        resolves.sort(TABLE_ORDER);
        for (CaseLink resolve : resolves) {
            CaseLink winner = winner(resolve, possible);
            if (winner != null) {
                open.remove(resolve.digest());
                counted.add(resolve.digest());
                for (CaseLink link : possible) {
                    if (!link.equals(winner)) {
                        refuse(link, "step-overruled");
                    }
                }
                take(winner);
                taken.add(resolve);
                return true;
            }
        }
        conflict = List.copyOf(possible);
        return false;
    }

    /** The transition that a resolve lets count; null if it is not by a head concerned or does not name them all. */
    private static @Nullable CaseLink winner(CaseLink resolve, List<CaseLink> possible) {
        List<Digest> names = resolve.transition().words().names();
        boolean concerned = false;
        CaseLink winner = null;
        for (CaseLink link : possible) {
            concerned |= link.member().desk().equals(resolve.member().desk());
            if (!names.contains(link.digest())) {
                return null;
            }
            winner = link.digest().equals(names.get(0)) ? link : winner;
        }
        return concerned && resolve.member().head() && names.size() == possible.size() ? winner : null;
    }

    private static List<CaseLink> possible(CasePosition at, List<CaseLink> steps) {
        List<CaseLink> out = new ArrayList<>();
        for (CaseLink link : steps) {
            if (after(at, link) != null) {
                out.add(link);
            }
        }
        return out;
    }

    private static @Nullable CasePosition after(CasePosition at, CaseLink link) {
        return at.after(link.transition(), link.member().party());
    }

    private void take(CaseLink link) {
        CasePosition next = after(position, link);
        if (next == null) {
            throw new IllegalStateException("taken without leave");
        }
        position = next;
        open.remove(link.digest());
        counted.add(link.digest());
        taken.add(link);
    }

    /** What follows a refused transition cannot count either. */
    private void buryChildren() {
        boolean more = true;
        while (more) {
            more = false;
            for (CaseLink link : List.copyOf(open.values())) {
                Digest follows = link.act().act().follows();
                if (follows == null ? !taken.isEmpty() : dead.contains(follows)) {
                    refuse(link, "step-predecessor");
                    more = true;
                }
            }
        }
    }

    private void refuse(CaseLink link, String reason) {
        open.remove(link.digest());
        refuse(link.act(), reason);
    }

    private void refuse(VerifiedAct act, String reason) {
        dead.add(act.digest());
        refused.add(new CaseStory.Refusal(act, reason));
    }
}
