package org.hublink.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Country;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryFrames;
import org.hublink.protocol.DeliveryRefusal;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Reason;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of one device as a machine: takes the delivery service's frames, brings log and parts where a judgement
 * lacks them, and does what is still to be done.
 *
 * <p>Not trusted: every frame. A server that lies can delay and drop; what it alters is refused by its reason.
 */
final class Conversations {
    private static final String INSTANCES = "/api/v1/messaging/instances";
    private static final String FETCH = "/api/v1/messaging/fetch";
    private static final int TRIES_MAX = 4;
    private static final int FETCHES_MAX = 1_000;
    /** With those that this device could not enter, no more than the server takes in one question. */
    private static final int GROUPS_ASKED_MAX = 190;

    private static final int UNAUTHORIZED = 401;
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;

    private final Talks talks;
    private final Receipt receipt;
    private final Rejoining rejoining;
    private final Arrival arrival;
    private final Answers answers;
    private final Upkeep upkeep;
    private final TalkRecords records;
    private final List<RandomId> waiting = new ArrayList<>();
    private boolean gap;
    private boolean logGrew;

    Conversations(Talks talks) {
        this.talks = talks;
        this.records = new TalkRecords(talks);
        Rebuilding rebuilding = new Rebuilding(talks);
        this.rejoining = new Rejoining(talks, rebuilding);
        this.receipt = new Receipt(talks, rejoining, rebuilding);
        this.arrival = new Arrival(talks, receipt, rebuilding);
        this.answers = new Answers(talks, receipt, rejoining, rebuilding);
        this.upkeep = new Upkeep(talks);
    }

    /** Takes a stored record; false if it is none of a conversation. */
    boolean load(Row row) throws Malformed {
        return records.load(row);
    }

    /** All records are there. */
    void restored(Draft draft) {
        records.restored(draft);
    }

    Talks talks() {
        return talks;
    }

    /** Claims the instance, publishes key packages, sends what waits, and takes all that has come meanwhile. */
    void connect(Draft draft, Refusals refusals, Draft.Then then) {
        if (!talks.instance.claimed()) {
            RandomId id = talks.instance.begin(draft, RandomId.make(talks.home.randomness()));
            byte[] body = Json.write(Json.obj().put("instance", id.hex()).build());
            draft.fetch(Call.postJson(INSTANCES, talks.session.token(), body), (next, status, answer) -> {
                if (status == OK || status == CREATED || status == NO_CONTENT) {
                    talks.instance.claimed(next);
                    publish(next, refusals, then);
                } else {
                    refusals.fail(next, Problem.of("claiming the instance", status, answer, talks.home.text()));
                    then.go(next);
                }
            });
        } else {
            publish(draft, refusals, then);
        }
    }

    private void publish(Draft draft, Refusals refusals, Draft.Then then) {
        for (OpenGroup group : talks.groups.values()) {
            group.over = -1;
        }
        talks.outbox.send(draft);
        Subject own = Subject.device(new Country(talks.owner.country()), talks.owner.deviceId());
        Verdict<LoggedStatement> statement = talks.following.trust().newest(own, talks.following.moment());
        if (statement instanceof Verdict.Trusted<LoggedStatement> trusted) {
            talks.packages.publish(
                    draft, trusted.value().index(), talks.instance, refusals, next -> fetch(next, refusals, then));
        } else {
            refusals.add(draft, "device", (Verdict.Refused<LoggedStatement>) statement);
            fetch(draft, refusals, then);
        }
    }

    /** Asks for all that came since the cursors. */
    void fetch(Draft draft, Refusals refusals, Draft.Then then) {
        fetch(draft, refusals, 0, FETCHES_MAX, then);
    }

    /** Asks for a part of the groups until nothing more comes of them, then for the next part. */
    private void fetch(Draft draft, Refusals refusals, int from, int left, Draft.Then then) {
        List<Json> groups = new ArrayList<>();
        groups.add(after(RandomId.NONE, 0));
        List<OpenGroup> all = List.copyOf(talks.groups.values());
        int to = Math.min(all.size(), from + GROUPS_ASKED_MAX);
        for (OpenGroup group : all.subList(Math.min(from, to), to)) {
            groups.add(after(group.id, group.after()));
        }
        if (from == 0) {
            talks.strays.cursors().forEach((group, cursor) -> groups.add(after(group, cursor)));
        }
        byte[] body = Json.write(Json.obj().put("groups", groups).build());
        Call call = Call.postJson(FETCH, talks.session.token(), body).under(talks.instance.hex());
        draft.fetch(call, (next, status, answer) -> {
            if (status != OK) {
                if (status == UNAUTHORIZED) {
                    talks.session.drop();
                }
                refusals.fail(next, Problem.of("fetching messages", status, answer, talks.home.text()));
                settle(next, refusals, 0, then);
                return;
            }
            long before = progress();
            frames(next, answer, true, refusals, done -> {
                boolean more = progress() > before;
                if (left > 1 && (more || to < all.size())) {
                    fetch(done, refusals, more ? from : to, left - 1, then);
                } else {
                    then.go(done);
                }
            });
        });
    }

    private long progress() {
        long sum = 0;
        for (OpenGroup group : talks.groups.values()) {
            sum += 1 + group.cursor;
        }
        for (long cursor : talks.strays.cursors().values()) {
            sum += cursor;
        }
        return sum;
    }

    private static Json after(RandomId group, long seq) {
        return Json.obj().put("group", group.hex()).put("after", seq).build();
    }

    /**
     * Takes a batch of the server.
     *
     * @param whole whether it is the answer to a question for everything after the cursors: what is missing then stays so
     */
    void frames(Draft draft, byte[] batch, boolean whole, Refusals refusals, Draft.Then then) {
        Deque<DeliveryFrame> frames = new ArrayDeque<>();
        try {
            // Welcomes last: a group that follows another one is judged by what the other one's log says.
            List<DeliveryFrame> read = DeliveryFrames.read(batch);
            for (DeliveryFrame frame : read) {
                if (!isWelcome(frame)) {
                    frames.add(frame);
                }
            }
            for (DeliveryFrame frame : read) {
                if (isWelcome(frame)) {
                    frames.add(frame);
                }
            }
        } catch (Malformed malformed) {
            refusals.add(draft, "frames", Reason.MALFORMED, malformed.reason());
        }
        waiting.clear();
        gap = false;
        logGrew = false;
        Draft.Then settle = next -> settle(next, refusals, 0, settled -> {
            if (gap && !whole) {
                fetch(settled, refusals, then);
            } else {
                then.go(settled);
            }
        });
        take(draft, frames, whole, refusals, 0, taken -> {
            if (logGrew) {
                talks.following.follow(taken, refusals, settle);
            } else {
                settle.go(taken);
            }
        });
    }

    private static boolean isWelcome(DeliveryFrame frame) {
        return frame instanceof DeliveryFrame.Delivered one && one.kind() == DeliveryFrame.Body.WELCOME;
    }

    private void take(
            Draft draft, Deque<DeliveryFrame> frames, boolean whole, Refusals refusals, int tries, Draft.Then then) {
        int tried = tries;
        while (!frames.isEmpty()) {
            DeliveryFrame frame = frames.element();
            Need need = one(draft, frame, whole);
            if (need != Need.NOTHING && tried < TRIES_MAX) {
                int again = tried + 1;
                bring(draft, need, refusals, next -> take(next, frames, whole, refusals, again, then));
                return;
            }
            if (need != Need.NOTHING && frame instanceof DeliveryFrame.Delivered entry) {
                waits(draft, entry, need);
            }
            tried = 0;
            frames.remove();
        }
        then.go(draft);
    }

    /** Cannot be judged yet: what stands behind it in the group waits too, and it is asked for again later (M6). */
    private void waits(Draft draft, DeliveryFrame.Delivered entry, Need need) {
        waiting.add(entry.group());
        String code = need == Need.LOG ? Reason.LOG_BEHIND.code() : Reason.PART_WITHHELD.code();
        draft.show(new View.Talk("", code, "group " + entry.group().hex() + " waits at " + entry.seq()));
        draft.alert(code, "group " + entry.group().hex());
    }

    /** Follows the log or fetches parts, then goes on either way. */
    private void bring(Draft draft, Need need, Refusals refusals, Draft.Then then) {
        List<Long> missing = talks.judge.missing();
        if (need == Need.LOG || missing.isEmpty()) {
            talks.following.follow(draft, refusals, then);
        } else {
            talks.parts(draft, missing, refusals, then);
        }
    }

    private Need one(Draft draft, DeliveryFrame frame, boolean whole) {
        if (frame instanceof DeliveryFrame.Delivered entry) {
            return delivered(draft, entry, whole);
        }
        if (frame instanceof DeliveryFrame.Taken taken) {
            gap |= answers.taken(draft, taken);
        } else if (frame instanceof DeliveryFrame.Refused refused) {
            gap |= answers.refused(draft, refused);
        } else if (frame instanceof DeliveryFrame.Newest newest) {
            answers.newest(draft, newest);
        } else if (frame instanceof DeliveryFrame.Hint hint && hint.code().equals("instance-replaced")) {
            // The stream says it before anything is sent; a reply would say it later (V2).
            talks.instance.stop(draft, DeliveryRefusal.INSTANCE_REPLACED.code());
        } else if (frame instanceof DeliveryFrame.Hint hint && hint.code().equals(DeliveryFrame.Hint.LOG_GREW)) {
            logGrew = true;
        }
        return Need.NOTHING;
    }

    private Need delivered(Draft draft, DeliveryFrame.Delivered entry, boolean whole) {
        OpenGroup group = talks.groups.get(entry.group());
        if (waiting.contains(entry.group())) {
            return Need.NOTHING;
        }
        if (entry.kind() == DeliveryFrame.Body.WELCOME) {
            return arrival.welcome(draft, entry);
        }
        if (group == null) {
            talks.strays.read(draft, entry);
            return Need.NOTHING;
        }
        Cut lost = group.cut;
        if (lost != null && lost.another(entry.seq(), entry.body())) {
            rejoining.uncut(draft, group, entry.seq());
        }
        boolean cut = group.cut != null;
        if (!cut && group.otherThanNoise(entry.seq(), entry.body())) {
            group.cursor--;
            group.passed--;
            talks.trouble(draft, group, "entry-differs");
        }
        if ((!group.trouble.isEmpty() && !cut) || entry.seq() <= group.cursor) {
            return Need.NOTHING;
        }
        long missing = entry.seq() - group.cursor - 1;
        if (missing > 0 && !whole) {
            gap = true;
            return Need.NOTHING;
        }
        if (missing > 0) {
            group.missing += missing;
            group.passed += (int) missing;
            group.cursor = entry.seq() - 1;
            group.keepCursor(draft, talks.records);
            if (!cut) {
                talks.trouble(draft, group, "messages-missing");
            }
        }
        return receipt.take(draft, group, entry);
    }

    /** Judges what could not be judged before, and does what is to be done, as far as log and parts allow. */
    void settle(Draft draft, Refusals refusals, int tries, Draft.Then then) {
        Need need = Need.NOTHING;
        for (Conversation conversation : talks.conversations.values()) {
            for (KeptAct kept : conversation.acts()) {
                OpenGroup group = kept.open() ? talks.groups.get(kept.found().group()) : null;
                if (group != null) {
                    KeptAct judged = talks.hearing.judged(kept, conversation, group.context);
                    if (judged.open()) {
                        need = Need.PARTS;
                    } else {
                        talks.keep(draft, conversation, judged);
                        rejoining.judged(draft, group, judged);
                    }
                }
            }
        }
        for (OpenGroup group : List.copyOf(talks.groups.values())) {
            Cut cut = group.cut;
            Need of = cut == null ? upkeep.next(draft, group) : rejoining.next(draft, group, cut);
            need = of == Need.NOTHING ? need : of;
        }
        talks.strays.claim(draft);
        talks.acknowledge(draft);
        talks.outbox.send(draft);
        Talks.Chore chore = need == Need.NOTHING || tries >= TRIES_MAX ? talks.chores.poll() : null;
        if (chore != null) {
            chore.run(draft, refusals, next -> settle(next, refusals, 0, then));
        } else if (need == Need.NOTHING || tries >= TRIES_MAX) {
            if (need == Need.LOG) {
                // What is to be said or done waits for the log: why is shown.
                talks.following.maySend(draft, refusals);
            }
            talks.watch.look(draft);
            then.go(draft);
        } else {
            bring(draft, need, refusals, next -> settle(next, refusals, tries + 1, then));
        }
    }

    /** Why these cannot be done together in one commit now; null if they can. */
    @Nullable
    String refusal(OpenGroup group, List<Intent> tried) {
        SignedCheckpoint head = talks.following.maySend().valueOrNull();
        return head == null ? Reason.CHECKPOINT_STALE.code() : upkeep.dry(group, head, tried);
    }

    /** The reply to a frame of the outbox. */
    void replied(Draft draft, Event.Reply reply, Refusals refusals, Draft.Then then) {
        talks.outbox.replied(draft, reply);
        if (reply.status() == OK) {
            frames(draft, reply.body(), false, refusals, then);
        } else {
            then.go(draft);
        }
    }

    @Nullable
    Conversation conversation(String hex) {
        try {
            return talks.conversations.get(RandomId.fromHex(hex));
        } catch (Malformed malformed) {
            return null;
        }
    }

    @Nullable
    OpenGroup group(String conversation) {
        try {
            return talks.group(RandomId.fromHex(conversation));
        } catch (Malformed malformed) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
