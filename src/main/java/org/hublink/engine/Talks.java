package org.hublink.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryFrames;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Part;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/** All that a device's conversations have in common: its groups, what was said in them, and what is on its way. */
final class Talks {
    /** Acts of one's own that are said again after a group was rebuilt or a member came back. */
    private static final int SAID_AGAIN_MAX = 64;

    /** Work that needs answers of the server and is found anew when it was lost. */
    interface Chore {
        void run(Draft draft, Refusals refusals, Draft.Then then);
    }

    /** A place in long work where what has come meanwhile has its turn; after it, log, groups and archive may be others. */
    interface Breath {
        void take(Draft draft, Draft.Then then);
    }

    final Deque<Chore> chores = new ArrayDeque<>();
    /** What was taken and not yet acknowledged, by group. */
    private final Map<RandomId, Long> acks = new LinkedHashMap<>();

    final Home home;
    final Records records;
    final Following following;
    final Shelf shelf;
    final Session session;
    final VaultOwner.Device owner;
    final GroupJudge judge;
    final Hearing hearing;
    final Acting acting;
    final Instance instance;
    final Outbox outbox;
    final Intents intents;
    final KeyPackages packages;
    final Strays strays;
    final OwnWatch watch;
    final Map<RandomId, OpenGroup> groups = new LinkedHashMap<>();
    final Map<RandomId, Conversation> conversations = new LinkedHashMap<>();
    final Map<String, DeskArchive> archives = new LinkedHashMap<>();
    /** Attachments of one's own by content id. */
    final Map<String, KeptFile> files = new LinkedHashMap<>();

    Talks(Home home, Records records, Following following, Shelf shelf, Session session, VaultOwner.Device owner) {
        this.home = home;
        this.records = records;
        this.following = following;
        this.shelf = shelf;
        this.session = session;
        this.owner = owner;
        this.judge = new GroupJudge(home, following, shelf);
        this.hearing = new Hearing(home, following, judge);
        this.acting = new Acting(home, following, shelf, owner);
        this.instance = new Instance(records);
        this.outbox = new Outbox(records, session, instance);
        this.intents = new Intents(records);
        this.packages = new KeyPackages(home, records, session, owner);
        this.strays = new Strays(this);
        this.watch = new OwnWatch(this);
    }

    DeskArchive archive(String desk) {
        return archives.computeIfAbsent(desk, id -> new DeskArchive(id, records));
    }

    void keep(Draft draft, KeptFile file) {
        files.put(file.file().id(), file);
        draft.write(records.put(file.name(), file.plain()));
    }

    void drop(Draft draft, KeptFile file) {
        files.remove(file.file().id());
        draft.write(Write.delete(file.name()));
    }

    void loadFile(Row row) throws Malformed {
        KeptFile file = KeptFile.read(records.open(row));
        files.put(file.file().id(), file);
    }

    Conversation conversation(OpenGroup group) {
        return conversation(id(group.context.conversation()));
    }

    Conversation conversation(RandomId id) {
        return conversations.computeIfAbsent(id, Conversation::new);
    }

    /** The group in which a conversation goes on, or else the one that it was cut off from; null if there is none. */
    @Nullable
    OpenGroup group(RandomId conversation) {
        OpenGroup found = null;
        for (OpenGroup group : groups.values()) {
            boolean here =
                    id(group.context.conversation()).equals(conversation) && !group.trouble.equals(Rebuilding.WAITS);
            if (here && (found == null || group.trouble.isEmpty())) {
                found = group;
            }
        }
        return found;
    }

    /** A random 0 to 2 s, so that not everybody does the same at once (M8, M10). */
    long spread() {
        return (home.randomness().bytes(1)[0] & 0xff) % 3;
    }

    /** This device is not in the group any more: its records and what was to be done in it go. */
    void forget(Draft draft, OpenGroup group) {
        groups.remove(group.id);
        group.forget(draft);
        for (Intent intent : intents.of(group.id, true)) {
            intents.done(draft, intent);
        }
        for (Intent intent : intents.of(group.id, false)) {
            intents.done(draft, intent);
        }
    }

    /** Says once more what this device said in a group since an epoch; who has heard it takes it for the same. */
    void sayAgain(Draft draft, RandomId from, long since, OpenGroup to) {
        Conversation conversation = conversation(to);
        List<RandomId> waiting = new ArrayList<>();
        for (Intent intent : intents.of(to.id, true)) {
            waiting.add(Speaking.message(intent));
        }
        int left = SAID_AGAIN_MAX;
        for (KeptAct kept : conversation.acts()) {
            boolean own = kept.found().device().equals(owner.deviceId())
                    && kept.found().group().equals(from)
                    && kept.found().epoch() >= since;
            boolean again =
                    own && kept.trusted() && !waiting.contains(kept.found().message());
            if (again && left > 0 && !RejoinClaim.looks(kept.envelope())) {
                left--;
                byte[] body = new MessageBody(
                                MessageBody.ACT, kept.found().message().bytes(), kept.envelope(), kept.keys())
                        .bytes();
                intents.add(draft, to.id, RandomId.make(home.randomness()), "", body);
            }
        }
    }

    void keep(Draft draft, Conversation conversation, KeptAct act) {
        conversation.put(act, home.text());
        draft.write(records.put(KeptAct.name(conversation.id(), act.n()), act.plain()));
        if (!act.open()) {
            String shown = act.trusted() ? "said" : act.verdict();
            draft.show(new View.Talk(conversation.id().hex(), shown, Names.number(act.n())));
            if (act.trusted()) {
                conversation.show(draft, home.text());
            }
        }
    }

    void load(Row row) throws Malformed {
        byte[] plain = records.open(row);
        RandomId id = RandomId.fromHex(
                row.name().substring(KeptAct.PREFIX.length(), KeptAct.PREFIX.length() + 2 * RandomId.LENGTH));
        conversation(id).put(KeptAct.read(plain), home.text());
    }

    /** Puts a frame into the outbox under its number. */
    void send(Draft draft, RandomId group, RandomId clientId, long number, DeliveryFrame frame) {
        outbox.put(draft, new Outbox.Item(number, group, clientId, DeliveryFrames.write(frame)));
    }

    /** The server is told up to where the group's log stands in the store, with all others of its kind. */
    void acknowledge(RandomId group, long seq) {
        acks.merge(group, seq, Math::max);
    }

    /** Tells the server what was taken, once this turn is durable. */
    void acknowledge(Draft draft) {
        List<DeliveryFrame> frames = new ArrayList<>();
        acks.forEach((group, seq) -> frames.add(new DeliveryFrame.Ack(group, seq)));
        acks.clear();
        for (int i = 0; i < frames.size(); i += DeliveryFrames.BATCH_FRAMES_MAX) {
            int to = Math.min(frames.size(), i + DeliveryFrames.BATCH_FRAMES_MAX);
            byte[] batch = DeliveryFrames.write(frames.subList(i, to));
            Call call = Call.postBytes(Outbox.FRAMES, session.token(), batch).under(instance.hex());
            draft.fetch(call, (next, status, body) -> {});
        }
    }

    /** Fetches parts of statements and keeps those that fit what was logged; goes on either way. */
    void parts(Draft draft, List<Long> leaves, Refusals refusals, Draft.Then then) {
        new PartFetch(home, shelf, session, refusals, this::part, leaves)
                .start(draft, (next, answered) -> then.go(next));
    }

    private void part(Draft draft, long leaf, int n, Part part, Refusals refusals) {
        var known = leaf < following.size() ? following.trust().ledger().leaf(leaf) : null;
        if (known == null) {
            return;
        }
        Verdict<byte[]> fits = following.trust().part(new LoggedStatement(leaf, known), n, part);
        if (fits instanceof Verdict.Refused<byte[]> refused) {
            refusals.add(draft, "leaf " + leaf, refused);
        } else {
            shelf.putPart(draft, leaf, n, part);
        }
    }

    /** Shows that something was refused, is missing or waits, and rings where a person must look. */
    void trouble(Draft draft, OpenGroup group, String code) {
        String conversation = id(group.context.conversation()).hex();
        draft.show(new View.Talk(conversation, code, "group " + group.id.hex() + " epoch " + group.mls.epochNumber()));
        draft.alert(code, "conversation " + conversation);
    }

    static RandomId id(byte[] bytes) {
        try {
            return RandomId.from(bytes);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
