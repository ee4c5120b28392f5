package org.hublink.forum;

import org.hublink.primitives.Malformed;
import org.hublink.protocol.Act;
import org.hublink.protocol.Coded;
import org.hublink.protocol.ForumPost;
import org.hublink.protocol.ForumTurn;
import org.jspecify.annotations.Nullable;

/**
 * What a row says of an act beside the act itself.
 *
 * @param post act id of the post that it is about; null for a question, an answer and turns on the whole thread
 * @param step of a turn
 */
record Written(
        boolean question, @Nullable String post, @Nullable String step) {
    static Written of(Act act) throws Malformed {
        if (act.kind().equals(ForumTurn.KIND)) {
            ForumTurn turn = ForumTurn.read(act.body());
            return new Written(false, turn.post(), turn.step().code());
        }
        ForumPost.Form form = Coded.find(ForumPost.Form.values(), act.kind());
        if (form == null) {
            throw new Malformed("unknown-type", "act");
        }
        return new Written(
                form == ForumPost.Form.QUESTION,
                ForumPost.read(form, act.body()).on(),
                null);
    }
}
