package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.SampleCases;
import org.hublink.protocol.Transition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client killed between any two turns of a scripted run, reopened from its store, goes on exactly once (E1 to E3, M11). */
@Tag("unit")
class ConversationCrashTest {
    private TalkWorld world = new TalkWorld();
    private TalkWorld.Client paris = world.client("paris", "fr-o-1", ConversationWorld.FRENCH);
    private TalkWorld.Client rio = world.client("rio", "br-o-1", ConversationWorld.BRAZILIAN);

    private void begin() {
        world = new TalkWorld();
        paris = world.client("paris", "fr-o-1", ConversationWorld.FRENCH);
        rio = world.client("rio", "br-o-1", ConversationWorld.BRAZILIAN);
        rio.run(new Wish.Connect());
    }

    /** What the person at the client wants; done already where the client's own book shows it. */
    private boolean told(TalkWorld.Client client, String text) {
        return !client.book().conversations().isEmpty() && client.heard().contains(text);
    }

    private void script(TalkWorld.Client client) {
        if (client.book().conversations().isEmpty()) {
            client.run(new Wish.OpenCase(SampleCases.preservation(), ConversationWorld.FRENCH));
        }
        rio.run(new Wish.Connect());
        if (rio.state() == CaseState.SENT) {
            rio.run(new Wish.Step(rio.conversation(), CaseStep.ACKNOWLEDGE, Transition.Words.NONE));
        }
        client.run(new Wish.Connect());
        if (!told(client, "one")) {
            client.run(new Wish.Chat(client.conversation(), "one"));
        }
        if (!told(client, "two")) {
            client.run(new Wish.Chat(client.conversation(), "two"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereverItIsKilled(boolean afterWrites) {
        kills(true, afterWrites);
    }

    /** A welcome that was taken and not acknowledged is told again. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereverWhoIsInvitedIsKilled(boolean afterWrites) {
        kills(false, afterWrites);
    }

    private void kills(boolean asker, boolean afterWrites) {
        begin();
        int first = (asker ? paris : rio).turns;
        script(paris);
        int turns = (asker ? paris : rio).turns - first;
        assertThat(turns).isGreaterThan(asker ? 30 : 10);
        for (int at = 0; at < turns; at++) {
            begin();
            TalkWorld.Client killed = asker ? paris : rio;
            killed.turnsLeft = at;
            killed.afterWrites = afterWrites;
            try {
                script(paris);
            } catch (TalkWorld.Killed now) {
                killed.reopen();
                killed.run(new Wish.Connect());
                script(paris);
            }
            world.sync();
            String when = "killed at turn " + at + " of " + turns;
            for (TalkWorld.Client client : List.of(paris, rio)) {
                assertThat(client.book().conversations()).as(when).hasSize(1);
                assertThat(client.state())
                        .as("%s %s %s", when, client.name, client.codes())
                        .isEqualTo(CaseState.ACKNOWLEDGED);
                assertThat(client.heard()).as("%s %s", when, client.name).containsExactly("one", "two");
                assertThat(client.codes()).as("%s %s", when, client.name).doesNotContain("welcome-for-nobody");
            }
            assertThat(world.delivery.refusals).as(when).isEmpty();
            assertThat(killed.book().members(killed.conversation()).waiting())
                    .as(when)
                    .isZero();
        }
    }
}
