package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.protocol.Act;
import org.hublink.protocol.CaseClocks;
import org.hublink.protocol.CaseFile;
import org.hublink.protocol.CaseHint;
import org.hublink.protocol.CaseMember;
import org.hublink.protocol.CaseRequest;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.CaseStory;
import org.hublink.protocol.ListingLimits;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Transition;
import org.hublink.protocol.VerifiedAct;
import org.jspecify.annotations.Nullable;

/** What was said in a conversation, in the order in which this client has it; it outlives its groups (M8). */
final class Conversation {
    /** Acts kept of one conversation. */
    static final int ACTS_MAX = 10_000;

    private static final long UNKNOWN = -2;

    private final RandomId id;
    private final List<KeptAct> acts = new ArrayList<>();
    private final Set<RandomId> messages = new LinkedHashSet<>();
    private final Set<String> counted = new LinkedHashSet<>();
    private String shown = "";
    private long closedAt = UNKNOWN;

    Conversation(RandomId id) {
        this.id = id;
    }

    RandomId id() {
        return id;
    }

    List<KeptAct> acts() {
        return List.copyOf(acts);
    }

    long next() {
        return acts.isEmpty() ? 1 : acts.get(acts.size() - 1).n() + 1;
    }

    /** True for a message that stands here already: it is shown once, however often it comes. */
    boolean knows(RandomId message) {
        return messages.contains(message);
    }

    /** True if this is the act that stands here under that message. */
    boolean holds(RandomId message, byte[] envelope) {
        for (KeptAct act : acts) {
            if (act.found().message().equals(message)) {
                return Bytes.equal(act.envelope(), envelope);
            }
        }
        return false;
    }

    /** Ids of the acts that count here. */
    Set<String> counted() {
        return counted;
    }

    /** Adds an act, or puts it in the place of the one with its number. */
    void put(KeptAct act, Text text) {
        closedAt = UNKNOWN;
        int at = 0;
        while (at < acts.size() && acts.get(at).n() < act.n()) {
            at++;
        }
        if (at < acts.size() && acts.get(at).n() == act.n()) {
            acts.set(at, act);
        } else {
            acts.add(at, act);
        }
        messages.add(act.found().message());
        if (act.trusted()) {
            try {
                counted.add(act.act(text).id());
            } catch (Malformed unreadable) {
                throw new IllegalStateException(unreadable);
            }
        }
    }

    /** What the transitions make of the case; each with the signer's place as it was judged when it came. */
    CaseStory story(Text text) {
        Map<Digest, CaseMember> members = new LinkedHashMap<>();
        List<VerifiedAct> transitions = new ArrayList<>();
        for (KeptAct kept : acts) {
            VerifiedAct act = verified(kept, text);
            KeptAct.Judged judged = kept.judged();
            if (act != null && judged != null && act.act().kind().equals(Transition.KIND)) {
                transitions.add(act);
                if (judged.member() != null) {
                    members.put(act.digest(), judged.member());
                }
            }
        }
        return CaseStory.of(transitions, act -> members.get(act.digest()));
    }

    /** An attachment that an act of this conversation names, and its key. */
    @SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
    record Attachment(CaseFile file, byte[] key) {
        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /** The attachment of this content id, of an act that counts; null if no act names it, or its key never came. */
    @Nullable
    Attachment attachment(String id, Text text) {
        for (Attachment one : attachments(text)) {
            if (one.file().id().equals(id)) {
                return one;
            }
        }
        return null;
    }

    /** Attachments that acts that count name, and whose keys came. */
    List<Attachment> attachments(Text text) {
        List<Attachment> out = new ArrayList<>();
        for (KeptAct kept : acts) {
            try {
                Act act = kept.trusted() && kept.keys().length > 0 ? kept.act(text) : null;
                if (act == null || !act.kind().equals(Transition.KIND)) {
                    continue;
                }
                for (CaseFile file : Transition.read(act.body()).words().files()) {
                    byte[] key = FileKeys.read(kept.keys()).of(KeptFile.id(file));
                    if (key != null) {
                        out.add(new Attachment(file, key));
                    }
                }
            } catch (Malformed refused) {
                // What the story refuses names nothing either.
            }
        }
        return out;
    }

    /** True if this device has said here who it is. */
    boolean introduced(String device, Text text) {
        return card(device, text) != null;
    }

    /** The newest card that a device showed here and that counts. */
    @Nullable
    KeptAct card(String device, Text text) {
        KeptAct found = null;
        for (KeptAct kept : acts) {
            try {
                boolean card = kept.found().device().equals(device)
                        && kept.trusted()
                        && kept.act(text).kind().equals(CardAct.KIND);
                found = card ? kept : found;
            } catch (Malformed unreadable) {
                throw new IllegalStateException(unreadable);
            }
        }
        return found;
    }

    /** When the case was closed, by its signer's clock, epoch seconds; -1 while it is not. */
    long closedAt(Text text) {
        if (closedAt == UNKNOWN) {
            CaseStory story = story(text);
            closedAt = story.position().state() == CaseState.CLOSED ? story.time(CaseStep.CLOSE) : -1;
        }
        return closedAt;
    }

    /** What the server is told, so that its clocks run; null before the request. Of a kind of clock the soonest that is to come. */
    @Nullable
    CaseHint hint(Text text, long now) {
        CaseStory story = story(text);
        CaseRequest request = story.position().request();
        if (request == null) {
            return null;
        }
        Map<CaseClocks.Kind, CaseHint.Due> due = new LinkedHashMap<>();
        for (CaseClocks.Due one : CaseClocks.USUAL.due(story)) {
            boolean gone = one.kind() == CaseClocks.Kind.REMIND_PRESERVATION && one.at() < now;
            if (!gone && one.at() >= 0 && one.at() <= ListingLimits.TIME_MAX) {
                due.putIfAbsent(one.kind(), new CaseHint.Due(one.kind(), one.at()));
            }
        }
        return new CaseHint(request.urgency().level(), story.position().state(), List.copyOf(due.values()));
    }

    private static @Nullable VerifiedAct verified(KeptAct kept, Text text) {
        try {
            return kept.verified(text);
        } catch (Malformed broken) {
            return null;
        }
    }

    /** Shows where the case stands, if that has changed since it was last shown. */
    void show(Draft draft, Text text) {
        String state = story(text).position().toString();
        if (!state.equals(shown)) {
            shown = state;
            draft.show(new View.Talk(id.hex(), "state", state));
        }
    }
}
