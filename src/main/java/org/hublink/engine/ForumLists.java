package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.ForumJudge;
import org.hublink.protocol.ForumMark;
import org.hublink.protocol.ForumSaid;
import org.hublink.protocol.ForumThread;
import org.hublink.protocol.ForumTurn;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Part;
import org.hublink.protocol.PersonaPart;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Verdict;

/** Judges the forum's lists item by item. What is left out of them nobody can see: they are the server's choice and order. */
public final class ForumLists {
    private static final int ID_CHARS_MAX = 40;
    /** The question, its newest edit, the newest turn about its tags. */
    private static final int ROW_ACTS_MAX = 3;

    private final ForumBook book;
    private final Home home;
    private final Following following;

    ForumLists(ForumBook book, Home home, Following following) {
        this.book = book;
        this.home = home;
        this.following = following;
    }

    /** A list of questions, each judged by itself: one that does not count has {@code refused} in place of its words. */
    public Json.Obj questions(byte[] answer) throws Malformed {
        Fields in = read(answer);
        ForumJudge judge = book.judge(ForumBook.faces(in));
        List<Json> hits = new ArrayList<>();
        for (Fields hit : in.objects("hits", 0, ForumBook.BATCH_MAX)) {
            hits.add(question(hit, judge));
        }
        return Json.obj()
                .put("total", in.integer("total", 0, Json.INTEGER_MAX))
                .put("hits", hits)
                .build();
    }

    private Json question(Fields hit, ForumJudge judge) throws Malformed {
        String id = hit.text("thread", 1, ID_CHARS_MAX);
        ForumThread thread = new ForumThread();
        String reason = "";
        ForumSaid edit = null;
        ForumSaid tagged = null;
        for (Fields one : hit.objects("acts", 0, ROW_ACTS_MAX)) {
            Verdict<ForumSaid> verdict = one.has("act") ? judged(judge, one) : null;
            ForumSaid said = verdict == null ? null : verdict.valueOrNull();
            if (said == null) {
                reason = verdict == null ? "forum-removed" : verdict.code();
            } else if (thread.question() == null) {
                reason = said.act().id().equals(id) ? thread.add(said) : "act-context";
            } else if (said.act().kind().equals(ForumTurn.KIND)) {
                tagged = said;
            } else {
                edit = said;
            }
        }
        return ForumView.row(thread, edit, tagged, reason, hit);
    }

    /** What moderators did, newest first, each judged by itself. */
    public Json.Obj moderated(byte[] answer) throws Malformed {
        Fields in = read(answer);
        ForumJudge judge = book.judge(ForumBook.faces(in));
        List<Json> turns = new ArrayList<>();
        for (Fields one : in.objects("acts", 0, ForumBook.BATCH_MAX)) {
            String thread = one.text("thread", 1, ID_CHARS_MAX);
            Verdict<ForumSaid> verdict = judged(judge, one);
            ForumSaid said = verdict.valueOrNull();
            boolean here = said != null
                    && said.act().kind().equals(ForumTurn.KIND)
                    && said.act().context().equals(thread);
            Json.Builder row = Json.obj().put("thread", thread).put("seq", one.integer("seq", 0, Json.INTEGER_MAX));
            turns.add(
                    here && said != null
                            ? row.put("turn", ForumView.turn(said)).build()
                            : row.put("refused", said == null ? verdict.code() : "act-context")
                                    .build());
        }
        return Json.obj().put("turns", turns).build();
    }

    /** Experts whose statements count now; others that the server names are left out. */
    public Json.Obj experts(byte[] answer) throws Malformed {
        Fields in = read(answer);
        Map<Long, Part> faces = ForumBook.faces(in);
        List<Json> experts = new ArrayList<>();
        for (Fields one : in.objects("experts", 0, ForumBook.BATCH_MAX)) {
            Subject subject = new Subject(
                    StatementType.PERSONA,
                    one.text("country", 2, 2),
                    one.text("handle", 1, PersonaPart.HANDLE_CHARS_MAX));
            LoggedStatement statement =
                    following.trust().newest(subject, following.moment()).valueOrNull();
            if (statement != null
                    && following.trust().persona(statement, faces.get(statement.index()))
                            instanceof Verdict.Trusted<PersonaPart> trusted) {
                experts.add(ForumView.author(ForumJudge.author(statement, trusted)));
            }
        }
        return Json.obj().put("experts", experts).build();
    }

    /** Reports that wait for a moderator, each judged by itself. */
    public Json.Obj reports(byte[] answer) throws Malformed {
        Fields in = read(answer);
        ForumJudge judge = book.judge(ForumBook.faces(in));
        List<Json> reports = new ArrayList<>();
        for (Fields one : in.objects("reports", 0, ForumBook.BATCH_MAX)) {
            Verdict<ForumSaid> verdict = judged(judge, one);
            Json.Builder row = Json.obj()
                    .put("thread", one.text("thread", 1, ID_CHARS_MAX))
                    .put("post", one.text("post", 1, ID_CHARS_MAX));
            ForumSaid said = verdict.valueOrNull();
            reports.add(said == null ? row.put("refused", verdict.code()).build() : report(row, said));
        }
        return Json.obj().put("reports", reports).build();
    }

    private static Json report(Json.Builder row, ForumSaid said) throws Malformed {
        ForumMark mark = ForumMark.read(ForumMark.REPORT, said.act().body());
        return row.put("author", ForumView.author(said.author()))
                .put("time", said.act().time())
                .put("reason", code(mark))
                .putOptional("words", mark.words())
                .build();
    }

    private static String code(ForumMark mark) throws Malformed {
        if (mark.reason() == null) {
            throw new Malformed("json-missing-key", "reason");
        }
        return mark.reason().code();
    }

    private Verdict<ForumSaid> judged(ForumJudge judge, Fields one) throws Malformed {
        return judge.judge(Envelope.of(one.json("act")), following.moment());
    }

    private Fields read(byte[] answer) throws Malformed {
        return Fields.of(Json.read(answer, ForumBook.LIMITS, home.text()), "forum");
    }
}
