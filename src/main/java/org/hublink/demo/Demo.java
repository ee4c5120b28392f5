package org.hublink.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hublink.client.Ages;
import org.hublink.client.Desk;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.client.OfficerClient;
import org.hublink.client.Screen;
import org.hublink.client.ServerKeys;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.primitives.Home;
import org.jspecify.annotations.Nullable;

/** The demonstration from an empty folder to the last refused attack. */
final class Demo {
    static final String OFFICER = "FR-officer-1";
    static final String QUESTION = "child exploitation desk in Brazil, open now";
    private static final String SHOWN = "BR-CSE-247";
    private static final int ROWS = 5;

    private final Home home;
    private final Screen screen;
    private final DemoFolder folder;
    private final World world;
    private final long started = System.nanoTime();

    Demo(Home home, Screen screen, DemoFolder folder, ExampleKeys keys) {
        this.home = home;
        this.screen = screen;
        this.folder = folder;
        this.world = new World(home, screen, folder, keys);
    }

    /** Starts the server, and signs and publishes the world if this is a first start. */
    DemoServer.Running start(DemoServer server) throws IOException, Ended {
        screen.title("1  The hub");
        boolean first = !folder.founded();
        var begun = first ? world.begin() : null;
        DemoServer.Running running;
        try (var progress = screen.progress("server", 0)) {
            running = server.start(folder.server(), step -> {});
            progress.done("Server with its own PostgreSQL on " + running.origin());
        }
        boolean done = false;
        try {
            if (begun != null) {
                world.publish(begun, running.origin());
                folder.setFounded(running.origin());
            } else {
                screen.dim("  Signed at an earlier start; --fresh signs everything anew.");
            }
            done = true;
            return running;
        } finally {
            if (!done) {
                running.stop();
            }
        }
    }

    /** An officer looks for a desk; then the server lies. */
    Outcome show(DemoServer.Running running) throws IOException, Ended {
        var outcome = new Outcome(screen);
        screen.title("2  An officer of France looks for a desk in Brazil");
        if (world.lastLeaf() < 0) {
            Handover.everybodyAtWork(world, running.origin());
        }
        try (var client = world.client(OFFICER, HttpHome.at(running.origin(), null), home)) {
            sync(client, outcome);
            search(client, outcome);
        }
        screen.title("3  An emergency goes from France to Brazil, and a colleague takes over");
        var conversation = new Handover(world, running.origin(), outcome).play();
        screen.title("4  The same server lies, with its own keys in hand");
        new Attacks(world, ServerKeys.read(folder.server()), running.origin(), outcome).run();
        screen.title("5  What the server knew of the case: every row of it");
        new WhatTheServerKnew(world, outcome).show(running.stored(conversation));
        Handover.everybodyAtWork(world, running.origin());
        screen.line();
        var time = Ages.seconds(System.nanoTime() - started);
        if (outcome.allAsExpected()) {
            screen.good(
                    screen.bold("Every lie was refused with its reason, every honest answer was taken.") + "  " + time);
        } else {
            screen.bad("Something was not as it should be; see above.  " + time);
        }
        return outcome;
    }

    private void sync(OfficerClient client, Outcome outcome) throws IOException, Ended {
        View.Finished finished;
        long leaves;
        int listings;
        try (var progress = screen.progress("sync", 0)) {
            world.untilPublished(client, world.lastLeaf());
            finished = client.run(new Wish.Sync());
            leaves = client.engine().moment().size();
            listings = client.engine().listings().size();
            progress.done(
                    "Signed in with a device key, followed " + leaves + " leaves, verified " + listings + " listings");
        }
        outcome.note("honest server", "trusted", code(finished), "");
    }

    private void search(OfficerClient client, Outcome outcome) {
        var desk = Desk.of(client.engine().listings().values(), home);
        screen.line();
        screen.line("  " + screen.bold("hub directory search \"" + QUESTION + "\""));
        var found = desk.find(QUESTION, "FR");
        screen.table(desk.table(found, ROWS));
        var hit = desk.listing(SHOWN);
        var checkpoint = client.engine().checkpoint();
        if (hit == null || checkpoint == null || found.hits().isEmpty()) {
            outcome.note("the search", "trusted", "nothing-found", "");
            return;
        }
        screen.line();
        screen.line("  " + screen.bold("hub directory show " + SHOWN));
        desk.card(hit, checkpoint.cosignedAt()).print(screen);
        outcome.note(
                "the search", SHOWN, found.hits().get(0).listing().listing().id(), "");
    }

    /** The reason code of a command's end, {@code trusted} if there was none. */
    static String code(View.Finished finished) {
        View.@Nullable Failed failed = finished.failed();
        if (failed != null) {
            return failed.code();
        }
        return finished.refusals().isEmpty()
                ? "trusted"
                : finished.refusals().get(0).reason().code();
    }

    /** The desk that answers while the server stays up. */
    BotThread bot(DemoServer.Running running) throws IOException, Ended {
        return new BotThread(world, running.origin(), Handover.BOT);
    }

    /** Says what to try while the server stays up. */
    void invite(DemoServer.Running running, Path data) {
        var vault = ExampleKeys.file(data.resolve("vaults"), OFFICER);
        screen.title("The server stays up: " + running.origin());
        var second = ExampleKeys.file(data.resolve("vaults"), BrowserDevice.NAME);
        screen.line("  In a browser: open " + running.origin() + ", choose the file "
                + (Files.exists(second) ? second : vault) + ",");
        screen.line("  and unlock it with the passphrase '" + ExampleKeys.PASSPHRASE + "'.");
        screen.line("  In another terminal (the passphrase is '" + ExampleKeys.PASSPHRASE + "'):");
        screen.line("    ./hub directory sync   --demo --vault " + vault);
        screen.line("    ./hub directory search --demo --vault " + vault + " \"victim identification Portugal\"");
        screen.line("    ./hub directory show   --demo --vault " + vault + " FR-CSE-247");
        screen.line("    ./hub audit            --demo --vault " + vault + " --country FR");
        var own = " --demo --vault " + vault + " --store " + folder.client(OFFICER);
        screen.line("  " + Handover.TO + " answers by itself. Ask it, step by step, and watch:");
        screen.line("    ./hub case new  " + own);
        screen.line("    ./hub case watch" + own);
        screen.line("  Ctrl-C ends it; the next ./hub demo goes on with what is signed.");
    }
}
