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

    private static final int MADE_AT_ONCE = 12;
    private static final String PATH = "/api/v1/messaging/key-packages";
    private static final int OK = 200;
    private static final int CREATED = 201;

    /** One of them. */
    private record Kept(KeyPackageSecrets secrets, boolean published) {}

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
        KeyPackageSecrets secrets = KeyPackageSecrets.decode(in.vector());
        in.end();
        kept.put(row.name().substring(PREFIX.length()), new Kept(secrets, published));
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
        if (kept.size() < KEPT_MIN) {
            for (int i = kept.size(); i < MADE_AT_ONCE; i++) {
                KeyPackageSecrets made = make(leaf);
                put(draft, Hex.encode(made.reference(GroupJudge.SUITE)), new Kept(made, false));
            }
        }
        List<String> fresh = new ArrayList<>();
        List<String> bodies = new ArrayList<>();
        for (Map.Entry<String, Kept> entry : kept.entrySet()) {
            if (!entry.getValue().published()) {
                fresh.add(entry.getKey());
                bodies.add(Base64.encode(entry.getValue().secrets().message()));
            }
        }
        if (fresh.isEmpty()) {
            then.go(draft);
            return;
        }
        byte[] body = Json.write(Json.obj().putTexts("packages", bodies).build());
        Call call = Call.postJson(PATH, session.token(), body).under(instance.hex());
        draft.fetch(call, (next, status, answer) -> {
            if (status == OK || status == CREATED) {
                for (String name : fresh) {
                    Kept one = kept.get(name);
                    if (one != null) {
                        put(next, name, new Kept(one.secrets(), true));
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
        KeyPackageSecrets made = make(leaf);
        put(draft, Hex.encode(made.reference(GroupJudge.SUITE)), new Kept(made, true));
        return made.message();
    }

    private void put(Draft draft, String name, Kept one) {
        kept.put(name, one);
        draft.write(records.put(
                PREFIX + name,
                new ByteWriter()
                        .u8(one.published() ? 1 : 0)
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

    /** It has joined a group: its private keys go. */
    void used(Draft draft, String name) {
        kept.remove(name);
        draft.write(Write.delete(PREFIX + name));
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
