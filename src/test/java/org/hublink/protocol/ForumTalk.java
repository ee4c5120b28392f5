package org.hublink.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Json;
import org.jspecify.annotations.Nullable;

/** A thread in the making: acts of named personas, each following what it should unless a test says otherwise. */
final class ForumTalk {
    static final ForumAuthor ASKER = author("FR", "harbour-17", Role.OFFICER);
    static final ForumAuthor MEMBER = author("KG", "karagach-3", Role.OFFICER);
    static final ForumAuthor EXPERT = author("NL", "voorbeeld-3", Role.EXPERT, "chat-logs");
    static final ForumAuthor SECOND = author("CA", "maple-08", Role.EXPERT, "chat-logs");
    static final ForumAuthor MODERATOR = author("BE", "tilleul-6", Role.MODERATOR);
    static final ForumAuthor OTHER_MODERATOR = author("IE", "heron-2", Role.MODERATOR);

    final ForumThread thread = new ForumThread();
    final Map<String, Digest> first = new LinkedHashMap<>();
    private int counter;
    String last = "";

    static ForumAuthor author(String country, String handle, Role badge, String... topics) {
        return new ForumAuthor(country, handle, badge, List.of(topics), 7, List.of());
    }

    /** A question of {@link #ASKER}, in place. */
    static ForumTalk asked() {
        ForumTalk talk = new ForumTalk();
        String refused = talk.post(
                ASKER,
                ForumPost.question(ForumSpace.TECHNIQUES, "en", "Which clock?", "The export names none.", List.of()));
        if (!refused.isEmpty()) {
            throw new AssertionError(refused);
        }
        return talk;
    }

    String question() {
        ForumEntry question = thread.question();
        if (question == null) {
            throw new AssertionError("no question");
        }
        return question.id();
    }

    /** An answer that counts; its id. */
    String answered(ForumAuthor by) {
        String refused = post(by, ForumPost.answer("By an event whose true time is known."));
        if (!refused.isEmpty()) {
            throw new AssertionError(refused);
        }
        return last;
    }

    String post(ForumAuthor by, ForumPost post) {
        Digest follows = switch (post.form()) {
            case QUESTION -> null;
            case ANSWER -> first.get(question());
            case COMMENT -> first.get(post.on());
            case EDIT ->
                thread.post(String.valueOf(post.on())) == null
                        ? null
                        : thread.post(String.valueOf(post.on())).head();
        };
        String context = post.form() == ForumPost.Form.QUESTION ? ForumPost.ROOM : question();
        return add(by, post.form().code(), context, follows, post.json());
    }

    String turn(ForumAuthor by, ForumStep step) {
        return turn(by, ForumTurn.plain(step));
    }

    String turn(ForumAuthor by, ForumStep step, String post) {
        return turn(by, ForumTurn.about(step, post));
    }

    String turn(ForumAuthor by, ForumTurn turn) {
        return add(by, ForumTurn.KIND, question(), thread.head(), turn.json());
    }

    String add(ForumAuthor by, String kind, String context, @Nullable Digest follows, Json.Obj body) {
        ForumSaid said = said(by, kind, context, follows, body);
        last = said.act().id();
        first.put(last, said.digest());
        return thread.add(said);
    }

    ForumSaid said(ForumAuthor by, String kind, String context, @Nullable Digest follows, Json.Obj body) {
        String number = "0000000" + Integer.toHexString(++counter);
        String id = "000000000000000000000000" + number.substring(number.length() - 8);
        Act act = new Act(
                kind,
                id,
                context,
                new Act.Signer(Act.SignerType.PERSONA, by.country(), by.handle(), 1),
                9,
                Digest.of(new byte[0]),
                1_000 + counter,
                follows,
                body);
        return new ForumSaid(act, act.digest(), by, false);
    }
}
