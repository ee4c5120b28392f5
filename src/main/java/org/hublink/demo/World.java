package org.hublink.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.hublink.client.Desk;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.client.OfficerClient;
import org.hublink.client.PrivateFiles;
import org.hublink.client.Screen;
import org.hublink.client.ServerCalls;
import org.hublink.client.ServerKeys;
import org.hublink.client.Watching;
import org.hublink.engine.Vault;
import org.hublink.engine.VaultOwner;
import org.hublink.engine.Wish;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.protocol.Country;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Listing;

/** Signs and publishes the demo's whole world on a fresh server, step by step, with progress. */
final class World {
    private static final long PUBLISHED_NANOS_MAX = 30_000_000_000L;
    private static final long POLL_NANOS = 100_000_000L;

    private final Home home;
    private final Screen screen;
    private final DemoFolder folder;
    private final ExampleKeys keys;
    private final AtomicLong lastLeaf = new AtomicLong(-1);
    private final Map<String, Vault> vaults = new LinkedHashMap<>();
    private final ForumContent forum;
    private final Personas personas;

    World(Home home, Screen screen, DemoFolder folder, ExampleKeys keys) {
        this.home = home;
        this.screen = screen;
        this.folder = folder;
        this.keys = keys;
        this.forum = ForumContent.read(home.text());
        this.personas = new Personas(home, forum);
    }

    /** What is made before the server starts. */
    record Begun(Founding founding, Envelope root, Digest pin) {}

    /** Makes root and server keys; the server's folder then says which root it serves. */
    Begun begin() throws IOException, Ended {
        try (var progress = screen.progress("ceremony", 0)) {
            var founding = new Founding(home, keys);
            var root = founding.root(ServerKeys.make(folder.server(), home.randomness()));
            var pin = Founding.pin(root);
            ServerKeys.pin(folder.server(), Founding.LOG, pin);
            progress.done("Root made: 2 of 3 shares signed, hash " + pin.hex().substring(0, 16) + "…");
            return new Begun(founding, root, pin);
        }
    }

    /** Logs root, authorities, devices and desks; publishes all listings. */
    void publish(Begun begun, String origin) throws IOException, Ended {
        publish(
                begun,
                origin,
                new DemoListings(Desk.reference(home)).all(home.clock().now()),
                true);
    }

    /** The same for some countries alone. */
    void publish(Begun begun, String origin, Map<String, List<Listing>> listings) throws IOException, Ended {
        publish(begun, origin, listings, false);
    }

    private void publish(Begun begun, String origin, Map<String, List<Listing>> listings, boolean forBrowser)
            throws IOException, Ended {
        var server = new ServerCalls(HttpHome.at(origin, null), home.text());
        server.submit(begun.root(), List.of());
        try (var errands = new Errands()) {
            var members = admit(errands, server, begun.founding(), List.copyOf(listings.keySet()));
            bindVaults(begun.pin(), origin);
            try (var follower = client(ExampleKeys.operators("FR").get(0), HttpHome.at(origin, null), home)) {
                untilServed(follower);
                // Who signs in is judged by what the log shows already.
                untilPublished(follower, lastLeaf.get());
                var sessions = new Sessions(home, origin, server, follower);
                var enlisting = new Enlisting(home, server, sessions);
                enlist(enlisting, members);
                lastLeaf.accumulateAndGet(personas.enlist(server, members), Math::max);
                if (forBrowser) {
                    enlistBrowser(enlisting, members, begun.pin(), origin);
                }
                publish(errands, new Publishing(home, server), sessions, members, listings);
                if (forBrowser) {
                    discuss(server, sessions, members, follower);
                }
            }
        }
    }

    private List<Member> admit(Errands errands, ServerCalls server, Founding founding, List<String> countries)
            throws IOException, Ended {
        var members = new ArrayList<Member>();
        for (var country : countries) {
            members.add(founding.member(new Country(country)));
        }
        try (var progress = screen.progress("authorities", members.size())) {
            errands.run(
                    members.stream()
                            .map(member -> (Errands.Errand)
                                    () -> lastLeaf.accumulateAndGet(founding.admit(server, member), Math::max))
                            .toList(),
                    progress);
            progress.done(members.size() + " national authorities, each under 2 root shares");
        }
        return members;
    }

    private void enlist(Enlisting enlisting, List<Member> members) throws Ended, IOException {
        int devices = 0;
        int desks = 0;
        try (var progress = screen.progress("officers", 0)) {
            for (var member : members) {
                var country = member.country().code();
                if (!ExampleKeys.COUNTRIES.contains(country)) {
                    continue;
                }
                var officers = new ArrayList<String>();
                for (var name : ExampleKeys.officers(country)) {
                    var device = (VaultOwner.Device) vault(name).contents().owner();
                    enlisting.device(member, device);
                    officers.add(enlisting.officer(device));
                    progress.to(++devices);
                }
                for (var desk : Enlisting.desks(country)) {
                    enlisting.desk(member, desk, List.of("child-exploitation"), officers);
                    desks++;
                }
            }
            progress.done(devices + " officers' devices (two operators each) and " + desks + " desks");
        }
    }

    /** Fills the forum; what a persona says names a checkpoint that holds his statement. */
    private void discuss(ServerCalls server, Sessions sessions, List<Member> members, OfficerClient follower)
            throws IOException, Ended {
        try (var progress = screen.progress("forum", 0)) {
            untilPublished(follower, lastLeaf.get());
            var head = Objects.requireNonNull(follower.engine().checkpoint());
            var token = sessions.token(members.get(0).operators().get(0));
            var seed = new ForumSeed(home, server, token, head, personas);
            int acts = seed.run(forum.threads(), progress);
            lastLeaf.accumulateAndGet(seed.heads(), Math::max);
            progress.done(forum.threads().size() + " questions in the forum, " + acts
                    + " signed acts, logged by two moderators");
        }
    }

    private void enlistBrowser(Enlisting enlisting, List<Member> members, Digest pin, String origin)
            throws IOException, Ended {
        var first = (VaultOwner.Device) vault(Demo.OFFICER).contents().owner();
        var made = BrowserDevice.make(first, pin, origin, home);
        PrivateFiles.replace(ExampleKeys.file(folder.vaults(), BrowserDevice.NAME), made.seal(home.randomness()));
        for (var member : members) {
            if (member.country().code().equals(first.country())) {
                enlisting.device(member, (VaultOwner.Device) made.contents().owner());
            }
        }
    }

    private void publish(
            Errands errands,
            Publishing publishing,
            Sessions sessions,
            List<Member> members,
            Map<String, List<Listing>> listings)
            throws Ended {
        int count = listings.values().stream().mapToInt(List::size).sum();
        try (var progress = screen.progress("listings", members.size())) {
            errands.run(
                    members.stream()
                            .map(member -> (Errands.Errand) () -> lastLeaf.accumulateAndGet(
                                    publishing.publish(
                                            member,
                                            sessions.token(member.operators().get(0)),
                                            1,
                                            listings.getOrDefault(
                                                    member.country().code(), List.of())),
                                    Math::max))
                            .toList(),
                    progress);
            progress.done(count + " listings of " + members.size() + " countries, one signed manifest each");
        }
    }

    /** Binds copies of the example vaults to this root and server, and puts them into the demo's folder. */
    private void bindVaults(Digest pin, String origin) throws IOException, Ended {
        for (var country : ExampleKeys.COUNTRIES) {
            var names = new ArrayList<>(ExampleKeys.operators(country));
            names.addAll(ExampleKeys.officers(country));
            for (var name : names) {
                var example = ExampleKeys.bound(keys.open(name), pin, origin);
                var bound = example.with(personas.with(name, example.contents()));
                PrivateFiles.replace(ExampleKeys.file(folder.vaults(), name), bound.seal(home.randomness()));
                vaults.put(name, bound);
            }
        }
    }

    /** A log that was begun a moment ago shows its first leaf a second later at most (L7). */
    private static void untilServed(OfficerClient client) throws IOException, Ended {
        long end = System.nanoTime() + PUBLISHED_NANOS_MAX;
        while (!client.run(new Wish.Follow()).clean()) {
            if (System.nanoTime() > end) {
                client.must(new Wish.Follow());
                return;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /**
     * Follows the log until {@code leaf} is under a published checkpoint, which is a second at most after it was acknowledged
     * (L7).
     */
    void untilPublished(OfficerClient client, long leaf) throws IOException, Ended {
        long end = System.nanoTime() + PUBLISHED_NANOS_MAX;
        client.must(new Wish.Follow());
        while (client.engine().moment().size() <= leaf) {
            if (System.nanoTime() > end) {
                throw Ended.unreachable("The server does not publish what it acknowledged.");
            }
            LockSupport.parkNanos(POLL_NANOS);
            client.must(new Wish.Follow());
        }
    }

    /** Index of the last leaf that was acknowledged while the world was made; -1 if that was an earlier start. */
    long lastLeaf() {
        return lastLeaf.get();
    }

    /** The bound vault of a person, opened once. */
    Vault vault(String name) throws IOException, Ended {
        var open = vaults.get(name);
        if (open == null) {
            open = new ExampleKeys(folder.vaults(), home.text()).open(name);
            vaults.put(name, open);
        }
        return open;
    }

    /** A client of that person on its usual store. */
    OfficerClient client(String name, HttpHome http, Home clientHome) throws IOException, Ended {
        return OfficerClient.open(
                vault(name).contents(), folder.client(name), http, clientHome, true, new Watching(screen));
    }

    Screen screen() {
        return screen;
    }

    Home home() {
        return home;
    }

    DemoFolder folder() {
        return folder;
    }
}
