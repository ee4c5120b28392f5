package org.hublink.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.client.OfficerClient;
import org.hublink.engine.CaseBook;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Home;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.Transition;

/** An officer's client in a process of its own, which does what it is told line by line and answers {@code ok} or a code. */
public final class ContentClient {
    private static final Home HOME = JvmHome.system();
    private static final long WAIT_NANOS_MAX = 60_000_000_000L;

    private final OfficerClient client;

    private ContentClient(OfficerClient client) {
        this.client = client;
    }

    /** Arguments: the demo's folder, the officer, the way to the server, the folder of the store. */
    public static void main(String[] args) throws IOException, Ended {
        Resident.endsWithItsMain();
        var folder = DemoFolder.open(Path.of(args[0]), false);
        var vault = new ExampleKeys(folder.vaults(), HOME.text()).open(args[1]).contents();
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var client =
                OfficerClient.open(vault, Path.of(args[3]), HttpHome.at(args[2], null), HOME, true, view -> {})) {
            var own = new ContentClient(client);
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(own.run(line));
            }
        }
    }

    private String run(String line) throws IOException, Ended {
        var words = line.split(" ", 2);
        return switch (words[0]) {
            case "connect" -> code(client.runAndSettle(new Wish.Connect()));
            case "ask" ->
                code(client.runAndSettle(new Wish.OpenCase(
                        CaseSamples.emergency(CaseWorld.BRAZILIAN, HOME.clock().now()), CaseWorld.FRENCH)));
            case "accept" -> accept();
            case "attach" ->
                code(client.runAndSettle(new Wish.Attach(id(), "evidence.bin", "application/octet-stream", words[1])));
            case "answer" ->
                step(CaseStep.ANSWER, Transition.Words.text("see the file").with(book().attached(id())));
            case "fetch" -> fetch(words[1]);
            default -> "what";
        };
    }

    private String accept() throws IOException, Ended {
        until(CaseState.SENT);
        var taken = step(CaseStep.ACKNOWLEDGE, Transition.Words.NONE);
        return taken.equals("ok") ? step(CaseStep.ACCEPT, Transition.Words.NONE) : taken;
    }

    private String fetch(String sink) throws IOException, Ended {
        until(CaseState.ANSWERED);
        var file = book().attachments(id()).get(0);
        return code(client.runAndSettle(new Wish.Fetch(id(), file.id(), sink)));
    }

    private String step(CaseStep step, Transition.Words words) throws IOException, Ended {
        return code(client.runAndSettle(new Wish.Step(id(), step, words)));
    }

    private void until(CaseState state) throws IOException, Ended {
        long end = System.nanoTime() + WAIT_NANOS_MAX;
        List<String> ids = book().conversations();
        while (ids.isEmpty() || book().story(ids.get(0)).position().state() != state) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not " + state.code());
            }
            client.runAndSettle(new Wish.Connect());
            ids = book().conversations();
        }
    }

    private String id() {
        return book().conversations().get(0);
    }

    private CaseBook book() {
        return Handover.book(client);
    }

    private static String code(View.Finished finished) {
        return finished.clean() ? "ok" : Demo.code(finished);
    }
}
