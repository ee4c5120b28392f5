package org.hublink.prove;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hublink.client.Ended;
import org.hublink.client.ExitCode;
import org.hublink.client.HttpHome;
import org.hublink.client.Live;
import org.hublink.client.OfficerClient;
import org.hublink.demo.TalkCrew;
import org.hublink.engine.CaseBook;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Act;

/** One officer's client on its own store, behind a proxy of its own; killed and opened anew as often as chance wants it. */
final class FaultsTalker implements AutoCloseable {
    private static final String CHAT = "chat";

    final String name;
    final String device;
    final FaultsProxy proxy;
    private final TalkCrew crew;
    private final FaultsSaid said;
    private final List<FaultsNode> nodes;
    private final List<String> seen = new ArrayList<>();
    private OfficerClient client;
    private int number;

    FaultsTalker(String name, TalkCrew crew, FaultsSaid said, List<FaultsNode> nodes, long seed)
            throws IOException, Ended {
        this.name = name;
        this.crew = crew;
        this.said = said;
        this.nodes = nodes;
        this.device = crew.device(name);
        this.proxy = new FaultsProxy(nodes.get(0).port(), seed);
        this.number = said.all().size();
        this.client = opened(crew.store(name));
    }

    private OfficerClient opened(Path store) throws IOException, Ended {
        OfficerClient fresh = OfficerClient.open(
                crew.contents(name), store, HttpHome.at(proxy.origin(), null), crew.home(), true, this::seen);
        fresh.run(new Wish.Open());
        return fresh;
    }

    /** Ends the process, in effect: nothing is settled. */
    void killed() throws IOException, Ended {
        client.close();
        client = opened(crew.store(name));
    }

    View.Finished run(Wish wish) throws IOException, Ended {
        return client.runAndSettle(wish);
    }

    private void seen(View view) {
        if (view instanceof View.Talk talk) {
            seen.add(talk.code());
        }
    }

    /** What a wish made it show of conversations. */
    List<String> heard(Wish wish) throws IOException, Ended {
        seen.clear();
        run(wish);
        return List.copyOf(seen);
    }

    CaseBook book() {
        CaseBook book = client.engine().cases();
        if (book == null) {
            throw new IllegalStateException("no device");
        }
        return book;
    }

    String token() {
        String token = client.engine().token();
        return token == null ? "" : token;
    }

    /** True if this client's own epoch of the group has that device. */
    boolean sees(String conversation, String other) {
        if (!book().conversations().contains(conversation)) {
            return false;
        }
        CaseBook.Members members = book().members(conversation);
        return members != null && members.devices().contains(other);
    }

    /** Lives a while as clients do, whatever happens to servers and connections. */
    void live(String conversation, String leaver, boolean leaves, long seed, long millis) {
        SplittableRandom random = new SplittableRandom(seed);
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (System.nanoTime() < end) {
            try {
                int chance = random.nextInt(10);
                if (chance < 5) {
                    say(conversation, leaver, leaves);
                } else if (chance < 8) {
                    listen(Duration.ofMillis(100 + random.nextInt(400)));
                } else if (chance == 8) {
                    killed();
                } else {
                    proxy.to(nodes.get(random.nextInt(nodes.size())).port());
                }
            } catch (Ended ended) {
                if (ended.exitCode() != ExitCode.UNREACHABLE) {
                    said.fault(name + " ended: " + ended.code() + " " + ended.getMessage());
                    return;
                }
            } catch (IOException | RuntimeException broken) {
                said.fault(name + " broke: " + broken);
                return;
            }
        }
    }

    void say(String conversation, String leaver, boolean leaves) throws IOException, Ended {
        if (!sees(conversation, device)) {
            run(new Wish.Connect());
            return;
        }
        boolean there = sees(conversation, leaver);
        String text = name + " " + ++number;
        // While one leaves or comes back, it may be sealed in another epoch than the one that is seen now.
        FaultsSaid.Promise promise =
                leaves ? FaultsSaid.Promise.EITHER : there ? FaultsSaid.Promise.ALL : FaultsSaid.Promise.STAYING;
        // Known before it may arrive; what is refused was never promised.
        said.said(text, FaultsSaid.Promise.NONE);
        View.Finished finished = client.run(new Wish.Chat(conversation, text));
        // What cannot leave now is stored to leave later: then it is as good as said.
        if (finished.clean()) {
            said.said(text, promise);
        } else {
            said.notPromised(finished);
        }
        client.runAndSettle(new Wish.Connect());
    }

    private void listen(Duration time) throws IOException, Ended {
        try (Live live = client.live()) {
            live.until(() -> false, time);
        }
    }

    /** Everything that it shows as said, in its order. */
    List<String> shown(String conversation) {
        List<String> texts = new ArrayList<>();
        if (!book().conversations().contains(conversation)) {
            return texts;
        }
        for (CaseBook.Said one : book().said(conversation)) {
            Act act = one.act();
            if (act != null && act.kind().equals(CHAT)) {
                try {
                    texts.add(Fields.of(act.body(), CHAT).text("text", 1, 100_000));
                } catch (Malformed unreadable) {
                    said.fault(name + " shows what cannot be read: " + unreadable.reason());
                }
            }
        }
        return texts;
    }

    /** Desks in whose archive it has found something of the conversation. */
    List<String> archived(String conversation) {
        return book().conversations().contains(conversation) ? book().archived(conversation) : List.of();
    }

    /** What was refused or could not be judged, of all that came. */
    List<String> doubted(String conversation) {
        List<String> doubted = new ArrayList<>();
        for (CaseBook.Said one : book().said(conversation)) {
            if (!one.verdict().equals("trusted")) {
                doubted.add(one.device().substring(0, 8) + " " + one.verdict());
            }
        }
        return doubted;
    }

    /** Why a store as it was at the beginning of the round sends nothing; empty if it would have sent. */
    String restored(String copy, String conversation) throws IOException, Ended {
        client.close();
        try {
            client = opened(crew.store(copy));
            run(new Wish.Chat(conversation, "said by yesterday's store of " + name));
            listen(Duration.ofSeconds(2));
            run(new Wish.Connect());
            return book().stopped();
        } finally {
            client.close();
            client = opened(crew.store(name));
        }
    }

    /** Keeps the store as it is now, for {@link #restored}. */
    void keepsCopy(String copy) throws IOException, Ended {
        client.close();
        crew.copy(name, copy);
        client = opened(crew.store(name));
    }

    @Override
    public void close() throws IOException {
        client.close();
        proxy.close();
    }
}
