package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.hublink.primitives.Digest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ForumThreadTest {
    @Test
    void aQuestionGoesItsWholeWay() {
        ForumTalk talk = ForumTalk.asked();
        assertThat(talk.thread.state()).isEqualTo(ForumState.OPEN);
        assertThat(talk.turn(ForumTalk.EXPERT, ForumStep.CLAIM)).isEmpty();
        assertThat(talk.thread.state()).isEqualTo(ForumState.CLAIMED);
        assertThat(talk.turn(ForumTalk.EXPERT, ForumTurn.plain(ForumStep.ASK).saying("Which version?")))
                .isEmpty();
        assertThat(talk.thread.state()).isEqualTo(ForumState.NEEDS_INFO);
        assertThat(talk.turn(ForumTalk.ASKER, ForumTurn.plain(ForumStep.INFORM).saying("The newest.")))
                .isEmpty();
        String answer = talk.answered(ForumTalk.EXPERT);
        assertThat(talk.thread.state()).isEqualTo(ForumState.ANSWERED);
        assertThat(talk.turn(ForumTalk.ASKER, ForumStep.ACCEPT, answer)).isEmpty();
        assertThat(talk.turn(ForumTalk.SECOND, ForumStep.VERIFY, answer)).isEmpty();
        assertThat(talk.thread.state()).isEqualTo(ForumState.ACCEPTED);
        assertThat(talk.thread.accepted()).isEqualTo(answer);
        assertThat(talk.turn(ForumTalk.SECOND, ForumStep.STALE)).isEmpty();
        String newer = talk.answered(ForumTalk.SECOND);
        assertThat(talk.turn(ForumTalk.EXPERT, ForumStep.UPDATE, newer)).isEmpty();
        assertThat(talk.thread.state()).isEqualTo(ForumState.UPDATED);
        assertThat(talk.turn(ForumTalk.EXPERT, ForumStep.OBSOLETE)).isEmpty();
        assertThat(talk.thread.state()).isEqualTo(ForumState.OBSOLETE);
    }

    /** Thousands of turns by whoever, on a thread that goes all its ways: offered is what counts, and nothing else. */
    @Test
    void whatIsOfferedCountsAndNothingElse() {
        List<ForumAuthor> people = List.of(
                ForumTalk.ASKER,
                ForumTalk.MEMBER,
                ForumTalk.EXPERT,
                ForumTalk.SECOND,
                ForumTalk.MODERATOR,
                ForumTalk.OTHER_MODERATOR);
        List<ForumStep> steps = List.of(ForumStep.values());
        Set<String> taken = new TreeSet<>();
        for (int seed = 0; seed < 80; seed++) {
            Random random = new Random(seed);
            ForumTalk talk = ForumTalk.asked();
            List<String> posts = new ArrayList<>(List.of(talk.question()));
            posts.add(talk.answered(ForumTalk.EXPERT));
            posts.add(talk.answered(ForumTalk.MODERATOR));
            for (int n = 0; n < 400; n++) {
                ForumAuthor author = people.get(random.nextInt(people.size()));
                ForumStep step = steps.get(random.nextInt(steps.size()));
                String post = step.needs(ForumStep.POST) ? posts.get(random.nextInt(posts.size())) : null;
                ForumEntry entry = post == null ? null : talk.thread.post(post);
                boolean offered = talk.thread.steps(author, entry).contains(step.code());
                String refused = talk.turn(author, whole(talk, step, entry));
                assertThat(refused.isEmpty())
                        .as("%s by %s: %s", step, author.handle(), refused)
                        .isEqualTo(offered);
                if (offered) taken.add(step.code());
            }
        }
        assertThat(taken).as("every step was taken").hasSameSizeAs(steps);
    }

    private static ForumTurn whole(ForumTalk talk, ForumStep step, @Nullable ForumEntry entry) {
        ForumSpace other = talk.thread.space() == ForumSpace.LAW ? ForumSpace.TOOLS : ForumSpace.LAW;
        List<String> tags = talk.thread.tags().isEmpty() ? List.of("chat-logs") : List.of();
        return new ForumTurn(
                step,
                entry == null ? null : entry.id(),
                step.needs(ForumStep.THREAD) ? "0123456789abcdef0123456789abcdef" : null,
                step.needs(ForumStep.SPACE) ? other : null,
                step.needs(ForumStep.REASON) ? ForumReason.WRONG : null,
                entry != null && step == ForumStep.REMOVE ? entry.said().digest() : null,
                step.needs(ForumStep.TAGS) ? tags : null,
                step.needs(ForumStep.WORDS) ? "Because." : null);
    }

    @Test
    void onlyWhoMayTakesATurn() {
        ForumTalk talk = ForumTalk.asked();
        assertThat(talk.turn(ForumTalk.MEMBER, ForumStep.CLAIM)).isEqualTo("forum-turn-not-allowed");
        assertThat(talk.turn(ForumTalk.MODERATOR, ForumStep.CLAIM))
                .as("a moderator without topics is no expert")
                .isEqualTo("forum-turn-not-allowed");
        String answer = talk.answered(ForumTalk.EXPERT);
        assertThat(talk.turn(ForumTalk.EXPERT, ForumStep.ACCEPT, answer)).isEqualTo("forum-turn-not-allowed");
        assertThat(talk.turn(ForumTalk.EXPERT, ForumStep.VERIFY, answer)).isEqualTo("forum-own-post");
        assertThat(talk.turn(
                        ForumTalk.EXPERT,
                        ForumTurn.about(ForumStep.HIDE, answer).because(ForumReason.WRONG)))
                .isEqualTo("forum-turn-not-allowed");
        assertThat(talk.turn(ForumTalk.ASKER, ForumStep.ACCEPT, talk.question()))
                .isEqualTo("forum-no-answer");
    }

    @Test
    void nobodyClaimsHisOwnQuestion() {
        ForumTalk talk = new ForumTalk();
        ForumPost post =
                ForumPost.question(ForumSpace.LAW, "fr", "Délai ?", "Combien de jours ?", List.of("e-evidence"));
        assertThat(talk.post(ForumTalk.EXPERT, post)).isEmpty();
        assertThat(talk.turn(ForumTalk.EXPERT, ForumStep.CLAIM)).isEqualTo("forum-own-post");
    }

    @Test
    void aTurnThatDoesNotFollowTheLastOneIsRefused() {
        ForumTalk talk = ForumTalk.asked();
        Digest before = talk.thread.head();
        assertThat(talk.turn(ForumTalk.EXPERT, ForumStep.CLAIM)).isEmpty();
        assertThat(talk.add(
                        ForumTalk.EXPERT,
                        ForumTurn.KIND,
                        talk.question(),
                        before,
                        ForumTurn.plain(ForumStep.RELEASE).json()))
                .as("so none can be taken out from between")
                .isEqualTo("forum-chain");
        assertThat(talk.turn(ForumTalk.EXPERT, ForumStep.RELEASE)).isEmpty();
    }

    @Test
    void anEditIsItsAuthorsAloneAndFollowsTheNewestVersion() {
        ForumTalk talk = ForumTalk.asked();
        String answer = talk.answered(ForumTalk.EXPERT);
        assertThat(talk.turn(ForumTalk.SECOND, ForumStep.VERIFY, answer)).isEmpty();
        ForumPost edit = ForumPost.edit(answer, null, "By two events.", List.of());
        assertThat(talk.post(ForumTalk.SECOND, edit)).isEqualTo("forum-not-yours");
        Digest old = talk.first.get(answer);
        assertThat(talk.post(ForumTalk.EXPERT, edit)).isEmpty();
        assertThat(talk.add(ForumTalk.EXPERT, "edit", talk.question(), old, edit.json()))
                .isEqualTo("forum-chain");
        ForumEntry entry = talk.thread.post(answer);
        assertThat(entry).isNotNull();
        assertThat(entry.post().text()).isEqualTo("By two events.");
        assertThat(entry.verified())
                .as("what a second expert verified is not there any more")
                .isEmpty();
        assertThat(entry.versions()).hasSize(2);
        assertThat(talk.post(ForumTalk.EXPERT, ForumPost.edit(answer, "A title", "Text", List.of())))
                .isEqualTo("forum-edit-title");
    }

    @Test
    void aLockedThreadTakesNothingButModeration() {
        ForumTalk talk = ForumTalk.asked();
        String answer = talk.answered(ForumTalk.EXPERT);
        assertThat(talk.turn(ForumTalk.MODERATOR, ForumStep.LOCK)).isEmpty();
        assertThat(talk.post(ForumTalk.MEMBER, ForumPost.answer("Me too."))).isEqualTo("forum-locked");
        assertThat(talk.post(ForumTalk.EXPERT, ForumPost.edit(answer, null, "More.", List.of())))
                .isEqualTo("forum-locked");
        assertThat(talk.turn(ForumTalk.ASKER, ForumStep.ACCEPT, answer)).isEqualTo("forum-locked");
        assertThat(talk.turn(ForumTalk.OTHER_MODERATOR, ForumStep.UNLOCK)).isEmpty();
        assertThat(talk.turn(ForumTalk.ASKER, ForumStep.ACCEPT, answer)).isEmpty();
    }

    @Test
    void anAppealIsDecidedByAnotherModerator() {
        ForumTalk talk = ForumTalk.asked();
        String answer = talk.answered(ForumTalk.EXPERT);
        assertThat(talk.turn(
                        ForumTalk.EXPERT,
                        ForumTurn.about(ForumStep.APPEAL, answer).saying("Why?")))
                .as("there is nothing to appeal against")
                .isEqualTo("forum-turn-not-allowed");
        ForumTurn hide = ForumTurn.about(ForumStep.HIDE, answer).because(ForumReason.CASE_DATA);
        assertThat(talk.turn(ForumTalk.MODERATOR, hide)).isEmpty();
        assertThat(talk.turn(
                        ForumTalk.EXPERT,
                        ForumTurn.about(ForumStep.APPEAL, answer).saying("It is invented.")))
                .isEmpty();
        assertThat(talk.turn(ForumTalk.MODERATOR, ForumStep.UPHOLD, answer)).isEqualTo("forum-own-decision");
        assertThat(talk.turn(ForumTalk.MODERATOR, ForumStep.RESTORE, answer)).isEqualTo("forum-own-decision");
        assertThat(talk.turn(ForumTalk.OTHER_MODERATOR, ForumStep.RESTORE, answer))
                .isEmpty();
        assertThat(talk.thread.state()).isEqualTo(ForumState.ANSWERED);
    }

    @Test
    void whatAModeratorLeavesStaysAsItIs() {
        ForumTalk talk = ForumTalk.asked();
        String answer = talk.answered(ForumTalk.EXPERT);
        assertThat(talk.turn(ForumTalk.EXPERT, ForumStep.KEEP, talk.question())).isEqualTo("forum-turn-not-allowed");
        assertThat(talk.turn(ForumTalk.MODERATOR, ForumStep.KEEP, answer)).isEmpty();
        ForumEntry kept = talk.thread.post(answer);
        assertThat(kept).isNotNull();
        assertThat(kept.fate()).isEqualTo(ForumEntry.Fate.SHOWN);
        assertThat(kept.decision()).as("nothing was decided against it").isNull();
        assertThat(talk.turn(
                        ForumTalk.EXPERT,
                        ForumTurn.about(ForumStep.APPEAL, answer).saying("Why?")))
                .isEqualTo("forum-turn-not-allowed");
        assertThat(talk.turn(
                        ForumTalk.MODERATOR,
                        ForumTurn.about(ForumStep.HIDE, answer).because(ForumReason.WRONG)))
                .isEmpty();
        assertThat(talk.turn(ForumTalk.MODERATOR, ForumStep.KEEP, answer))
                .as("what is hidden is shown again or stays hidden")
                .isEqualTo("forum-turn-not-allowed");
    }

    @Test
    void nobodyModeratesHimself() {
        ForumTalk talk = ForumTalk.asked();
        String answer = talk.answered(ForumTalk.MODERATOR);
        assertThat(talk.turn(
                        ForumTalk.MODERATOR,
                        ForumTurn.about(ForumStep.HIDE, answer).because(ForumReason.WRONG)))
                .isEqualTo("forum-own-post");
    }

    @Test
    void aRemovedPostLeavesAnEmptyPlaceThatItsRemovalNames() {
        ForumTalk talk = ForumTalk.asked();
        String answer = talk.answered(ForumTalk.EXPERT);
        Digest digest = talk.first.get(answer);
        ForumTurn wrong = ForumTurn.removal(answer, ForumReason.PERSONAL_DATA, Digest.of(new byte[] {1}));
        assertThat(talk.turn(ForumTalk.MODERATOR, wrong)).isEqualTo("forum-chain");
        ForumTurn removal = ForumTurn.removal(answer, ForumReason.PERSONAL_DATA, digest);
        assertThat(talk.turn(ForumTalk.MODERATOR, removal)).isEmpty();
        assertThat(talk.turn(ForumTalk.OTHER_MODERATOR, ForumStep.RESTORE, answer))
                .as("what was removed is erased")
                .isEqualTo("forum-turn-not-allowed");
        assertThat(talk.thread.answers()).isZero();
        assertThat(talk.thread.state()).isEqualTo(ForumState.OPEN);
    }

    @Test
    void aPostThatTheServerKeepsBackWithoutARemovalIsNamed() {
        ForumTalk talk = ForumTalk.asked();
        ForumSaid gone = talk.said(
                ForumTalk.EXPERT,
                "answer",
                talk.question(),
                talk.first.get(talk.question()),
                ForumPost.answer("…").json());
        assertThat(talk.thread.addErased(gone.act(), gone.digest(), ForumTalk.EXPERT, null))
                .isEmpty();
        assertThat(talk.thread.withheld()).containsExactly(gone.act().id());
        ForumTurn removal = ForumTurn.removal(gone.act().id(), ForumReason.PERSONAL_DATA, gone.digest());
        assertThat(talk.turn(ForumTalk.MODERATOR, removal)).isEmpty();
        assertThat(talk.thread.withheld()).isEmpty();
    }

    @Test
    void aRemovedQuestionTakesNothingMore() {
        ForumTalk talk = ForumTalk.asked();
        String answer = talk.answered(ForumTalk.EXPERT);
        ForumTurn removal =
                ForumTurn.removal(talk.question(), ForumReason.HELPS_OFFENDERS, talk.first.get(talk.question()));
        assertThat(talk.turn(ForumTalk.MODERATOR, removal)).isEmpty();
        assertThat(talk.thread.state()).isEqualTo(ForumState.REMOVED);
        assertThat(talk.post(ForumTalk.MEMBER, ForumPost.answer("Still."))).isEqualTo("forum-locked");
        assertThat(talk.turn(ForumTalk.ASKER, ForumStep.ACCEPT, answer)).isEqualTo("forum-locked");
    }

    @Test
    void anActStandsInOneThreadAndOnce() {
        ForumTalk talk = ForumTalk.asked();
        ForumSaid said = talk.said(
                ForumTalk.EXPERT,
                "answer",
                talk.question(),
                talk.first.get(talk.question()),
                ForumPost.answer("Once.").json());
        assertThat(talk.thread.add(said)).isEmpty();
        assertThat(talk.thread.add(said)).isEqualTo("act-replayed");
        assertThat(talk.add(
                        ForumTalk.EXPERT,
                        "answer",
                        "00000000000000000000000000000bad",
                        talk.first.get(talk.question()),
                        ForumPost.answer("Elsewhere.").json()))
                .isEqualTo("act-context");
        assertThat(talk.add(
                        ForumTalk.EXPERT,
                        "answer",
                        talk.question(),
                        Digest.of(new byte[] {2}),
                        ForumPost.answer("To another question.").json()))
                .isEqualTo("forum-chain");
    }

    @Test
    void inSomeSpacesOnlyExpertsAsk() {
        ForumTalk talk = new ForumTalk();
        ForumPost notice = ForumPost.question(ForumSpace.NOTICES, "en", "A new release", "Look.", List.of());
        assertThat(talk.post(ForumTalk.MEMBER, notice)).isEqualTo("forum-experts-only");
        assertThat(talk.post(ForumTalk.EXPERT, notice)).isEmpty();
    }

    @Test
    void anAcceptedAnswerThatIsHiddenIsAcceptedNoMore() {
        ForumTalk talk = ForumTalk.asked();
        String answer = talk.answered(ForumTalk.EXPERT);
        assertThat(talk.turn(ForumTalk.ASKER, ForumStep.ACCEPT, answer)).isEmpty();
        assertThat(talk.turn(
                        ForumTalk.MODERATOR,
                        ForumTurn.about(ForumStep.HIDE, answer).because(ForumReason.WRONG)))
                .isEmpty();
        assertThat(talk.thread.accepted()).isNull();
    }
}
