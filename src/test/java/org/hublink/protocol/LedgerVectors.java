package org.hublink.protocol;

import static org.hublink.protocol.RevocationFacts.Mode.FINAL;
import static org.hublink.protocol.RevocationFacts.Mode.HOLD;
import static org.hublink.protocol.RevocationFacts.Mode.LIFT;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Json;

/**
 * Makes {@code ledgers.json} and {@code acts.json}: small logs, what is asked of them, and the verdict. The leaves
 * stand once in the file, a case names them by number.
 */
final class LedgerVectors {
    private static final StatementType DESK = StatementType.DESK;
    private static final String ID = "FR-CSE-247";
    private static final String ACT = "00112233445566778899aabbccddeeff";
    private static final Digest TREE = Digest.of(new byte[] {7});
    private static final String LAPTOP = Realm.devicePart("laptop", "fr-o-1").id();

    private final List<String> pool = new ArrayList<>();
    private final JsonArray cases = new JsonArray();

    private LedgerVectors() {}

    static Map<String, String> all() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("ledgers.json", new LedgerVectors().ledgers());
        files.put("acts.json", new LedgerVectors().acts());
        return files;
    }

    private String ledgers() {
        desk("desk by two operators", r -> r.statement(DESK, "FR", ID, 1, "fr-a", "fr-b"), "trusted");
        desk("desk by one operator", r -> r.statement(DESK, "FR", ID, 1, "fr-a"), "below-threshold");
        desk("desk by three operators", r -> r.statement(DESK, "FR", ID, 1, "fr-a", "fr-b", "fr-c"), "spare-signature");
        desk("desk by operators of Brazil", r -> r.statement(DESK, "FR", ID, 1, "br-a", "br-b"), "foreign-country");
        desk("desk by root holders", r -> r.statement(DESK, "FR", ID, 1, "r1", "r2"), "key-purpose");
        desk("desk by the log's key", r -> r.statement(DESK, "FR", ID, 1, "log", "fr-b"), "key-purpose");
        desk("desk by strangers", r -> r.statement(DESK, "FR", ID, 1, "x", "y"), "unknown-key");
        desk("desk never logged", r -> {}, "not-logged");
        desk("altered after signing", LedgerVectors::altered, "bad-signature");
        desk("next version", r -> versions(r, 1, 2), "trusted");
        desk("first version jumped", r -> versions(r, 2), "version-jump");
        desk("later version jumped: the older stays", r -> versions(r, 1, 3), "trusted");
        desk("doubled version: the first stays", r -> versions(r, 1, 1), "trusted");
        desk("issued for too long", LedgerVectors::tooLong, "validity-too-long");
        desk("by a dropped operator", LedgerVectors::dropped, "unknown-key");
        desk("by an operator on hold", LedgerVectors::heldOperator, "on-hold");
        desk("by an operator ended for ever", LedgerVectors::endedOperator, "revoked");
        desk("two keys of one operator", LedgerVectors::twoKeys, "below-threshold");
        desk("no authority", r -> {}, "authority-missing", new Subject(DESK, "DE", "DE-CSE-1"), Realm.NOW);
        Subject subject = new Subject(DESK, "FR", ID);
        Consumer<Realm> good = r -> r.statement(DESK, "FR", ID, 1, "fr-a", "fr-b");
        desk("on its last second", good, "trusted", subject, Realm.NOW + 80 * Realm.DAY - 1);
        desk("expired", good, "expired", subject, Realm.NOW + 80 * Realm.DAY);
        desk("not yet valid", good, "not-yet-valid", subject, Realm.NOW - 2 * Realm.DAY);
        desk("authority expired", good, "authority-expired", subject, Realm.NOW + 300 * Realm.DAY);
        desk("root expired", good, "root-expired", subject, Realm.NOW + 365 * Realm.DAY);
        device("device", r -> {}, "trusted");
        device("device on hold", r -> hold(r, "fr-c"), "on-hold");
        device("hold by an operator of Brazil", r -> hold(r, "br-a"), "trusted");
        device("device lifted", r -> lift(r, "fr-a", "fr-b"), "trusted");
        device("lift by one operator", r -> lift(r, "fr-a"), "on-hold");
        device("device ended", r -> end(r, "fr-a", "fr-b"), "revoked");
        device("device ended by the root", r -> end(r, "r1", "r3"), "revoked");
        device("device ended by one operator", r -> end(r, "fr-a"), "trusted");
        device("ended device renewed", LedgerVectors::renewedAfterEnd, "revoked");
        device("device renewed", r -> r.device("FR", "laptop", "fr-o-1", 2, "fr-b", "fr-c"), "trusted");
        root("pinned root", r -> {}, "trusted");
        root("next root", r -> next(r, 2, "r2", "r3"), "trusted");
        root("root after an expired one", LedgerVectors::late, "trusted");
        return file("ledger");
    }

    private String acts() {
        act("by a device", 4, Realm.NOW, "laptop/statement", r -> {}, "trusted");
        act("by its MLS key", 4, Realm.NOW, "laptop/mls", r -> {}, "act-signer");
        act("by an operator's key", 4, Realm.NOW, "fr-a", r -> {}, "act-signer");
        act("before its statement was logged", 3, Realm.NOW, "laptop/statement", r -> {}, "not-logged");
        act("at a checkpoint that nobody knows", 9, Realm.NOW, "laptop/statement", r -> {}, "log-behind");
        act("dated ahead", 4, Realm.NOW + 301, "laptop/statement", r -> {}, "not-yet-valid");
        act(
                "after a renewal, under the old version",
                5,
                Realm.NOW,
                "laptop/statement",
                LedgerVectors::renew,
                "version-old");
        act("before a renewal", 4, Realm.NOW, "laptop/statement", LedgerVectors::renew, "trusted");
        act("on hold", 5, Realm.NOW, "laptop/statement", r -> hold(r, "fr-a"), "on-hold");
        act(
                "before a hold that names an earlier leaf",
                4,
                Realm.NOW,
                "laptop/statement",
                LedgerVectors::stolen,
                "signer-revoked");
        act("before the end", 4, Realm.NOW, "laptop/statement", r -> end(r, "fr-a", "fr-b"), "trusted");
        act("after the end", 5, Realm.NOW, "laptop/statement", r -> end(r, "fr-a", "fr-b"), "revoked");
        changed("elsewhere", c -> c.put("context", "case 2"), "act-context");
        changed("another kind", c -> c.put("kind", "vote"), "act-context");
        changed("seen before", c -> c.put("seen", new JsonArray().add(ACT)), "act-replayed");
        changed("key part withheld", c -> c.remove("part"), "part-withheld");
        changed("another salt", c -> c.getJsonObject("part").put("salt", Base64.encode(new byte[32])), "part-mismatch");
        changed("no envelope", c -> c.put("bytes", Base64.encode(new byte[] {'{', '}'})), "json-missing-key");
        return file("act");
    }

    private void desk(String name, Consumer<Realm> story, String verdict) {
        desk(name, story, verdict, new Subject(DESK, "FR", ID), Realm.NOW);
    }

    private void device(String name, Consumer<Realm> story, String verdict) {
        Consumer<Realm> whole = realm -> {
            realm.device("FR", "laptop", "fr-o-1", 1, "fr-a", "fr-b");
            story.accept(realm);
        };
        desk(name, whole, verdict, Subject.device(new Country("FR"), LAPTOP), Realm.NOW);
    }

    private void root(String name, Consumer<Realm> story, String verdict) {
        long time = name.contains("expired") ? Realm.NOW + 366 * Realm.DAY : Realm.NOW;
        desk(name, story, verdict, Subject.ROOT, time);
    }

    private void desk(String name, Consumer<Realm> story, String verdict, Subject subject, long time) {
        Realm realm = Realm.ofTwoCountries();
        story.accept(realm);
        cases.add(log(name, realm, time)
                .put(
                        "subject",
                        new JsonObject()
                                .put("type", subject.type().code())
                                .put("country", subject.country())
                                .put("id", subject.id()))
                .put("verdict", verdict));
    }

    private void act(String name, long size, long time, String key, Consumer<Realm> story, String verdict) {
        cases.add(act(name, size, time, key, story).put("verdict", verdict));
    }

    private void changed(String name, Consumer<JsonObject> change, String verdict) {
        JsonObject one = act(name, 4, Realm.NOW, "laptop/statement", r -> {}).put("verdict", verdict);
        change.accept(one);
        cases.add(one);
    }

    private JsonObject act(String name, long size, long time, String key, Consumer<Realm> story) {
        Realm realm = Realm.ofTwoCountries();
        Header device = realm.deviceHeader("FR", "laptop", "fr-o-1", 1);
        realm.log(Realm.sign(device, "fr-a", "fr-b"));
        Part part = realm.partsOf(device).get(0);
        story.accept(realm);
        Act.Signer signer = new Act.Signer(Act.SignerType.DEVICE, "FR", LAPTOP, 1);
        Json.Obj body = Json.obj().put("word", "Grüße 北京").build();
        Act act = new Act("duty", ACT, "case 1", signer, size, TREE, time, null, body);
        return log(name, realm, Realm.NOW)
                .put("bytes", Base64.encode(act.signedBy(Realm.key(key)).bytes()))
                .put(
                        "part",
                        new JsonObject()
                                .put("salt", Base64.encode(part.salt()))
                                .put("body", Base64.encode(part.body())))
                .put("kind", "duty")
                .put("context", "case 1")
                .put("seen", new JsonArray());
    }

    private JsonObject log(String name, Realm realm, long time) {
        JsonArray log = new JsonArray();
        for (long i = 0; i < realm.ledger.size(); i++) {
            String leaf = Base64.encode(realm.ledger.bytes(i));
            if (!pool.contains(leaf)) {
                pool.add(leaf);
            }
            log.add(pool.indexOf(leaf));
        }
        return new JsonObject()
                .put("name", name)
                .put("root", realm.ledger.pinnedRoot().hex())
                .put("log", log)
                .put("size", realm.ledger.size())
                .put("time", time);
    }

    private String file(String kind) {
        return new JsonObject()
                        .put("kind", kind)
                        .put("leaves", new JsonArray(new ArrayList<Object>(pool)))
                        .put("cases", cases)
                        .encodePrettily()
                + "\n";
    }

    private static void versions(Realm realm, int... versions) {
        for (int version : versions) {
            realm.statement(DESK, "FR", ID, version, "fr-a", version % 2 == 0 ? "fr-c" : "fr-b");
        }
    }

    private static void altered(Realm realm) {
        Envelope signed = Realm.sign(realm.header(DESK, "FR", "FR-CSE-1", 1), "fr-a", "fr-b");
        Header other = realm.header(DESK, "FR", ID, 1);
        realm.log(new Envelope(DESK.payloadType(), other.bytes(), signed.signatures()));
    }

    private static void tooLong(Realm realm) {
        Subject subject = new Subject(DESK, "FR", ID);
        long expires = Realm.NOW + 400 * Realm.DAY + 1;
        realm.log(Realm.sign(StatementSigner.header(subject, 1, Realm.NOW, expires, List.of()), "fr-a", "fr-b"));
    }

    private static void dropped(Realm realm) {
        realm.authority("FR", 2, 2, "fr-b", "fr-c");
        versions(realm, 1);
    }

    private static void heldOperator(Realm realm) {
        realm.revoke("FR", "operator:fr-a", 1, HOLD, 1, "fr-b");
        versions(realm, 1);
    }

    private static void endedOperator(Realm realm) {
        realm.revoke("FR", "operator:fr-a", 1, FINAL, 1, "fr-b", "fr-c");
        versions(realm, 1);
    }

    private static void twoKeys(Realm realm) {
        AuthorityFacts facts = new AuthorityFacts(
                2,
                List.of(
                        new AuthorityFacts.Operator("fr-a", Realm.publicKeys("fr-a", "fr-a2")),
                        new AuthorityFacts.Operator("fr-b", Realm.publicKeys("fr-b"))));
        realm.log(Realm.sign(Realm.authorityHeader("FR", 2, facts), "r1", "r2"));
        realm.statement(DESK, "FR", ID, 1, "fr-a", "fr-a2");
    }

    private static void hold(Realm realm, String... signers) {
        realm.revoke("FR", "device:" + LAPTOP, 1, HOLD, 3, signers);
    }

    private static void lift(Realm realm, String... signers) {
        hold(realm, "fr-c");
        realm.revoke("FR", "device:" + LAPTOP, 2, LIFT, 3, signers);
    }

    private static void end(Realm realm, String... signers) {
        realm.revoke("FR", "device:" + LAPTOP, 1, FINAL, 3, signers);
    }

    private static void stolen(Realm realm) {
        realm.revoke("FR", "device:" + LAPTOP, 1, HOLD, 2, "fr-a");
    }

    private static void renewedAfterEnd(Realm realm) {
        end(realm, "fr-a", "fr-b");
        renew(realm);
    }

    private static void renew(Realm realm) {
        realm.device("FR", "laptop", "fr-o-1", 2, "fr-a", "fr-b");
    }

    private static void next(Realm realm, int version, String... signers) {
        realm.log(Realm.sign(Realm.rootHeader(version, "r2", "r3", "r4"), signers));
    }

    private static void late(Realm realm) {
        long later = Realm.NOW + 366 * Realm.DAY;
        realm.log(Realm.sign(Realm.rootHeader(2, later, later + 300 * Realm.DAY, "r1", "r2", "r3"), "r1", "r2"));
    }
}
