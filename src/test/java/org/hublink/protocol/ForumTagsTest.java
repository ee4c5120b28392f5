package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ForumTagsTest {
    private static final ForumAuthor OWNER = ForumTalk.EXPERT;
    private static final ForumAuthor OF_LAW = ForumTalk.author("SN", "baobab-5", Role.EXPERT, "covert-law");

    @Test
    void anOwnerPutsHisTagOnAndTakesItOff() {
        ForumTalk talk = ForumTalk.asked();
        assertThat(talk.turn(OWNER, ForumTurn.tagged(List.of("chat-logs")))).isEmpty();
        assertThat(talk.thread.tags()).containsExactly("chat-logs");
        assertThat(talk.turn(ForumTalk.SECOND, ForumTurn.tagged(List.of())))
                .as("a tag has as many owners as it has experts")
                .isEmpty();
        assertThat(talk.thread.tags()).isEmpty();
        assertThat(talk.thread.state()).as("the question goes on as before").isEqualTo(ForumState.OPEN);
    }

    @Test
    void nobodyTouchesTheTagOfAnother() {
        ForumTalk talk = ForumTalk.asked();
        assertThat(talk.turn(OWNER, ForumTurn.tagged(List.of("chat-logs", "osint"))))
                .isEqualTo("forum-not-your-tag");
        assertThat(talk.turn(OWNER, ForumTurn.tagged(List.of("chat-logs")))).isEmpty();
        assertThat(talk.turn(OF_LAW, ForumTurn.tagged(List.of("covert-law"))))
                .as("his is put on, another's taken off")
                .isEqualTo("forum-not-your-tag");
        assertThat(talk.turn(OF_LAW, ForumTurn.tagged(List.of("chat-logs", "covert-law"))))
                .isEmpty();
        assertThat(talk.turn(ForumTalk.MEMBER, ForumTurn.tagged(List.of())))
                .as("who is no expert")
                .isEqualTo("forum-turn-not-allowed");
        assertThat(talk.turn(ForumTalk.ASKER, ForumTurn.tagged(List.of())))
                .as("the asker edits his question instead")
                .isEqualTo("forum-turn-not-allowed");
        assertThat(talk.thread.tags()).containsExactly("chat-logs", "covert-law");
    }

    @Test
    void aModeratorSetsAllTags() {
        ForumTalk talk = ForumTalk.asked();
        assertThat(talk.turn(ForumTalk.MODERATOR, ForumTurn.tagged(List.of("osint", "a-new-tag"))))
                .isEmpty();
        assertThat(talk.turn(ForumTalk.MODERATOR, ForumTurn.plain(ForumStep.LOCK)))
                .isEmpty();
        assertThat(talk.turn(OWNER, ForumTurn.tagged(List.of("osint", "a-new-tag", "chat-logs"))))
                .isEqualTo("forum-locked");
        assertThat(talk.turn(ForumTalk.MODERATOR, ForumTurn.tagged(List.of("a-new-tag", "osint"))))
                .as("the same in another order changes nothing")
                .isEqualTo("forum-turn-not-allowed");
        assertThat(talk.turn(ForumTalk.MODERATOR, ForumTurn.tagged(List.of("osint"))))
                .isEmpty();
    }

    @Test
    void whatIsSetStaysWhateverTheAuthorWritesSince() {
        ForumTalk talk = ForumTalk.asked();
        String question = talk.question();
        assertThat(talk.post(ForumTalk.ASKER, ForumPost.edit(question, "Which clock?", "This one.", List.of("osint"))))
                .isEmpty();
        assertThat(talk.thread.tags()).containsExactly("osint");
        assertThat(talk.turn(OWNER, ForumTurn.tagged(List.of("osint", "chat-logs"))))
                .isEmpty();
        assertThat(talk.post(ForumTalk.ASKER, ForumPost.edit(question, "Which clock?", "That one.", List.of())))
                .isEmpty();
        assertThat(talk.thread.tags()).containsExactly("osint", "chat-logs");
    }

    @Test
    void tagsThatAreNoneAreRefused() {
        for (List<String> tags : List.of(
                List.of("Chat"), List.of("a b"), List.of("osint", "osint"), List.of("a", "b", "c", "d", "e", "f"))) {
            Json.Obj body = ForumTurn.tagged(tags).json();
            assertThatThrownBy(() -> ForumTurn.read(body)).as("%s", tags).isInstanceOf(Malformed.class);
        }
        Json.Obj none = ForumTurn.plain(ForumStep.TAG).json();
        assertThatThrownBy(() -> ForumTurn.read(none))
                .isInstanceOfSatisfying(
                        Malformed.class, refused -> assertThat(refused.reason()).isEqualTo("json-missing-key"));
    }
}
