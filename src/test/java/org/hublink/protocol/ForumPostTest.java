package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class ForumPostTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";

    @Test
    void whatIsWrittenIsRead() throws Malformed {
        for (ForumPost post : List.of(
                ForumPost.question(ForumSpace.TOOLS, "ar", "سؤال", "نص\nثان", List.of("chat-logs", "osint")),
                ForumPost.answer("> quoted\n\n`code`"),
                ForumPost.comment(ID, "Thanks."),
                ForumPost.edit(ID, "New title", "New text", List.of()),
                ForumPost.edit(ID, null, "New text", List.of()))) {
            assertThat(ForumPost.read(post.form(), post.json())).isEqualTo(post);
        }
        ForumTurn turn = ForumTurn.removal(ID, ForumReason.ABUSIVE, Digest.of(new byte[3]))
                .saying("It names a child.");
        assertThat(ForumTurn.read(turn.json())).isEqualTo(turn);
        assertThat(ForumTurn.read(ForumTurn.move(ForumSpace.LAW).json())).isEqualTo(ForumTurn.move(ForumSpace.LAW));
        assertThat(ForumTurn.read(ForumTurn.duplicate(ID).json())).isEqualTo(ForumTurn.duplicate(ID));
        ForumMark report = new ForumMark(ID, ForumReason.CASE_DATA, "A plate.");
        assertThat(ForumMark.read(ForumMark.REPORT, report.json())).isEqualTo(report);
        ForumMark vote = new ForumMark(ID, null, null);
        assertThat(ForumMark.read(ForumMark.VOTE, vote.json())).isEqualTo(vote);
    }

    @ParameterizedTest
    @CsvSource({
        "a\u202egpj.exe, forum-bidi", // right-to-left override
        "a\u2067b, forum-bidi", // an isolate that nobody closes
        "a\u2069b, forum-bidi", // one that nobody opened
        "'   ', json-out-of-range",
        ">>>>>>> deep, forum-nesting",
        "> > > > > > > deep, forum-nesting"
    })
    void textThatWouldDeceiveIsRefused(String text, String reason) {
        assertRefused(ForumPost.answer(text), reason);
    }

    @Test
    void whatIsWithinTheBoundsIsTaken() throws Malformed {
        String full = "字".repeat(ForumPost.TEXT_CHARS_MAX);
        assertThat(ForumPost.read(ForumPost.Form.ANSWER, ForumPost.answer(full).json())
                        .text())
                .isEqualTo(full);
        ForumPost.read(
                ForumPost.Form.ANSWER,
                ForumPost.answer(">>>>>> six\n> one \u2068name\u2069").json());
        assertRefused(ForumPost.answer(full + "字"), "json-out-of-range");
        assertRefused(ForumPost.comment(ID, "x".repeat(ForumPost.COMMENT_CHARS_MAX + 1)), "json-out-of-range");
    }

    @Test
    void aQuestionHasALanguageOfTheEightAndTagsOfTheirAlphabet() {
        assertRefused(ForumPost.question(ForumSpace.LAW, "de", "Frage", "Text", List.of()), "forum-language");
        assertRefused(ForumPost.question(ForumSpace.LAW, "en", "Q", "Text", List.of("No-Caps")), "forum-tag");
        assertRefused(ForumPost.question(ForumSpace.LAW, "en", "Q", "Text", List.of("сhat")), "forum-tag");
        assertRefused(ForumPost.question(ForumSpace.LAW, "en", "Q", "Text", List.of("a", "a")), "forum-tag");
        assertRefused(
                ForumPost.question(ForumSpace.LAW, "en", "Q", "T", List.of("a", "b", "c", "d", "e", "f")),
                "json-out-of-range");
        assertRefused(ForumPost.question(ForumSpace.LAW, "en", "two\nlines", "T", List.of()), "json-control-character");
        assertRefused(ForumPost.question(ForumSpace.LAW, "en", "a\u202eb", "T", List.of()), "json-bidi-control");
    }

    @Test
    void aTurnSaysWhatItsStepWantsAndNothingElse() {
        assertThatThrownBy(() -> ForumTurn.read(Json.obj().put("step", "accept").build()))
                .isInstanceOfSatisfying(
                        Malformed.class, r -> assertThat(r.reason()).isEqualTo("json-missing-key"));
        assertThatThrownBy(() -> ForumTurn.read(
                        Json.obj().put("step", "claim").put("words", "mine").build()))
                .isInstanceOfSatisfying(
                        Malformed.class, r -> assertThat(r.reason()).isEqualTo("json-unknown-key"));
    }

    private static void assertRefused(ForumPost post, String reason) {
        assertThatThrownBy(() -> ForumPost.read(post.form(), post.json()))
                .isInstanceOfSatisfying(
                        Malformed.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
