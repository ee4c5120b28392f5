package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.CaseParty;
import org.hublink.protocol.CaseRequest;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.HandlingCode;
import org.hublink.protocol.SampleCases;
import org.hublink.protocol.Tlp;
import org.hublink.protocol.Transition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Desks that come into a case later: forwarded to, or standing in for one that does not answer (M4). */
@Tag("unit")
class ConversationForwardTest {
    private static final JsonLimits LIMITS = new JsonLimits(8 << 20, 16, 10_000, 1 << 20);
    private static final String OTHER = ConversationWorld.STANDBY;

    private final TalkWorld world = new TalkWorld();
    private TalkWorld.Client paris;
    private TalkWorld.Client rio;
    private TalkWorld.Client natal;

    @BeforeEach
    void threeDesksAreThere() {
        world.logged.desk(ConversationWorld.BRAZILIAN, 2, List.of("br-o-1", "br-o-2"), List.of(OTHER));
        paris = world.client("paris", "fr-o-1", ConversationWorld.FRENCH);
        rio = world.client("rio", "br-o-1", ConversationWorld.BRAZILIAN);
        natal = world.client("natal", "br-o-8", OTHER);
        world.sync();
    }

    private void opens(CaseRequest request) {
        var finished = paris.run(new Wish.OpenCase(request, ConversationWorld.FRENCH));
        assertThat(finished.clean()).as("%s", finished).isTrue();
        world.sync();
    }

    private static View.Finished step(TalkWorld.Client client, CaseStep step, Transition.Words words) {
        return client.run(new Wish.Step(client.conversation(), step, words));
    }

    private static View.Finished forwards(TalkWorld.Client client) {
        return step(client, CaseStep.FORWARD, Transition.Words.code(OTHER, "this is yours"));
    }

    private static String code(View.Finished finished) {
        var failed = finished.failed();
        return failed == null ? "" : failed.code();
    }

    @Test
    void theDeskThatACaseIsForwardedToReadsItAndGoesOnWithIt() {
        opens(SampleCases.with(SampleCases.preservation(), Tlp.AMBER, List.of()));
        step(rio, CaseStep.ACKNOWLEDGE, Transition.Words.NONE);
        var finished = forwards(rio);
        assertThat(finished.clean()).as("%s %s", finished, rio.shown).isTrue();
        assertThat(world.delivery.named)
                .as("for the server to wake")
                .containsExactly(new DeliveryFrame.Place(OTHER, CaseParty.ANSWERER));
        world.sync();
        assertThat(natal.state()).as("%s", natal.shown).isEqualTo(CaseState.FORWARDED);
        assertThat(natal.book().story(natal.conversation()).position().request())
                .isNotNull();
        assertThat(paris.book().places(paris.conversation())).containsEntry(OTHER, CaseParty.ANSWERER);
        assertThat(step(natal, CaseStep.ACKNOWLEDGE, Transition.Words.NONE).clean())
                .isTrue();
        step(natal, CaseStep.ACCEPT, Transition.Words.NONE);
        step(natal, CaseStep.ANSWER, Transition.Words.text("here it is"));
        world.sync();
        for (TalkWorld.Client one : List.of(paris, rio, natal)) {
            assertThat(one.state()).as(one.name).isEqualTo(CaseState.ANSWERED);
            assertThat(one.codes()).doesNotContain("message-replayed", "act-context", "context-change");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CLEAR, , ''",
        "AMBER, , ''",
        "AMBER_STRICT, , handling-tlp",
        "RED, , handling-tlp",
        "GREEN, ASK_FIRST, handling-ask-first",
        "GREEN, POLICE_ONLY, ''",
    })
    void whatTlpOrHandlingForbidIsNeitherOfferedNorDone(Tlp tlp, HandlingCode handling, String code) throws Malformed {
        opens(SampleCases.with(SampleCases.preservation(), tlp, handling == null ? List.of() : List.of(handling)));
        step(rio, CaseStep.ACKNOWLEDGE, Transition.Words.NONE);
        assertThat(allowed(rio).contains("forward")).isEqualTo(code.isEmpty());
        assertThat(code(forwards(rio))).isEqualTo(code);
        world.sync();
        assertThat(paris.state()).isEqualTo(code.isEmpty() ? CaseState.FORWARDED : CaseState.ACKNOWLEDGED);
        assertThat(natal.book().conversations().isEmpty()).isEqualTo(!code.isEmpty());
    }

    private List<String> allowed(TalkWorld.Client client) throws Malformed {
        var read = Json.read(client.book().json(client.conversation()), LIMITS, world.world.home.text());
        return ((Json.Arr) ((Json.Obj) read).members().get("allowed"))
                .items().stream().map(one -> ((Json.Str) one).value()).toList();
    }

    @Test
    void amberDoesNotLeaveTheCountry() {
        world.logged.desk("FR-CSE-7", 1, "fr-o-77", "fr-o-78");
        TalkWorld.Client lille = world.client("lille", "fr-o-77", "FR-CSE-7");
        lille.run(new Wish.Connect());
        opens(SampleCases.with(SampleCases.preservation(), Tlp.AMBER, List.of()));
        step(rio, CaseStep.ACKNOWLEDGE, Transition.Words.NONE);
        var words = Transition.Words.code("FR-CSE-7", null);
        assertThat(code(step(rio, CaseStep.FORWARD, words))).isEqualTo("handling-tlp");
    }

    @Test
    void aDeskWithoutDevicesIsNotForwardedToAndNothingIsSaid() {
        world.logged.desk("BR-CSE-5", 1, "br-o-50", "br-o-51");
        opens(SampleCases.with(SampleCases.preservation(), Tlp.AMBER, List.of()));
        step(rio, CaseStep.ACKNOWLEDGE, Transition.Words.NONE);
        var words = Transition.Words.code("BR-CSE-5", null);
        assertThat(code(step(rio, CaseStep.FORWARD, words))).isEqualTo("desk-without-devices");
        world.sync();
        assertThat(paris.state()).isEqualTo(CaseState.ACKNOWLEDGED);
    }

    /** In an emergency the alternates are there from the start; they see that it is there, and no more until it is theirs. */
    @Test
    void whoStandsInOpensAnEmergencyAfterTenMinutesAndSaysSo() throws Malformed {
        opens(SampleCases.emergency());
        String id = natal.conversation();
        assertThat(natal.book().opensAt(id)).isBetween(world.world.now + 590, world.world.now + 600);
        var shut = (Json.Obj) Json.read(natal.book().json(id), LIMITS, world.world.home.text());
        assertThat(shut.members().get("request")).isEqualTo(new Json.Null());
        assertThat(((Json.Arr) shut.members().get("acts")).items()).isEmpty();
        assertThat(code(step(natal, CaseStep.ESCALATE, Transition.Words.NONE))).isEqualTo("escalate-early");
        world.pass(601);
        world.sync();
        var finished = step(natal, CaseStep.ESCALATE, Transition.Words.NONE);
        assertThat(finished.clean()).as("%s", finished).isTrue();
        assertThat(natal.book().opensAt(id)).isZero();
        var open = (Json.Obj) Json.read(natal.book().json(id), LIMITS, world.world.home.text());
        assertThat(open.members().get("request")).isNotEqualTo(new Json.Null());
        world.sync();
        assertThat(paris.book().story(id).position().escalated()).isTrue();
        assertThat(step(natal, CaseStep.ACKNOWLEDGE, Transition.Words.NONE).clean())
                .isTrue();
        world.sync();
        assertThat(rio.state()).isEqualTo(CaseState.ACKNOWLEDGED);
    }

    /** What is no emergency goes to those who stand in only when it is escalated; then they come in and read it. */
    @Test
    void theAskerBringsThoseInWhoStandIn() {
        opens(SampleCases.preservation());
        assertThat(natal.book().conversations()).isEmpty();
        world.pass(601);
        world.sync();
        var finished = step(paris, CaseStep.ESCALATE, Transition.Words.NONE);
        assertThat(finished.clean()).as("%s", finished).isTrue();
        world.sync();
        assertThat(natal.book().conversations()).as("%s", natal.shown).isNotEmpty();
        assertThat(natal.state()).isEqualTo(CaseState.SENT);
        assertThat(natal.book().opensAt(natal.conversation())).isZero();
        assertThat(step(natal, CaseStep.ACKNOWLEDGE, Transition.Words.NONE).clean())
                .isTrue();
    }
}
