package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hublink.protocol.CaseClocks;
import org.hublink.protocol.CaseHint;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.SampleCases;
import org.hublink.protocol.Transition;
import org.hublink.protocol.Urgency;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A case between two desks of two countries, from whole engines over a server in memory. */
@Tag("unit")
class ConversationsTest {
    private final TalkWorld world = new TalkWorld();
    private final TalkWorld.Client paris = world.client("paris", "fr-o-1", ConversationWorld.FRENCH);
    private final TalkWorld.Client lyon = world.client("lyon", "fr-o-2", ConversationWorld.FRENCH);
    private final TalkWorld.Client rio = world.client("rio", "br-o-1", ConversationWorld.BRAZILIAN);
    private final TalkWorld.Client brasilia = world.client("brasilia", "br-o-2", ConversationWorld.BRAZILIAN);

    @BeforeEach
    void everybodyIsThere() {
        world.sync();
    }

    private void open() {
        var finished = paris.run(new Wish.OpenCase(SampleCases.preservation(), ConversationWorld.FRENCH));
        assertThat(finished.clean()).as("%s", finished).isTrue();
        world.sync();
    }

    private static void step(TalkWorld.Client client, CaseStep step) {
        Transition.Words words = switch (step) {
            case ASK, CLARIFY, ANSWER -> Transition.Words.text("words");
            default -> Transition.Words.NONE;
        };
        var finished = client.run(new Wish.Step(client.conversation(), step, words));
        assertThat(finished.clean()).as("%s %s", step, finished).isTrue();
    }

    private void all(CaseStep... steps) {
        for (CaseStep one : steps) {
            boolean answers = switch (one) {
                case CLARIFY, CONFIRM, CLOSE -> false;
                default -> true;
            };
            step(answers ? rio : lyon, one);
            world.sync();
        }
    }

    @Test
    void aCaseRunsFromRequestToClosedBetweenTwoDesks() {
        open();
        for (TalkWorld.Client client : world.clients.values()) {
            assertThat(client.state()).as("%s %s", client.name, client.codes()).isEqualTo(CaseState.SENT);
        }
        all(
                CaseStep.ACKNOWLEDGE,
                CaseStep.ASK,
                CaseStep.CLARIFY,
                CaseStep.ACCEPT,
                CaseStep.START,
                CaseStep.ANSWER,
                CaseStep.CONFIRM,
                CaseStep.CLOSE);
        for (TalkWorld.Client client : world.clients.values()) {
            assertThat(client.state()).as(client.name).isEqualTo(CaseState.CLOSED);
            assertThat(client.book().story(client.conversation()).taken()).hasSize(9);
        }
        assertThat(world.delivery.refusals).isEmpty();
    }

    @Test
    void aStepOutOfTurnIsNotEvenSent() {
        open();
        var finished = paris.run(new Wish.Step(paris.conversation(), CaseStep.ACKNOWLEDGE, Transition.Words.NONE));
        assertThat(finished.failed()).isNotNull();
        assertThat(finished.failed().code()).isEqualTo("step-not-allowed");
    }

    @Test
    void aDeskOfWhichOneMayAddNobodyNowIsToldApartFromOneThatHasNobody() {
        assertThat(refusedToOpen()).isEqualTo("taken");
        world.delivery.limited = true;
        assertThat(refusedToOpen()).isEqualTo("desk-limited");
        world.delivery.limited = false;
        world.delivery.packages.clear();
        world.delivery.lastResorts.clear();
        assertThat(refusedToOpen()).isEqualTo("desk-without-devices");
    }

    private String refusedToOpen() {
        var failed = paris.run(new Wish.OpenCase(SampleCases.emergency(), ConversationWorld.FRENCH))
                .failed();
        return failed == null ? "taken" : failed.code();
    }

    @Test
    void whoSendsAnEmergencyToADeskWithNobodyThereIsTold() {
        paris.run(new Wish.OpenCase(SampleCases.emergency(), ConversationWorld.FRENCH));
        assertThat(paris.codes()).contains("opened").doesNotContain("nobody-connected");
        world.delivery.connected = 0;
        paris.run(new Wish.OpenCase(SampleCases.preservation(), ConversationWorld.FRENCH));
        assertThat(paris.codes()).doesNotContain("nobody-connected");
        var sent = paris.run(new Wish.OpenCase(SampleCases.emergency(), ConversationWorld.FRENCH));
        assertThat(sent.clean()).isTrue();
        assertThat(paris.shown)
                .filteredOn(one -> one.code().equals("nobody-connected"))
                .singleElement()
                .satisfies(one -> assertThat(one.detail()).isEqualTo(ConversationWorld.BRAZILIAN));
    }

    @Test
    void whoTalksIsHeardByAllOnce() {
        open();
        paris.run(new Wish.Chat(paris.conversation(), "one"));
        brasilia.run(new Wish.Connect());
        brasilia.run(new Wish.Chat(brasilia.conversation(), "two"));
        world.sync();
        for (TalkWorld.Client client : world.clients.values()) {
            assertThat(client.heard()).as(client.name).isEqualTo(List.of("one", "two"));
        }
    }

    /** A hint, so that clocks run at the server: with each step, never with what is only talked (C1). */
    @Test
    void theServerIsToldWhereTheCaseStandsWithEachStep() {
        paris.run(new Wish.OpenCase(SampleCases.emergency(), ConversationWorld.FRENCH));
        world.sync();
        CaseHint sent = last();
        assertThat(sent.urgency()).isEqualTo(Urgency.EMERGENCY);
        assertThat(sent.state()).isEqualTo(CaseState.SENT);
        assertThat(sent.due())
                .contains(
                        new CaseHint.Due(CaseClocks.Kind.ACKNOWLEDGE, FlowWorld.NOW + 600),
                        new CaseHint.Due(CaseClocks.Kind.ANSWER, FlowWorld.NOW + 8 * 3_600));
        step(rio, CaseStep.ACKNOWLEDGE);
        assertThat(last().state()).isEqualTo(CaseState.ACKNOWLEDGED);
        assertThat(last().due()).hasSize(1);
        int told = world.delivery.hints.size();
        rio.run(new Wish.Chat(rio.conversation(), "on it"));
        assertThat(world.delivery.hints).hasSize(told);
    }

    /** Name, unit and phone stand in the group for those who are in it, compared with the log; the server never has them. */
    @Test
    void whoSpeaksSaysFirstWhoHeIs() {
        open();
        assertThat(rio.book().card(rio.conversation(), paris.id)).isEqualTo(FlowWorld.CARD);
        assertThat(rio.book().card(rio.conversation(), lyon.id)).isNull();
        lyon.run(new Wish.Chat(lyon.conversation(), "one"));
        lyon.run(new Wish.Chat(lyon.conversation(), "two"));
        world.sync();
        assertThat(rio.book().card(rio.conversation(), lyon.id)).isEqualTo(FlowWorld.CARD);
        long cards = rio.book().said(rio.conversation()).stream()
                .filter(said -> said.act() != null && said.act().kind().equals("card"))
                .count();
        assertThat(cards).isEqualTo(2);
    }

    private CaseHint last() {
        return world.delivery.hints.get(world.delivery.hints.size() - 1);
    }
}
