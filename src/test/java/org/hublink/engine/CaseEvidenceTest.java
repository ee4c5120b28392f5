package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.HandlingCode;
import org.hublink.protocol.SampleCases;
import org.hublink.protocol.Tlp;
import org.hublink.protocol.Transition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A case that leaves the Hub as evidence, judged by somebody who was not in it and believes nothing but the log (C4). */
@Tag("unit")
class CaseEvidenceTest {
    private final TalkWorld world = new TalkWorld();
    private final TalkWorld.Client paris = world.client("paris", "fr-o-1", ConversationWorld.FRENCH);
    private final TalkWorld.Client rio = world.client("rio", "br-o-1", ConversationWorld.BRAZILIAN);
    private final TalkWorld.Client stranger = world.client("natal", "br-o-8", ConversationWorld.STANDBY);

    @BeforeEach
    void aCaseWasAnswered() {
        world.sync();
        opens(Tlp.AMBER, List.of());
        step(rio, CaseStep.ACKNOWLEDGE, Transition.Words.NONE);
        step(rio, CaseStep.ACCEPT, Transition.Words.NONE);
        paris.run(new Wish.Chat(paris.conversation(), "not for the court"));
        world.sync();
    }

    private void opens(Tlp tlp, List<HandlingCode> codes) {
        var request = SampleCases.with(SampleCases.preservation(), tlp, codes);
        assertThat(paris.run(new Wish.OpenCase(request, ConversationWorld.FRENCH))
                        .clean())
                .isTrue();
        world.sync();
    }

    private void step(TalkWorld.Client client, CaseStep step, Transition.Words words) {
        assertThat(client.run(new Wish.Step(client.conversation(), step, words)).clean())
                .isTrue();
        world.sync();
    }

    private String exported() throws Malformed {
        return Utf8.decode(paris.book().evidence(paris.conversation()));
    }

    private CaseEvidence.Report judged(String file) throws Malformed {
        return stranger.engine().judge(Utf8.encode(file));
    }

    private List<String> verdicts(String file) throws Malformed {
        return judged(file).steps().stream().map(CaseEvidence.Step::verdict).toList();
    }

    /** The n-th value of a key, in the order of the file. */
    private static String value(String file, String key, int n) {
        int at = -1;
        for (int i = 0; i <= n; i++) {
            at = file.indexOf("\"" + key + "\":\"", at + 1);
        }
        int from = at + key.length() + 4;
        return file.substring(from, file.indexOf('"', from));
    }

    @Test
    void whoWasNotInItFindsEveryStepSoundAndTheStateItCameTo() throws Malformed {
        String file = exported();
        var report = judged(file);
        assertThat(report.steps()).extracting(CaseEvidence.Step::verdict).containsOnly("trusted");
        assertThat(report.steps())
                .extracting(step -> step.officer() + " " + step.act().signer().country())
                .containsExactly("fr-o-1 FR", "br-o-1 BR", "br-o-1 BR");
        assertThat(report.story().position().state()).isEqualTo(CaseState.ACCEPTED);
        assertThat(report.story().waiting()).isEmpty();
        assertThat(file).doesNotContain("not for the court");
    }

    @Test
    void whatWasSignedBeforeItsSignerWasRevokedStaysEvidence() throws Malformed {
        String file = exported();
        world.logged.hold(Revoke.device(rio.id), "BR");
        stranger.run(new Wish.Follow());
        assertThat(verdicts(file)).containsOnly("trusted");
    }

    @Test
    void anAlteredStepIsRefusedAndWhatFollowsItWaits() throws Malformed {
        String file = exported();
        String payload = value(file, "payload", 1);
        String altered = (payload.startsWith("e") ? "f" : "e") + payload.substring(1);
        assertThatThrownBy(() -> judged(file.replace(payload, altered))).isInstanceOf(Malformed.class);
        String signature = value(file, "sig", 1);
        String other = value(file, "sig", 2);
        String swapped = file.replace(signature, other);
        assertThat(verdicts(swapped)).containsExactly("trusted", "bad-signature", "trusted");
        assertThat(judged(swapped).story().position().state()).isEqualTo(CaseState.SENT);
    }

    @Test
    void aStepThatIsLeftOutIsMissed() throws Malformed {
        String file = exported();
        int from = file.indexOf("{\"envelope\"", file.indexOf("{\"envelope\"") + 1);
        int next = file.indexOf("{\"envelope\"", from + 1);
        var report = judged(file.substring(0, from) + file.substring(next));
        assertThat(report.story().waiting()).hasSize(1);
        assertThat(report.story().position().state()).isEqualTo(CaseState.SENT);
    }

    @Test
    void aCheckpointOfAnotherHistoryAndARosterThatDoesNotNameTheSignerCountForNothing() throws Malformed {
        String file = exported();
        TalkWorld other = new TalkWorld();
        for (String name : List.of("nice", "lens", "metz")) {
            other.client(name, "fr-o-1", ConversationWorld.FRENCH);
        }
        String foreign = Utf8.decode(other.note()).replace("\n", "\\n");
        String note = value(file, "checkpoint", 1);
        assertThat(verdicts(file.replace(note, foreign))).containsOnly("log-fork");
        assertThat(verdicts(file.replace("\"" + ConversationWorld.BRAZILIAN, "\"" + ConversationWorld.STANDBY)))
                .containsExactly("trusted", "not-rostered", "not-rostered");
    }

    @Test
    void whatItsSenderDoesNotLetGoIsNotExported() {
        opens(Tlp.RED, List.of());
        assertThatThrownBy(
                        () -> paris.book().evidence(paris.book().conversations().get(1)))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("handling-tlp");
        opens(Tlp.GREEN, List.of(HandlingCode.NOT_EVIDENCE));
        assertThatThrownBy(
                        () -> paris.book().evidence(paris.book().conversations().get(2)))
                .hasMessageContaining("handling-not-evidence");
    }
}
