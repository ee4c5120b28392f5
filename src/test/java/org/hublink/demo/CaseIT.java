package org.hublink.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hublink.client.Ended;
import org.hublink.engine.CaseBook;
import org.hublink.engine.Wish;
import org.hublink.primitives.Json;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.Transition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A case between two desks of two countries, from the clients that officers use to a whole server with its PostgreSQL. */
@Tag("server")
class CaseIT {
    @TempDir
    Path data;

    private CaseWorld world;
    private CaseWorld.Officer paris;
    private CaseWorld.Officer lyon;
    private CaseWorld.Officer rio;
    private CaseWorld.Officer recife;

    @BeforeEach
    void everybodyIsThere() throws IOException, Ended {
        world = new CaseWorld(data.resolve("hub"));
        paris = world.officer("FR-officer-1");
        lyon = world.officer("FR-officer-2");
        rio = world.officer("BR-officer-1");
        recife = world.officer("BR-officer-2");
        for (CaseWorld.Officer one : all()) {
            var finished = one.run(new Wish.Connect());
            assertThat(finished.clean()).as("%s %s", one.name, finished).isTrue();
        }
    }

    @AfterEach
    void end() throws IOException {
        world.close();
    }

    private List<CaseWorld.Officer> all() {
        return List.of(paris, lyon, rio, recife);
    }

    private void open() throws IOException, Ended {
        var request =
                CaseSamples.emergency(CaseWorld.BRAZILIAN, world.home.clock().now());
        var finished = paris.run(new Wish.OpenCase(request, CaseWorld.FRENCH));
        assertThat(finished.clean()).as("%s", finished).isTrue();
        allReach(CaseState.SENT);
    }

    private void allReach(CaseState state) throws IOException, Ended {
        for (CaseWorld.Officer one : all()) {
            assertThat(one.until(() -> one.state() == state))
                    .as("%s at %s, not %s: %s", one.name, one.state(), state, one.shown)
                    .isTrue();
        }
    }

    private static void step(CaseWorld.Officer officer, CaseStep step) throws IOException, Ended {
        Transition.Words words = switch (step) {
            case ASK -> Transition.Words.text("Which port?");
            case CLARIFY -> Transition.Words.text("The port is 4021.");
            case ANSWER -> Transition.Words.text("The subscriber is known to us.");
            default -> Transition.Words.NONE;
        };
        var finished = officer.run(new Wish.Step(officer.conversation(), step, words));
        assertThat(finished.clean()).as("%s %s", step, finished).isTrue();
    }

    private static List<String> story(CaseWorld.Officer officer) {
        List<String> out = new ArrayList<>();
        officer.book()
                .story(officer.conversation())
                .taken()
                .forEach(link -> out.add(
                        link.member().desk() + " " + link.transition().step().code()));
        return out;
    }

    @Test
    void aCaseRunsFromRequestToClosedWhileClientsAreKilledBetweenTheTurns() throws IOException, Ended {
        open();
        step(rio, CaseStep.ACKNOWLEDGE);
        recife.killed();
        allReach(CaseState.ACKNOWLEDGED);
        step(recife, CaseStep.ACCEPT);
        rio.killed();
        step(rio, CaseStep.ASK);
        paris.killed();
        allReach(CaseState.CLARIFICATION);
        step(lyon, CaseStep.CLARIFY);
        lyon.killed();
        allReach(CaseState.ACCEPTED);
        step(rio, CaseStep.ANSWER);
        for (CaseWorld.Officer one : all()) {
            one.killed();
        }
        allReach(CaseState.ANSWERED);
        step(paris, CaseStep.CONFIRM);
        step(paris, CaseStep.CLOSE);
        allReach(CaseState.CLOSED);
        for (CaseWorld.Officer one : all()) {
            assertThat(story(one))
                    .as(one.name)
                    .isEqualTo(List.of(
                            "FR-CSE-247 send",
                            "BR-CSE-247 acknowledge",
                            "BR-CSE-247 accept",
                            "BR-CSE-247 ask",
                            "FR-CSE-247 clarify",
                            "BR-CSE-247 answer",
                            "FR-CSE-247 confirm",
                            "FR-CSE-247 close"));
            CaseBook.Members members = one.book().members(one.conversation());
            assertThat(members).isNotNull();
            assertThat(members.devices()).hasSize(4);
            assertThat(members.missing()).isZero();
            assertThat(members.trouble()).isEmpty();
        }
    }

    @Test
    void whoFollowsTheStreamHearsAtOnceAndComesBackAfterItsLoss() throws Exception {
        open();
        List<String> heard = new ArrayList<>();
        try (var line = rio.live()) {
            assertThat(line.until(line::connected, CaseWorld.PATIENCE)).isTrue();
            for (String text : List.of("one", "two")) {
                paris.run(new Wish.Chat(paris.conversation(), text));
                assertThat(line.until(() -> said(rio).contains(text), Duration.ofSeconds(10)))
                        .as("%s in %s", text, rio.shown)
                        .isTrue();
                heard.add(text);
            }
        }
        paris.run(new Wish.Chat(paris.conversation(), "three"));
        try (var line = rio.live()) {
            assertThat(line.until(() -> said(rio).contains("three"), CaseWorld.PATIENCE))
                    .isTrue();
        }
        heard.add("three");
        assertThat(said(rio)).isEqualTo(heard);
    }

    @Test
    void whoIsPutOnHoldReadsNothingFurtherAndTheOthersGoOn() throws Exception {
        open();
        step(rio, CaseStep.ACKNOWLEDGE);
        allReach(CaseState.ACKNOWLEDGED);
        world.hold("FR-officer-1");
        var before = said(paris);
        assertThat(rio.until(() -> devices(rio) == 3)).as("%s", rio.shown).isTrue();
        step(rio, CaseStep.ACCEPT);
        assertThat(lyon.until(() -> lyon.state() == CaseState.ACCEPTED)).isTrue();
        var finished = paris.run(new Wish.Connect());
        assertThat(finished.clean()).isFalse();
        assertThat(paris.state()).isEqualTo(CaseState.ACKNOWLEDGED);
        assertThat(said(paris)).isEqualTo(before);
    }

    private static int devices(CaseWorld.Officer officer) {
        var members = officer.book().members(officer.conversation());
        return members == null ? 0 : members.devices().size();
    }

    private static List<String> said(CaseWorld.Officer officer) {
        List<String> out = new ArrayList<>();
        if (officer.book().conversations().isEmpty()) {
            return out;
        }
        for (CaseBook.Said said : officer.book().said(officer.conversation())) {
            var act = said.act();
            if (said.verdict().equals("trusted") && act != null && act.kind().equals("chat")) {
                out.add(((Json.Str) act.body().members().get("text")).value());
            }
        }
        return out;
    }
}
