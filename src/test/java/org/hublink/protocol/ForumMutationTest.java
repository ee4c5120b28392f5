package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever became of its bytes: a body of the forum is read and written again the same, or refused with a reason. */
@Tag("unit")
class ForumMutationTest {
    private static final Text TEXT = JvmHome.system().text();
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final int MUTANTS = 20_000;

    private interface Form {
        Json.Obj again(Json.Obj body) throws Malformed;
    }

    private record Sample(Form form, Json.Obj body) {}

    private static List<Sample> samples() {
        List<Sample> out = new ArrayList<>();
        for (ForumPost post : List.of(
                ForumPost.question(ForumSpace.LAW, "zh", "标题", "> 引用\n\n正文", List.of("e-evidence")),
                ForumPost.answer("`code` and more"),
                ForumPost.comment(ID, "Thanks."),
                ForumPost.edit(ID, "Title", "Text", List.of("a", "b")))) {
            out.add(new Sample(body -> ForumPost.read(post.form(), body).json(), post.json()));
        }
        for (ForumTurn turn : List.of(
                ForumTurn.plain(ForumStep.CLAIM),
                ForumTurn.plain(ForumStep.ASK).saying("Which?"),
                ForumTurn.removal(ID, ForumReason.ABUSIVE, Digest.of(new byte[] {1})),
                ForumTurn.move(ForumSpace.TOOLS),
                ForumTurn.tagged(List.of("chat-logs", "osint")),
                ForumTurn.duplicate(ID))) {
            out.add(new Sample(body -> ForumTurn.read(body).json(), turn.json()));
        }
        out.add(new Sample(
                body -> ForumMark.read(ForumMark.REPORT, body).json(),
                new ForumMark(ID, ForumReason.WRONG, "It is not so.").json()));
        out.add(new Sample(body -> ForumMark.read(ForumMark.VOTE, body).json(), new ForumMark(ID, null, null).json()));
        return out;
    }

    @Test
    void eachMutantIsReadAndWrittenAgainOrRefused() {
        int taken = 0;
        int refused = 0;
        for (Sample sample : samples()) {
            byte[] good = Json.write(sample.body());
            Random random = new Random(good.length);
            for (int n = 0; n < MUTANTS; n++) {
                try {
                    Json json = Json.read(mutant(good, random), JsonLimits.DEFAULT, TEXT);
                    if (json instanceof Json.Obj body) {
                        Json.Obj once = sample.form().again(body);
                        assertThat(sample.form().again(once)).isEqualTo(once);
                        taken++;
                    }
                } catch (Malformed reason) {
                    assertThat(reason.reason()).isNotEmpty();
                    refused++;
                }
            }
        }
        assertThat(taken).as("some changes make other words only").isGreaterThan(1_000);
        assertThat(refused).isGreaterThan(10_000);
    }

    private static byte[] mutant(byte[] good, Random random) {
        byte[] out = good.clone();
        for (int change = random.nextInt(3); change >= 0; change--) {
            int at = random.nextInt(out.length);
            switch (random.nextInt(4)) {
                case 0 -> out[at] = (byte) random.nextInt(256);
                case 1 -> out[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> out[at] = (byte) "{}[]\":,0a> \n".charAt(random.nextInt(12));
                default -> out = cut(out, at, random);
            }
        }
        return out;
    }

    private static byte[] cut(byte[] in, int at, Random random) {
        int end = Math.min(in.length, at + 1 + random.nextInt(8));
        if (end - at == in.length) {
            return in;
        }
        byte[] out = new byte[in.length - (end - at)];
        System.arraycopy(in, 0, out, 0, at);
        System.arraycopy(in, end, out, at, in.length - end);
        return out;
    }
}
