package org.hublink.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.hublink.app.TestHub;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.client.Live;
import org.hublink.client.OfficerClient;
import org.hublink.client.Screen;
import org.hublink.client.ServerKeys;
import org.hublink.engine.CaseBook;
import org.hublink.engine.VaultContents;
import org.hublink.engine.VaultOwner;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.jvm.JvmHome;
import org.hublink.messaging.MessagingSettings;
import org.hublink.platform.TestData;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.Listing;
import org.hublink.protocol.Role;
import org.jspecify.annotations.Nullable;

/** France and Brazil with two officers each on a whole server of its own, and their clients on stores of their own. */
public final class CaseWorld implements AutoCloseable {
    static final String FRENCH = "FR-CSE-247";
    static final String BRAZILIAN = "BR-CSE-247";
    static final Duration PATIENCE = Duration.ofSeconds(40);
    /** Opened once for all worlds of a JVM: eleven passphrases cost two seconds. */
    private static final ExampleKeys KEYS =
            new ExampleKeys(Path.of("keys-example"), JvmHome.system().text());

    final MovedClock clock = new MovedClock();
    final Home home = JvmHome.with(clock);
    final World world;
    final DemoServer.Running server;
    private final DemoFolder folder;
    private final Map<String, Officer> officers = new LinkedHashMap<>();
    private final Map<String, VaultContents> newcomers = new LinkedHashMap<>();
    private HttpHome way;

    /** One officer's client; closed and opened anew as often as a test likes. */
    final class Officer {
        final String name;
        private String store;
        final List<View> shown = new ArrayList<>();
        OfficerClient client;

        Officer(String name, String store) throws IOException, Ended {
            this.name = name;
            this.store = store;
            this.client = opened();
            // What was acknowledged a moment ago need not stand under the newest checkpoint yet.
            world.untilPublished(client, world.lastLeaf());
        }

        private OfficerClient opened() throws IOException, Ended {
            return OfficerClient.open(contents(name), folder.client(store), way, home, true, shown::add);
        }

        /** Opened anew by the way that clients are opened now. */
        void reopened() throws IOException, Ended {
            client.close();
            client = opened();
        }

        /** Name of the folder that its store is in. */
        String storeName() {
            return store;
        }

        /** Another client of this officer on a store that has nothing; the former one is closed for good. */
        void beginsAnew(String folderName) throws IOException, Ended {
            store = folderName;
            shown.clear();
            reopened();
        }

        /** Texts of the chat that count here. */
        List<String> heard() {
            List<String> out = new ArrayList<>();
            if (book().conversations().isEmpty()) {
                return out;
            }
            for (CaseBook.Said said : book().said(conversation())) {
                var act = said.act();
                if (said.verdict().equals("trusted")
                        && act != null
                        && act.kind().equals("chat")) {
                    out.add(((Json.Str) act.body().members().get("text")).value());
                }
            }
            return out;
        }

        /** Closes the client for good. */
        void leaves() throws IOException {
            officers.remove(name);
            client.close();
        }

        /** As if the process had been killed after its last write. */
        void killed() throws IOException, Ended {
            client.close();
            client = opened();
            // That its directory was never synced is said, and is no matter here; its cases are there.
            client.run(new Wish.Open());
        }

        View.Finished run(Wish wish) throws IOException, Ended {
            return client.runAndSettle(wish);
        }

        CaseBook book() {
            var book = client.engine().cases();
            if (book == null) {
                throw new AssertionError("no device");
            }
            return book;
        }

        String conversation() {
            return book().conversations().get(0);
        }

        CaseState state() {
            return book().conversations().isEmpty()
                    ? CaseState.DRAFT
                    : book().story(conversation()).position().state();
        }

        String device() throws IOException, Ended {
            return ((VaultOwner.Device) contents(name).owner()).deviceId();
        }

        /** Connects until it is so. */
        boolean until(BooleanSupplier done) throws IOException, Ended {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!done.getAsBoolean()) {
                if (System.nanoTime() > end) {
                    return false;
                }
                run(new Wish.Connect());
            }
            return true;
        }

        Live live() {
            return client.live();
        }

        List<String> codes() {
            List<String> codes = new ArrayList<>();
            for (View one : shown) {
                if (one instanceof View.Talk talk) {
                    codes.add(talk.code());
                }
            }
            return codes;
        }
    }

    public CaseWorld(Path data) throws IOException, Ended {
        this(data, Map.of("FR", List.of(), "BR", List.of()));
    }

    /** With listings of the two countries. */
    CaseWorld(Path data, Map<String, List<Listing>> listings) throws IOException, Ended {
        this(data, listings, MessagingSettings.DEFAULT);
    }

    /** The same with settings of who is woken and how. */
    CaseWorld(Path data, Map<String, List<Listing>> listings, MessagingSettings messaging) throws IOException, Ended {
        this(data, listings, clock -> TestHub.withExampleKeys(clock, messaging));
    }

    /** The same on a server that the test makes, whose clock is moved with this world's. */
    CaseWorld(Path data, Map<String, List<Listing>> listings, Function<Clock, DemoServer> hub)
            throws IOException, Ended {
        folder = DemoFolder.open(data, false);
        TestData.prepared(folder.server());
        var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        world = new World(home, Screen.plain(out), folder, KEYS);
        var begun = world.begin();
        server = hub.apply(clock).start(folder.server(), step -> {});
        world.publish(begun, server.origin(), listings);
        folder.setFounded(server.origin());
        way = HttpHome.at(server.origin(), null);
    }

    /** Time passes for everybody; ends when this officer sees that the server has signed its tree anew. */
    void pass(long seconds, Officer who) throws IOException, Ended {
        clock.forward(seconds);
        long until = System.nanoTime() + PATIENCE.toNanos();
        long now = home.clock().now();
        while (System.nanoTime() < until) {
            who.client.run(new Wish.Follow());
            var head = who.client.engine().checkpoint();
            if (head != null && now - head.cosignedAt() < 60) {
                return;
            }
            LockSupport.parkNanos(100_000_000L);
        }
        throw new AssertionError("the server signs nothing");
    }

    VaultContents contents(String name) throws IOException, Ended {
        var newcomer = newcomers.get(name);
        return newcomer == null ? world.vault(name).contents() : newcomer;
    }

    /** An officer with keys of his own and on no desk, enlisted by his country's operators; his pseudonym is his name. */
    Officer newcomer(String country, String pseudonym) throws IOException, Ended {
        return newcomer(country, pseudonym, null);
    }

    /** The same with a persona of this name and badge. */
    Officer newcomer(String country, String pseudonym, @Nullable Role badge) throws IOException, Ended {
        var staff = staff(country);
        newcomers.put(pseudonym, staff.officer(pseudonym, badge));
        var officer = officer(pseudonym);
        world.untilPublished(officer.client, staff.lastLeaf());
        return officer;
    }

    /** Logs a desk's roster anew, of officers by their pseudonyms. */
    void desk(String id, int version, List<String> officers, List<String> alternates) throws IOException, Ended {
        long leaf = staff(id.substring(0, 2)).desk(id, version, officers, alternates);
        for (Officer one : officers()) {
            world.untilPublished(one.client, leaf);
        }
    }

    private List<Officer> officers() {
        return List.copyOf(officers.values());
    }

    /** The pseudonym of one of the example officers. */
    String pseudonym(String officer) throws IOException, Ended {
        return CaseStaff.pseudonym((VaultOwner.Device) contents(officer).owner(), home);
    }

    private CaseStaff staff(String country) throws IOException, Ended {
        return new CaseStaff(world, server.origin(), country);
    }

    /** Clients that are opened from now on reach the server by another way. */
    void way(HttpHome other) {
        way = other;
    }

    Officer officer(String name) throws IOException, Ended {
        var known = officers.get(name);
        if (known == null) {
            known = new Officer(name, name);
            officers.put(name, known);
        }
        return known;
    }

    /** The same officer on a store that is new: another instance, in no group yet. The former one is closed. */
    Officer afresh(String name, String store) throws IOException, Ended {
        var known = officers.remove(name);
        if (known != null) {
            known.client.close();
        }
        var fresh = new Officer(name, store);
        officers.put(name, fresh);
        return fresh;
    }

    Path storeOf(String officer) {
        return folder.client(officer);
    }

    /** The store of a client that is closed, copied for a client that goes on from there. */
    Path copyOf(String officer, String copy) throws IOException {
        return folder.copyOfClient(officer, copy);
    }

    ServerKeys serverKeys() throws IOException, Ended {
        return ServerKeys.read(folder.server());
    }

    Path serverFolder() {
        return folder.server();
    }

    /** One operator of France puts the device of an officer on hold; it is in the published log when this returns. */
    void hold(String officer) throws IOException, Ended {
        var france = new France(world, server.origin());
        long leaf = france.holdsDevice(officer);
        try (var client = world.client("FR-operator-2", HttpHome.at(server.origin(), null), home)) {
            world.untilPublished(client, leaf);
        }
    }

    /** Two operators of France end the hold; it is in the published log when this returns. */
    void lift(String officer) throws IOException, Ended {
        var france = new France(world, server.origin());
        var leaf = france.liftsHold(officer);
        if (leaf.isPresent()) {
            try (var client = world.client("FR-operator-2", HttpHome.at(server.origin(), null), home)) {
                world.untilPublished(client, leaf.getAsLong());
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Officer one : officers.values()) {
            one.client.close();
        }
        server.stop();
    }
}
