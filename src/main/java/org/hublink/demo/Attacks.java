package org.hublink.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.client.OfficerClient;
import org.hublink.client.ServerKeys;
import org.hublink.engine.Revoke;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Country;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Part;
import org.hublink.protocol.RevocationFacts;
import org.hublink.protocol.Signature;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Verdict;

/** Each attack, told to an officer's client by the liar, and what the client said to it. */
final class Attacks {
    private static final String VICTIM = "BR-officer-1";
    private static final Country FRANCE = new Country("FR");
    private static final String DESK = "FR-CSE-247";
    private static final String HELD_OFFICER = ExampleKeys.officers("FR").get(1);
    private static final long CLOCK_FORWARD_SECONDS = 360;
    private static final String TRUSTED = "trusted";

    private final World world;
    private final ServerKeys keys;
    private final String origin;
    private final Outcome outcome;
    private final Home home;
    private int clients;

    Attacks(World world, ServerKeys keys, String origin, Outcome outcome) {
        this.world = world;
        this.keys = keys;
        this.origin = origin;
        this.outcome = outcome;
        this.home = world.home();
    }

    void run() throws IOException, Ended {
        try (var liar = new Liar(origin)) {
            alteredPhone(liar);
            var france = new France(world, origin);
            lifted(france);
            var before = victimSyncs();
            france.changesListing(DESK);
            long hold = france.holdsDevice(HELD_OFFICER);
            var after = victimsCopySyncs(hold);
            withheldRevocation(liar, before, after);
            rolledBack(liar, france);
            forked(liar, before, after);
            invented(liar, after, france);
            unsigned(liar, after, france);
            jumped(liar, after, france);
            controls(liar, france);
        }
    }

    /** Ends a hold and waits until its end is published; nothing to do where there is none. */
    private void lifted(France france) throws IOException, Ended {
        var lift = france.liftsHold(HELD_OFFICER);
        if (lift.isPresent()) {
            try (var client = newcomer(HttpHome.at(origin, null))) {
                world.untilPublished(client, lift.getAsLong());
            }
        }
    }

    /** Leaves and newest note as a client knows them. */
    private record Known(LogCopy log, byte[] note) {}

    private Known known(OfficerClient client) {
        var trust = client.engine().trust();
        var leaves = new ArrayList<byte[]>();
        for (long i = 0; i < trust.ledger().size(); i++) {
            leaves.add(trust.ledger().bytes(i));
        }
        var checkpoint = client.engine().checkpoint();
        if (checkpoint == null) {
            throw new IllegalStateException("nothing followed");
        }
        return new Known(new LogCopy(Founding.LOG, keys, leaves), checkpoint.note());
    }

    private Known victimSyncs() throws IOException, Ended {
        try (var client = world.client(VICTIM, HttpHome.at(origin, null), home)) {
            client.must(new Wish.Sync());
            return known(client);
        }
    }

    private Known victimsCopySyncs(long hold) throws IOException, Ended {
        try (var client = copy(HttpHome.at(origin, null), home)) {
            world.untilPublished(client, hold);
            client.must(new Wish.Sync());
            return known(client);
        }
    }

    /** The victim's client as it was after its last honest sync, on a store of its own. */
    private OfficerClient copy(HttpHome http, Home clientHome) throws IOException, Ended {
        var name = VICTIM + "-" + ++clients;
        var store = world.folder().copyOfClient(VICTIM, name);
        return OfficerClient.open(world.vault(VICTIM).contents(), store, http, clientHome, true, view -> {});
    }

    private OfficerClient newcomer(HttpHome http) throws IOException, Ended {
        var store = world.folder().client(VICTIM + "-new-" + ++clients);
        return OfficerClient.open(world.vault(VICTIM).contents(), store, http, home, true, view -> {});
    }

    private void alteredPhone(Liar liar) throws IOException, Ended {
        liar.tell(Lies.listing(DESK, (salt, body) -> new Part(salt, otherDigits(body))));
        try (var client = newcomer(liar.home())) {
            var finished = client.run(new Wish.Sync());
            if (client.engine().listings().containsKey(DESK)) {
                throw Ended.refused("demo-broken", "A listing that was refused is shown all the same.");
            }
            note("An altered phone number", "listing-altered", finished);
        }
    }

    /** The last digit of the first telephone number is another one. */
    private static byte[] otherDigits(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        int phone = text.indexOf("\"address\":\"+");
        int end = text.indexOf('"', phone + 12);
        char last = text.charAt(end - 1);
        char other = last == '9' ? '0' : (char) (last + 1);
        return (text.substring(0, end - 1) + other + text.substring(end)).getBytes(StandardCharsets.UTF_8);
    }

    private void withheldRevocation(Liar liar, Known before, Known after) throws IOException, Ended {
        int hold = after.log().size() - 1;
        liar.tell(Lies.leaves(after.log().replaced(hold, after.log().leaf(hold - 1))));
        try (var client = copy(liar.home(), home)) {
            note("A revocation withheld: its leaf left out", "log-root-mismatch", client.run(new Wish.Follow()));
        }
        liar.tell(Lies.frozen(before.log(), before.note()));
        try (var client = copy(liar.home(), later(home))) {
            client.must(new Wish.Follow());
            note("A revocation withheld: the tree stands still", "checkpoint-stale", client.run(new Wish.MaySend()));
        }
        liar.tell(Lies.log(before.log(), now()));
        try (var client = copy(liar.home(), home)) {
            client.must(new Wish.Follow());
            client.must(new Wish.MaySend());
            note(
                    "A revocation withheld: the old tree signed afresh",
                    "log-behind",
                    client.run(new Wish.Gossip(after.note())));
        }
    }

    private static Home later(Home home) {
        return new Home(home.randomness(), () -> home.clock().now() + CLOCK_FORWARD_SECONDS, home.text(), home.zones());
    }

    private LongSupplier now() {
        return home.clock()::now;
    }

    private void rolledBack(Liar liar, France france) throws IOException, Ended {
        var old = france.oldListing();
        liar.tell(Lies.listing(DESK, (salt, body) -> old));
        try (var client = copy(liar.home(), home)) {
            var finished = client.run(new Wish.Sync());
            if (client.engine().listings().containsKey(DESK)) {
                throw Ended.refused("demo-broken", "A listing that was refused is shown all the same.");
            }
            note("A listing rolled back", "version-old", finished);
        }
    }

    private void forked(Liar liar, Known before, Known after) throws IOException, Ended {
        int changed = before.log().size() - 2;
        liar.tell(Lies.log(after.log().replaced(changed, after.log().leaf(changed - 1)), now()));
        try (var client = copy(liar.home(), home)) {
            note("A forked log", "log-fork", client.run(new Wish.Follow()));
        }
    }

    private void invented(Liar liar, Known after, France france) throws IOException, Ended {
        var header = france.revocation(
                Revoke.operator(france.member().operators().get(1).operator()), RevocationFacts.Mode.HOLD);
        var forged = new Envelope(
                header.type().payloadType(),
                header.bytes(),
                List.of(new Signature(
                        france.member().operators().get(0).key().publicKey().keyId(),
                        home.randomness().bytes(64))));
        ignored(liar, after, forged, "An invented revocation", "bad-signature");
    }

    private void unsigned(Liar liar, Known after, France france) throws IOException, Ended {
        var header = france.manifestAfter(1);
        var alone = new StatementSigner(france.member().operators().get(0).key().signing()).sign(header);
        ignored(liar, after, alone, "A leaf without valid signatures", "below-threshold");
    }

    private void jumped(Liar liar, Known after, France france) throws IOException, Ended {
        ignored(liar, after, france.member().signed(france.manifestAfter(7)), "A jumped version", "version-jump");
    }

    /** The leaf stands in the log, under good signatures of the log: it is ignored, kept and shown, and changes nothing. */
    private void ignored(Liar liar, Known after, Envelope statement, String what, String expected)
            throws IOException, Ended {
        var leaf = leaf(statement);
        liar.tell(Lies.log(after.log().with(leaf.bytes()), now()));
        try (var client = copy(liar.home(), home)) {
            client.must(new Wish.Follow());
            var engine = client.engine();
            var counts = engine.trust().newest(leaf.subject(), engine.moment());
            long last = engine.moment().size() - 1;
            boolean counted = counts instanceof Verdict.Trusted<LoggedStatement> trusted
                    && trusted.value().index() == last;
            var reason = engine.trust().ledger().ignored().stream()
                    .filter(one -> one.index() == last)
                    .findFirst();
            outcome.note(
                    what,
                    expected,
                    counted ? TRUSTED : reason.map(one -> one.reason().code()).orElse("not-judged"),
                    "leaf " + last + " is kept as evidence and ignored; what stood before still counts");
        }
    }

    private static Leaf leaf(Envelope statement) {
        try {
            return Leaf.of(statement);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void controls(Liar liar, France france) throws IOException, Ended {
        liar.tell(Liar.Lie.NONE);
        try (var client = copy(liar.home(), home)) {
            var finished = client.run(new Wish.Sync());
            outcome.note("Control: the same way, but no lie", TRUSTED, Demo.code(finished), "");
            var checkpoint = client.engine().checkpoint();
            if (checkpoint != null) {
                var gossip = client.run(new Wish.Gossip(checkpoint.note()));
                outcome.note("Control: a peer that was shown the same log", TRUSTED, Demo.code(gossip), "");
            }
            outcome.note("Control: may send", TRUSTED, Demo.code(client.run(new Wish.MaySend())), "");
            var held = client.engine()
                    .trust()
                    .newest(
                            Subject.device(FRANCE, france.heldDevice()),
                            client.engine().moment());
            outcome.note("Control: the device that France put on hold", "on-hold", held.code(), "");
        }
        lifted(france);
        try (var client = copy(liar.home(), home)) {
            client.must(new Wish.Follow());
            var free = client.engine()
                    .trust()
                    .newest(
                            Subject.device(FRANCE, france.heldDevice()),
                            client.engine().moment());
            outcome.note("Control: the same device once two operators lifted the hold", TRUSTED, free.code(), "");
        }
    }

    private void note(String what, String expected, View.Finished finished) {
        var words =
                finished.refusals().isEmpty() ? "" : words(finished.refusals().get(0));
        outcome.note(what, expected, Demo.code(finished), words);
    }

    private static String words(View.Refused refused) {
        return refused.place() + ": " + refused.detail();
    }
}
