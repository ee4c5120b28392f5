package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.hublink.primitives.Digest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Chains of transitions: order, parties, conflicts (C1 to C3). */
@Tag("unit")
class CaseStoryTest {
    private static final String FR = "fr-o-1";
    private static final String BR = "br-o-1";
    private static final String ALTERNATE = "br-o-9";
    private static final String STRANGER = "de-o-1";

    private final SampleCases cases = new SampleCases();
    private final List<VerifiedAct> acts = new ArrayList<>();

    private VerifiedAct add(String officer, CaseStep step, @Nullable VerifiedAct follows) {
        VerifiedAct act = cases.act(officer, step, follows);
        acts.add(act);
        return act;
    }

    private VerifiedAct chain(String officer, CaseStep... steps) {
        VerifiedAct last = acts.isEmpty() ? null : acts.get(acts.size() - 1);
        for (CaseStep step : steps) {
            last = add(officer, step, last);
        }
        return acts.get(acts.size() - 1);
    }

    private CaseStory story() {
        return SampleCases.story(acts);
    }

    private CaseState state() {
        return story().position().state();
    }

    private static List<CaseStep> taken(CaseStory story) {
        return story.taken().stream().map(link -> link.transition().step()).toList();
    }

    private static List<String> reasons(CaseStory story) {
        return story.refused().stream().map(CaseStory.Refusal::reason).toList();
    }

    @Test
    void aCaseRunsFromRequestToClose() {
        chain(FR, CaseStep.SEND);
        chain(BR, CaseStep.ACKNOWLEDGE, CaseStep.ASK);
        assertThat(state()).isEqualTo(CaseState.CLARIFICATION);
        chain(FR, CaseStep.CLARIFY);
        assertThat(state()).isEqualTo(CaseState.ACKNOWLEDGED);
        chain(BR, CaseStep.ACCEPT, CaseStep.START, CaseStep.DELAY, CaseStep.ANSWER);
        chain(FR, CaseStep.CONFIRM, CaseStep.CLOSE);
        CaseStory story = story();
        assertThat(story.position().state()).isEqualTo(CaseState.CLOSED);
        assertThat(story.taken()).hasSize(10);
        assertThat(story.refused()).isEmpty();
        assertThat(story.waiting()).isEmpty();
        assertThat(story.position().delayedUntil()).isZero();
    }

    @Test
    void aStepOutOfTurnOrByTheWrongSideIsRefusedAndSoIsWhatFollowsIt() {
        chain(FR, CaseStep.SEND);
        VerifiedAct wrong = add(FR, CaseStep.ACKNOWLEDGE, acts.get(0));
        add(FR, CaseStep.CLOSE, wrong);
        add(STRANGER, CaseStep.ACKNOWLEDGE, acts.get(0));
        CaseStory story = story();
        assertThat(story.position().state()).isEqualTo(CaseState.SENT);
        assertThat(reasons(story)).containsExactlyInAnyOrder("step-not-allowed", "step-predecessor", "step-party");
    }

    @Test
    void anActWhosePredecessorHasNotComeWaits() {
        VerifiedAct sent = cases.act(FR, CaseStep.SEND, null);
        VerifiedAct acknowledged = add(BR, CaseStep.ACKNOWLEDGE, sent);
        assertThat(story().waiting()).containsExactly(acknowledged);
        acts.add(sent);
        assertThat(state()).isEqualTo(CaseState.ACKNOWLEDGED);
    }

    @Test
    void twoThatFollowTheSameAreTakenInTheOrderThatTheTableAllows() {
        chain(FR, CaseStep.SEND);
        VerifiedAct acknowledged = chain(BR, CaseStep.ACKNOWLEDGE);
        add(BR, CaseStep.START, acknowledged);
        add(BR, CaseStep.ACCEPT, acknowledged);
        CaseStory story = story();
        assertThat(taken(story).subList(2, 4)).containsExactly(CaseStep.ACCEPT, CaseStep.START);
        assertThat(story.position().state()).isEqualTo(CaseState.IN_PROGRESS);
    }

    @Test
    void twoThatCannotBothCountAreAConflictUntilAHeadResolvesIt() {
        chain(FR, CaseStep.SEND);
        VerifiedAct accepted = chain(BR, CaseStep.ACKNOWLEDGE, CaseStep.ACCEPT);
        VerifiedAct answered = add(BR, CaseStep.ANSWER, accepted);
        VerifiedAct withdrawn = add(FR, CaseStep.WITHDRAW, accepted);
        VerifiedAct after = add(FR, CaseStep.CONFIRM, answered);
        CaseStory torn = story();
        assertThat(torn.position().state()).isEqualTo(CaseState.ACCEPTED);
        assertThat(torn.conflict()).extracting(CaseLink::act).containsExactlyInAnyOrder(answered, withdrawn);
        assertThat(torn.waiting()).containsExactly(after);

        resolve(ALTERNATE, accepted, answered, withdrawn);
        assertThat(story().conflict()).as("an alternate is no head").hasSize(2);
        resolve(BR, accepted, answered, withdrawn);
        CaseStory mended = story();
        assertThat(mended.conflict()).isEmpty();
        assertThat(mended.position().state()).isEqualTo(CaseState.CONFIRMED);
        assertThat(reasons(mended)).contains("step-overruled");
    }

    private void resolve(String officer, VerifiedAct follows, VerifiedAct... names) {
        List<Digest> digests = Arrays.stream(names).map(VerifiedAct::digest).toList();
        Transition resolve = new Transition(CaseStep.RESOLVE, SampleCases.GROUP, null, Transition.Words.names(digests));
        acts.add(cases.act(officer, resolve, follows, Realm.NOW));
    }

    @Test
    void anAlternateAnswersOnlyOnceTheCaseWasEscalatedToIt() {
        VerifiedAct sent = chain(FR, CaseStep.SEND);
        add(ALTERNATE, CaseStep.ACKNOWLEDGE, sent);
        assertThat(reasons(story())).containsExactly("step-not-allowed");
        acts.clear();
        acts.add(sent);
        VerifiedAct escalated = add(ALTERNATE, CaseStep.ESCALATE, sent);
        add(ALTERNATE, CaseStep.ACKNOWLEDGE, escalated);
        CaseStory story = story();
        assertThat(story.position().state()).isEqualTo(CaseState.ACKNOWLEDGED);
        assertThat(story.position().escalated()).isTrue();
    }

    @Test
    void preservationRunsBesideTheState() {
        chain(FR, CaseStep.SEND);
        chain(BR, CaseStep.ACKNOWLEDGE, CaseStep.ACCEPT, CaseStep.PRESERVE, CaseStep.ANSWER);
        chain(FR, CaseStep.CONFIRM, CaseStep.CLOSE);
        chain(BR, CaseStep.RENEW);
        assertThat(story().position().preservation()).isEqualTo(PreservationState.RENEWED);
        chain(FR, CaseStep.FILE_MLA);
        chain(BR, CaseStep.RENEW);
        CaseStory story = story();
        assertThat(story.position().preservation()).isEqualTo(PreservationState.MLA_FILED);
        assertThat(story.position().state()).isEqualTo(CaseState.CLOSED);
        assertThat(reasons(story)).containsExactly("step-not-allowed");
    }

    @Test
    void whatIsNotPreservationCannotBePreserved() {
        Transition send =
                new Transition(CaseStep.SEND, SampleCases.GROUP, SampleCases.emergency(), Transition.Words.NONE);
        acts.add(cases.act(FR, send, null, Realm.NOW));
        chain(BR, CaseStep.ACKNOWLEDGE, CaseStep.ACCEPT, CaseStep.PRESERVE);
        assertThat(reasons(story())).containsExactly("step-not-allowed");
    }

    /** Random trees of transitions, good and bad: whatever the order of arrival, one story. */
    @Test
    void theSameActsTellTheSameStoryInAnyOrder() {
        long seed = 20_261_122L;
        Random random = new Random(seed);
        int moved = 0;
        for (int round = 0; round < 30; round++) {
            acts.clear();
            chain(FR, CaseStep.SEND);
            for (int i = 0; i < 14; i++) {
                addAny(random);
            }
            CaseStory first = story();
            moved += first.taken().size() - 1;
            for (int order = 0; order < 4; order++) {
                Collections.shuffle(acts, random);
                assertThat(story()).as("seed %d round %d", seed, round).isEqualTo(first);
            }
            int all = first.taken().size()
                    + first.refused().size()
                    + first.conflict().size()
                    + first.waiting().size();
            assertThat(all).as("nothing is lost").isEqualTo(acts.size());
        }
        assertThat(moved).as("the rounds are not all dead ends").isGreaterThan(60);
    }

    /** Half of them fit the table at the end of the chain, the others are anybody's anything behind one of the last two. */
    private void addAny(Random random) {
        CaseStory story = story();
        CaseLink last = story.last();
        List<CaseTable.Row> rows = CaseTable.all().stream()
                .filter(row -> row.from() == story.position().state() && row.step() != CaseStep.CLOSE)
                .toList();
        if (last != null && !rows.isEmpty() && random.nextBoolean()) {
            CaseTable.Row row = rows.get(random.nextInt(rows.size()));
            String officer =
                    row.party() == CaseParty.REQUESTER ? FR : row.party() == CaseParty.ANSWERER ? BR : ALTERNATE;
            add(officer, row.step(), last.act());
        } else {
            CaseStep[] steps = CaseStep.values();
            CaseStep step = steps[1 + random.nextInt(steps.length - 2)];
            VerifiedAct follows = acts.get(acts.size() - 1 - random.nextInt(Math.min(2, acts.size())));
            add(SampleCases.OFFICERS.get(random.nextInt(SampleCases.OFFICERS.size())), step, follows);
        }
    }
}
