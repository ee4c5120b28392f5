package org.hublink.engine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.mls.Member;
import org.hublink.protocol.DeskPart;

/**
 * Brings devices of one's own desks that were listed later into the cases that are open (PROTOCOL M10): whoever is quickest asks
 * for a package of such a device and adds it. The log alone says who is missing; which commit wins settles the race.
 */
final class Newcomers {
    /** A device without a package, such as one that was never switched on, is asked for again after that. */
    private static final long ASKED_AGAIN_SECONDS = 600;

    private final Talks talks;
    /** By device: until then it is not asked for, in whatever group. */
    private final Map<String, Long> asked = new TreeMap<>();
    /** Size of the log for which parts of the own country's devices were asked for. */
    private long fetchedAt;

    Newcomers(Talks talks) {
        this.talks = talks;
    }

    /**
     * Notes who is missing. Whom a rebuilt group was made without (M8) nothing brings back but a person. What cannot be told
     * because a device's part is not at hand holds nothing up: the part is asked for, once.
     */
    void look(OpenGroup group, Rosters rosters) {
        group.lacking.clear();
        boolean open = group.context.isCase()
                && group.context.successorOf() == null
                && talks.conversation(group).closedAt(talks.home.text()) < 0;
        String officer = new OwnDesks(talks).officer();
        for (ConversationContext.Place place : group.context.desks()) {
            String desk = place.desk();
            DeskPart roster = open && desk.startsWith(talks.owner.country())
                    ? rosters.desk(desk).valueOrNull()
                    : null;
            if (roster == null || !roster.members().contains(officer)) {
                continue;
            }
            Map<String, byte[]> devices = rosters.devices(desk).valueOrNull();
            if (devices == null) {
                fetch();
            } else {
                for (String device : devices.keySet()) {
                    group.lacking.put(device, desk);
                }
            }
        }
        for (Member member : group.mls.members()) {
            group.lacking.remove(GroupJudge.device(member));
        }
        if (group.lacking.isEmpty()) {
            group.asksAt = 0;
        } else if (group.asksAt == 0) {
            group.asksAt = talks.home.clock().now() + talks.spread();
        }
    }

    private void fetch() {
        long size = talks.following.size();
        if (fetchedAt != size) {
            fetchedAt = size;
            talks.chores.add((draft, refusals, then) -> {
                for (OpenGroup group : talks.groups.values()) {
                    group.soundAt = -1;
                }
                talks.parts(draft, talks.judge.missing(), refusals, then);
            });
        }
    }

    /** Asks for a package of each that is missing, unless a colleague was quicker. */
    void ask(Draft draft, OpenGroup group) {
        long now = talks.home.clock().now();
        for (Intent intent : talks.intents.of(group.id, false)) {
            group.lacking.remove(intent.device());
        }
        for (Map.Entry<String, String> one : group.lacking.entrySet()) {
            String device = one.getKey();
            String desk = one.getValue();
            long at = Math.max(group.asksAt, asked.getOrDefault(device, 0L));
            if (at > now) {
                draft.wake(at);
                continue;
            }
            asked.put(device, now + ASKED_AGAIN_SECONDS);
            talks.chores.add((next, refusals, then) -> {
                Gathering gathering = new Gathering(talks, refusals);
                gathering.device(
                        next,
                        desk,
                        device,
                        (more, bundles) -> {
                            if (bundles.get(0).reaches(device)) {
                                asked.remove(device);
                                gathering.add(more, group, bundles, List.of());
                            }
                            then.go(more);
                        },
                        then);
            });
        }
    }
}
