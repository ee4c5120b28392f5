package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.mls.Capabilities;
import org.hublink.mls.Credential;
import org.hublink.mls.Group;
import org.hublink.mls.Joined;
import org.hublink.mls.KeyPackageSecrets;
import org.hublink.mls.Terms;
import org.hublink.primitives.Base64;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.jspecify.annotations.Nullable;

/** This device's key packages: made, kept with their private keys, and only then published; each joins one group. */
final class KeyPackages {
    static final String PREFIX = "package/";
    static final int KEPT_MIN = 8;

    /** A package of last resort is handed out for a week (M10). */
    static final long LAST_RESORT_SECONDS = 7 * 86_400L;

    private static final int MADE_AT_ONCE = 12;
    /** With those made at once beyond it, fewer than the server keeps. */
    private static final int KEPT_MAX = 60;

    private static final String PATH = "/api/v1/messaging/key-packages";
    private static final int OK = 200;
    private static final int CREATED = 201;

    /**
     * One of them.
     *
     * @param last handed out when the others are used up, and to several
     * @param used it has joined a group: the last resort is replaced then
     * @param made epoch seconds
     */
    private record Kept(KeyPackageSecrets secrets, boolean published, boolean last, boolean used, long made) {
        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    private final Home home;
    private final Records records;
    private final Session session;
    private final VaultOwner.Device owner;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    KeyPackages(Home home, Records records, Session session, VaultOwner.Device owner) {
        this.home = home;
        this.records = records;
        this.session = session;
        this.owner = owner;
    }

    void load(Row row) throws Malformed {
        ByteReader in = new ByteReader(records.open(row));
        boolean published = in.u8() == 1;
        boolean last = in.u8() == 1;
        boolean used = in.u8() == 1;
        long made = in.u64();
        KeyPackageSecrets secrets = KeyPackageSecrets.decode(in.vector());
        in.end();
        kept.put(row.name().substring(PREFIX.length()), new Kept(secrets, published, last, used, made));
    }

    /** Makes a package for a leaf that stands in the log at this index. */
    KeyPackageSecrets make(long leaf) {
        long now = home.clock().now();
        return KeyPackageSecrets.make(
                GroupJudge.SUITE,
                Credential.basic(Utf8.encode(owner.deviceId())),
                owner.mlsKey().mlsSecret(),
                new Capabilities(
                        new int[] {1},
                        new int[] {GroupJudge.SUITE.number()},
                        new int[] {LeafPart.TYPE, ConversationContext.TYPE},
                        new int[0],
                        new int[] {1}),
                List.of(new LeafPart(leaf, owner.device()).extension()),
                now - GroupJudge.KEY_PACKAGE_EARLY_SECONDS,
                now + GroupJudge.KEY_PACKAGE_SECONDS,
                home.randomness());
    }

    /** Sees to it that enough are published. */
    void publish(Draft draft, long leaf, Instance instance, Refusals refusals, Draft.Then then) {
        long now = home.clock().now();
        int plain = dropOld(draft, now);
        boolean last = lastResort(now);
        // One of last resort that was used says that the others are handed out, though nobody may ever have used them.
        if (plain < KEPT_MIN || (!last && plain < KEPT_MAX)) {
            for (int i = last ? plain : 0; i < MADE_AT_ONCE; i++) {
                fresh(draft, leaf, false, false);
            }
        }
        if (!last) {
            fresh(draft, leaf, false, true);
        }
        List<String> fresh = new ArrayList<>();
        List<String> bodies = new ArrayList<>();
        String resort = null;
        for (Map.Entry<String, Kept> entry : kept.entrySet()) {
            if (!entry.getValue().published()) {
                fresh.add(entry.getKey());
                String body = Base64.encode(entry.getValue().secrets().message());
                if (entry.getValue().last()) {
                    resort = body;
                } else {
                    bodies.add(body);
                }
            }
        }
        if (fresh.isEmpty()) {
            then.go(draft);
            return;
        }
        byte[] body = Json.write(Json.obj()
                .putTexts("packages", bodies)
                .putOptional("lastResort", resort)
                .build());
        Call call = Call.postJson(PATH, session.token(), body).under(instance.hex());
        draft.fetch(call, (next, status, answer) -> {
            if (status == OK || status == CREATED) {
                for (String name : fresh) {
                    Kept one = kept.get(name);
                    if (one != null) {
                        put(next, name, new Kept(one.secrets(), true, one.last(), one.used(), one.made()));
                    }
                }
            } else {
                refusals.fail(next, Problem.of("publishing key packages", status, answer, home.text()));
            }
            then.go(next);
        });
    }

    /** A package that this device hands over itself, kept like the published ones. */
    byte[] handOver(Draft draft, long leaf) {
        return fresh(draft, leaf, true, false).message();
    }

    private KeyPackageSecrets fresh(Draft draft, long leaf, boolean published, boolean last) {
        KeyPackageSecrets made = make(leaf);
        Kept one = new Kept(made, published, last, false, home.clock().now());
        put(draft, Hex.encode(made.reference(GroupJudge.SUITE)), one);
        return made;
    }

    /** Forgets what nobody may join by any more; how many are left beside the last resort. */
    private int dropOld(Draft draft, long now) {
        int plain = 0;
        for (Map.Entry<String, Kept> entry : List.copyOf(kept.entrySet())) {
            Kept one = entry.getValue();
            long life = one.last() ? 2 * LAST_RESORT_SECONDS : GroupJudge.KEY_PACKAGE_SECONDS;
            if (now >= one.made() + life) {
                used(draft, entry.getKey());
            } else if (!one.last()) {
                plain++;
            }
        }
        return plain;
    }

    /** True while there is one that is neither used nor a week old. */
    private boolean lastResort(long now) {
        boolean there = false;
        for (Kept one : kept.values()) {
            there |= one.last() && !one.used() && now < one.made() + LAST_RESORT_SECONDS;
        }
        return there;
    }

    private void put(Draft draft, String name, Kept one) {
        kept.put(name, one);
        draft.write(records.put(
                PREFIX + name,
                new ByteWriter()
                        .u8(one.published() ? 1 : 0)
                        .u8(one.last() ? 1 : 0)
                        .u8(one.used() ? 1 : 0)
                        .u64(one.made())
                        .vector(one.secrets().encode())
                        .toBytes()));
    }

    /** A group that was joined, and the package that opened its welcome. */
    record Opened(@Nullable Group group, String reason, String used) {}

    /** Tries the packages one after the other; nothing is used up before {@link #used}. */
    Opened open(byte[] welcome, Terms terms) {
        String reason = "welcome-for-nobody";
        for (Map.Entry<String, Kept> entry : kept.entrySet()) {
            Joined joined = Group.join(welcome, entry.getValue().secrets(), null, terms);
            if (joined instanceof Joined.Welcomed welcomed) {
                return new Opened(welcomed.group(), "", entry.getKey());
            }
            if (joined instanceof Joined.Refused refused && !refused.reason().equals("welcome-not-for-us")) {
                reason = refused.reason();
            }
        }
        return new Opened(null, reason, "");
    }

    /** It has joined a group: its private keys go; those of the last resort when it was replaced, which is shown. */
    void joined(Draft draft, String name) {
        Kept one = kept.get(name);
        if (one != null && one.last()) {
            put(draft, name, new Kept(one.secrets(), one.published(), true, true, one.made()));
            draft.show(new View.Talk("", "last-resort-used", "another one is published"));
        } else {
            used(draft, name);
        }
    }

    private void used(Draft draft, String name) {
        kept.remove(name);
        draft.write(Write.delete(PREFIX + name));
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
