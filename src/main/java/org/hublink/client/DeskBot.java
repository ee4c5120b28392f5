package org.hublink.client;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.hublink.engine.CaseBook;
import org.hublink.engine.VaultOwner;
import org.hublink.engine.Wish;
import org.hublink.protocol.CaseParty;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.DemoKeys;
import org.hublink.protocol.Transition;
import org.jspecify.annotations.Nullable;

/**
 * A desk that answers by itself, for the demo and for trying out: acknowledges, asks back once, accepts, answers. It speaks
 * for nobody: it runs on published demo keys alone, which every server and client outside the demo refuses (K4).
 */
public final class DeskBot {
    private static final Duration SLICE = Duration.ofMinutes(1);
    public static final String QUESTION = "Is the time of the address in UTC, and which service logged it?";
    public static final String ANSWER =
            "This desk answers by itself, for the demo. A desk would name the subscriber and the place here.";

    private final OfficerClient client;
    private final Consumer<String> told;
    private final Set<String> tried = new LinkedHashSet<>();

    private record Next(String conversation, CaseStep step) {}

    private DeskBot(OfficerClient client, Consumer<String> told) {
        this.client = client;
        this.told = told;
    }

    /**
     * A bot for a client.
     *
     * @param told hears each step that it takes, as a code
     * @throws Ended {@code bot-outside-demo} for any keys but the published ones
     */
    public static DeskBot of(OfficerClient client, VaultOwner owner, Consumer<String> told) throws Ended {
        boolean published = owner instanceof VaultOwner.Device device
                && DemoKeys.contains(device.statementKey().publicKey().keyId());
        if (!published || !client.engine().trust().ledger().demo()) {
            throw Ended.refused(
                    "bot-outside-demo",
                    "A desk that answers by itself runs in the demo alone, on the published keys. Real requests go to people.");
        }
        return new DeskBot(client, told);
    }

    /** Answers until {@code stop}. */
    public void run(BooleanSupplier stop) throws IOException, Ended {
        try (var live = client.live()) {
            while (!stop.getAsBoolean()) {
                live.until(() -> stop.getAsBoolean() || next() != null, SLICE);
                var next = next();
                if (next != null && !stop.getAsBoolean()) {
                    take(live, next);
                }
            }
        }
    }

    private void take(Live live, Next next) throws IOException, Ended {
        tried.add(next.conversation() + " " + next.step().code());
        var finished = live.run(new Wish.Step(next.conversation(), next.step(), words(next.step())));
        if (finished.clean()) {
            told.accept(next.step().code());
        } else {
            var failed = finished.failed();
            told.accept(next.step().code() + " " + (failed == null ? "refused" : failed.code()));
        }
    }

    private static Transition.Words words(CaseStep step) {
        return switch (step) {
            case ASK -> Transition.Words.text(QUESTION);
            case ANSWER -> Transition.Words.text(ANSWER);
            default -> Transition.Words.NONE;
        };
    }

    private @Nullable Next next() {
        var book = client.engine().cases();
        if (book == null) {
            return null;
        }
        for (var id : book.conversations()) {
            var step = step(book, id);
            if (step != null && !tried.contains(id + " " + step.code())) {
                return new Next(id, step);
            }
        }
        return null;
    }

    private static @Nullable CaseStep step(CaseBook book, String id) {
        var own = book.own(id);
        if (own == null || own.party() != CaseParty.ANSWERER) {
            return null;
        }
        var story = book.story(id);
        return switch (story.position().state()) {
            case SENT, FORWARDED -> CaseStep.ACKNOWLEDGE;
            case ACKNOWLEDGED -> story.time(CaseStep.ASK) < 0 ? CaseStep.ASK : CaseStep.ACCEPT;
            case ACCEPTED, IN_PROGRESS -> CaseStep.ANSWER;
            default -> null;
        };
    }
}
