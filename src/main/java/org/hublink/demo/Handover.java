package org.hublink.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.hublink.client.Ages;
import org.hublink.client.CaseView;
import org.hublink.client.CaseWords;
import org.hublink.client.Desk;
import org.hublink.client.DeskBot;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.client.Live;
import org.hublink.client.OfficerClient;
import org.hublink.client.Screen;
import org.hublink.engine.CaseBook;
import org.hublink.engine.VaultOwner;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.CardPart;
import org.hublink.protocol.CaseHandling;
import org.hublink.protocol.CasePurpose;
import org.hublink.protocol.CaseRequest;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.CaseUrgency;
import org.hublink.protocol.Identifier;
import org.hublink.protocol.Measure;
import org.hublink.protocol.Offence;
import org.hublink.protocol.Tlp;
import org.hublink.protocol.Transition;
import org.hublink.protocol.Urgency;
import org.hublink.protocol.UrgentGround;
import org.jspecify.annotations.Nullable;

/** One emergency from France to Brazil, taken over by a colleague in the middle, while the first officer is put on hold. */
final class Handover {
    static final String FIRST = ExampleKeys.officers("FR").get(0);
    static final String SECOND = ExampleKeys.officers("FR").get(1);
    static final String BOT = ExampleKeys.officers("BR").get(1);
    static final String FROM = "FR-CSE-247";
    static final String TO = "BR-CSE-247";
    static final String REFERENCE = "DEMO-2026-0417";
    static final String FACTS = "A child is abused in a live stream that goes on while this is written.";
    static final String ADDRESS = "203.0.113.77";
    static final String CLARIFIED = "The time is UTC, as the payment service logged it.";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final World world;
    private final String origin;
    private final Outcome outcome;
    private final Screen screen;
    private final Home home;
    private final CaseWords words;
    private String conversation = "";

    Handover(World world, String origin, Outcome outcome) {
        this.world = world;
        this.origin = origin;
        this.outcome = outcome;
        this.screen = world.screen();
        this.home = world.home();
        this.words = new CaseWords(Desk.reference(home), "en");
    }

    /** The request of the story; nobody in it exists. */
    static CaseRequest request(long now) {
        return new CaseRequest(
                TO,
                Measure.EMERGENCY_DISCLOSURE,
                Offence.LIVE_STREAMING,
                new CaseUrgency(Urgency.EMERGENCY, UrgentGround.DANGER_TO_LIFE, FACTS, 0),
                new CasePurpose(
                        "Police of the demo",
                        "The stream is paid for from France.",
                        "Subscriber and place of the address",
                        null,
                        "The address sent the stream",
                        "The provider keeps its assignments for a year",
                        null,
                        false),
                List.of(Identifier.address(ADDRESS, 4021, now - 600)),
                new CaseHandling(Tlp.AMBER, List.of(), REFERENCE, "+33 1 99 00 77 12"));
    }

    /** Hold or not of an earlier run: the story begins with everybody at work. */
    private static void lifted(World world, String origin, String officer) throws IOException, Ended {
        var lift = new France(world, origin).liftsHold(officer);
        if (lift.isPresent()) {
            try (var operator =
                    world.client(ExampleKeys.operators("FR").get(0), HttpHome.at(origin, null), world.home())) {
                world.untilPublished(operator, lift.getAsLong());
            }
        }
    }

    static void everybodyAtWork(World world, String origin) throws IOException, Ended {
        lifted(world, origin, FIRST);
        lifted(world, origin, SECOND);
    }

    /** Plays it; returns the conversation's id. */
    String play() throws IOException, Ended {
        try (var bot = new BotThread(world, origin, BOT);
                var second = client(SECOND)) {
            bot.begin();
            try (var first = client(FIRST)) {
                firstAsks(first);
                readsTheArchive(second);
                first.must(new Wish.BringIn(conversation, FROM));
            }
            try (var live = second.live()) {
                takesOver(second, live);
            }
            firstReadsNothing();
        }
        return conversation;
    }

    private void firstAsks(OfficerClient client) throws IOException, Ended {
        client.must(new Wish.Connect());
        screen.line();
        screen.line("  " + screen.bold("hub case new") + "   (" + FIRST + ", desk " + FROM + ")");
        long began = System.nanoTime();
        client.must(new Wish.OpenCase(request(home.clock().now()), FROM));
        var book = book(client);
        conversation = book.conversations().get(book.conversations().size() - 1);
        try (var live = client.live()) {
            waits(live, book, () -> members(book) >= 2, "the group");
            screen.good("Signed, sealed for " + members(book) + " devices, sent: " + CaseView.shortId(conversation));
            waits(live, book, () -> at(book, CaseStep.ACKNOWLEDGE), "the acknowledgement");
            screen.good("Acknowledged by " + TO + " after " + Ages.seconds(System.nanoTime() - began));
            waits(live, book, () -> at(book, CaseStep.ASK), "the question");
            show(book);
        }
        archived(client);
    }

    /** Files what is due; says how much the desk's archive holds and for whom. */
    private void archived(OfficerClient client) throws IOException, Ended {
        var finished = client.archive();
        if (!finished.clean()) {
            throw Ended.refused("demo-broken", "The archive: " + Demo.code(finished) + ".");
        }
        for (var one : book(client).archives()) {
            if (one.desk().equals(FROM)) {
                screen.good("Filed in the archive of " + FROM + ": " + one.records() + " records, sealed under key v"
                        + one.version() + ", which " + one.devices()
                        + (one.devices() == 1 ? " device holds" : " devices hold"));
            }
        }
    }

    /** The colleague who comes at eight was in no group when all that was said. */
    private void readsTheArchive(OfficerClient second) throws IOException, Ended {
        second.must(new Wish.Connect());
        archived(second);
        var book = book(second);
        boolean there = book.conversations().contains(conversation);
        screen.line();
        screen.line("  " + screen.bold("hub case list") + "   (" + SECOND + ", the same desk, takes over at eight)");
        new CaseView(book, words, screen).list(false, home.clock().now());
        boolean filed = there && book.archived(conversation).contains(FROM);
        outcome.note(
                "The colleague who takes over reads the open case out of the archive",
                CaseState.CLARIFICATION.code(),
                filed ? book.story(conversation).position().state().code() : "not-archived",
                "");
    }

    private void takesOver(OfficerClient second, Live live) throws IOException, Ended {
        var book = book(second);
        waits(live, book, () -> members(book) >= 3, "the colleague's place in the case");
        screen.line();
        screen.line("  One operator of France puts the device of " + FIRST + " on hold.");
        var france = new France(world, origin);
        long began = System.nanoTime();
        france.holdsDevice(FIRST);
        var held = france.heldDevice();
        waits(live, book, () -> !devices(book).contains(held), "the removal");
        screen.good("Removed from the open case by those who are connected, after "
                + Ages.seconds(System.nanoTime() - began));
        screen.line();
        screen.line("  " + screen.bold("hub case clarify " + CaseView.shortId(conversation) + " …") + "   (" + SECOND
                + "), then " + screen.bold("confirm") + " and " + screen.bold("close"));
        step(live, CaseStep.CLARIFY, Transition.Words.text(CLARIFIED));
        waits(live, book, () -> at(book, CaseStep.ANSWER), "the answer");
        step(live, CaseStep.CONFIRM, Transition.Words.NONE);
        step(live, CaseStep.CLOSE, Transition.Words.NONE);
        show(book);
        archived(second);
        outcome.note(
                "The case, asked, answered and confirmed",
                CaseState.CLOSED.code(),
                book.story(conversation).position().state().code(),
                "");
    }

    private void firstReadsNothing() throws IOException, Ended {
        try (var client = client(FIRST)) {
            View.Finished finished = client.run(new Wish.Connect());
            outcome.note(
                    "The device of the first officer, on hold, tries to read on", "on-hold", Demo.code(finished), "");
            outcome.note("It asks for the archive", "on-hold", Demo.code(client.archive()), "");
            outcome.note(
                    "What it has of the case",
                    CaseState.CLARIFICATION.code(),
                    book(client).story(conversation).position().state().code(),
                    "nothing that was said after the hold");
        }
    }

    private void step(Live live, CaseStep step, Transition.Words said) throws IOException, Ended {
        var finished = live.run(new Wish.Step(conversation, step, said));
        if (!finished.clean()) {
            throw Ended.refused("demo-broken", words.step(step) + ": " + Demo.code(finished) + ".");
        }
    }

    private void show(CaseBook book) {
        new CaseView(book, words, screen).show(conversation, home.clock().now());
    }

    private void waits(Live live, CaseBook book, BooleanSupplier done, String what) throws IOException, Ended {
        must(live.until(done, PATIENCE), what + " of " + book.conversations().size() + " cases");
    }

    private static void must(boolean came, String what) throws Ended {
        if (!came) {
            throw Ended.refused("demo-broken", "Waited for " + what + " in vain.");
        }
    }

    private boolean at(CaseBook book, CaseStep step) {
        return book.conversations().contains(conversation)
                && book.story(conversation).time(step) >= 0;
    }

    private List<String> devices(CaseBook book) {
        var members = book.conversations().contains(conversation) ? book.members(conversation) : null;
        return members == null ? List.of() : members.devices();
    }

    private int members(CaseBook book) {
        return devices(book).size();
    }

    private OfficerClient client(String name) throws IOException, Ended {
        return OfficerClient.open(
                world.vault(name).contents(),
                world.folder().client(name),
                HttpHome.at(origin, null),
                home,
                true,
                view -> {});
    }

    static CaseBook book(OfficerClient client) {
        @Nullable CaseBook book = client.engine().cases();
        if (book == null) {
            throw new IllegalStateException("no device");
        }
        return book;
    }

    /** What is searched for in what the server stored: each word of the case and of those who work on it. */
    static List<String> secrets(World world) throws IOException, Ended {
        var out = new ArrayList<>(List.of(REFERENCE, FACTS, ADDRESS, CLARIFIED, DeskBot.QUESTION, DeskBot.ANSWER));
        for (var name : List.of(FIRST, SECOND, BOT)) {
            var device = (VaultOwner.Device) world.vault(name).contents().owner();
            try {
                var card = CardPart.read(device.card().body(), world.home().text());
                out.addAll(List.of(card.name(), card.phone()));
            } catch (Malformed broken) {
                throw new IllegalStateException(broken);
            }
        }
        return out;
    }
}
