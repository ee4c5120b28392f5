package org.hublink.browser;

import org.hublink.engine.Call;
import org.hublink.engine.Engine;
import org.hublink.engine.ForumBook;
import org.hublink.engine.ForumLogged;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.protocol.ForumAuthor;
import org.hublink.protocol.ForumMark;
import org.jspecify.annotations.Nullable;

/** What a member asks of the forum and what he gets, as JSON: {@code ForumTasks} of core.d.ts. All answers are judged here. */
final class ForumForm {
    /** Begins the names of the forum's tasks. */
    static final String PREFIX = "forum-";

    private static final String HEADS = "forum-heads";
    private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 6, 20_000, 64 * 1024);
    private static final String ROOM = "/api/v1/forum/";
    private static final int QUERY_CHARS_MAX = 2_000;
    private static final int ID_CHARS_MAX = 40;

    private ForumForm() {}

    static Errand.Work read(byte[] json, Engine engine, Text text) throws Malformed {
        Fields.of(Json.read(json, LIMITS, text), "task");
        // The log may grow while the errand is out: what it asks for stands from the beginning.
        ForumLogged logged = engine.forum().logged();
        boolean behind = logged.behind();
        String heads = logged.leaf() < 0 ? "heads" : "heads?leaf=" + logged.leaf();
        return errand -> {
            Fields in = Fields.of(Json.read(json, LIMITS, text), "task");
            String token = engine.token();
            if (token == null) throw new Malformed("session-over");
            String task = in.text("task", 1, ID_CHARS_MAX);
            if (task.equals(HEADS) || (behind && task.equals("forum-thread"))) {
                Json.Obj told = logged.take(get(errand, token, heads));
                if (task.equals(HEADS)) return whole(told);
            }
            return run(task, engine.forum(), errand, token, in);
        };
    }

    private static Json.Builder run(String task, ForumBook book, Errand errand, String token, Fields in)
            throws Malformed, Unanswered {
        switch (task) {
            case "forum-own" -> {
                ForumAuthor own = book.own();
                return own == null ? Json.obj() : Json.obj().put("own", book.json(own));
            }
            case "forum-list" -> {
                return whole(book.lists().questions(get(errand, token, "threads", in)));
            }
            case "forum-similar" -> {
                return whole(book.lists().questions(get(errand, token, "similar", in)));
            }
            case "forum-experts" -> {
                return whole(book.lists().experts(get(errand, token, "experts", in)));
            }
            case "forum-log" -> {
                return whole(book.lists().moderated(get(errand, token, "log", in)));
            }
            case "forum-changes" -> {
                Fields changes = answer(errand, get(errand, token, "changes", in));
                return Json.obj()
                        .put("changes", changes.json("changes"))
                        .put("next", changes.json("next"))
                        .put("more", changes.json("more"));
            }
            case "forum-thread" -> {
                return thread(book, errand, token, in.text("thread", 1, ID_CHARS_MAX));
            }
            case "forum-heads-begin" -> {
                return Json.obj().putTexts("moved", book.logged().begin(get(errand, token, "heads/now")));
            }
            case "forum-heads-sign" -> {
                post(errand, token, "heads", Json.write(book.logged().sign()));
                return Json.obj();
            }
            case "forum-reports" -> {
                byte[] look = signed(
                        book, ForumMark.LOOK, "", null, Json.write(Json.obj().build()));
                return whole(book.lists().reports(post(errand, token, "reports", look)));
            }
            case "forum-say" -> {
                byte[] act = signed(
                        book,
                        in.text("kind", 1, ID_CHARS_MAX),
                        in.text("thread", 0, ID_CHARS_MAX),
                        in.optionalDigest("follows"),
                        Json.write(in.json("body")));
                return Json.obj()
                        .put(
                                "seq",
                                answer(errand, post(errand, token, "acts", act)).json("seq"));
            }
            default -> throw new Malformed("no-such-task");
        }
    }

    private static Json.Builder thread(ForumBook book, Errand errand, String token, String id)
            throws Malformed, Unanswered {
        try {
            return pages(book.reading(), errand, token, id);
        } catch (Malformed refused) {
            String denied = refused.reason().equals("forum.thread-unknown")
                    ? book.logged().denied(id)
                    : "";
            throw denied.isEmpty() ? refused : new Malformed(denied);
        }
    }

    private static Json.Builder pages(ForumBook.Reading reading, Errand errand, String token, String id)
            throws Malformed, Unanswered {
        boolean more = true;
        while (more) {
            more = reading.page(get(errand, token, "threads/" + id + "?after=" + reading.last()));
        }
        return whole(reading.json());
    }

    private static Fields answer(Errand errand, byte[] body) throws Malformed {
        return Fields.of(Json.read(body, LIMITS, errand.home().text()), "answer");
    }

    private static Json.Builder whole(Json.Obj object) {
        Json.Builder out = Json.obj();
        object.members().forEach(out::put);
        return out;
    }

    private static byte[] get(Errand errand, String token, String path, Fields in) throws Malformed, Unanswered {
        String query = in.text("query", 0, QUERY_CHARS_MAX);
        return get(errand, token, path + (query.isEmpty() ? "" : "?" + query));
    }

    private static byte[] get(Errand errand, String token, String path) throws Malformed, Unanswered {
        return errand.call(new Call("GET", ROOM + path, null, token, null));
    }

    private static byte[] post(Errand errand, String token, String path, byte[] body) throws Malformed, Unanswered {
        return errand.call(new Call("POST", ROOM + path, "application/json", token, body));
    }

    private static byte[] signed(ForumBook book, String kind, String thread, @Nullable Digest follows, byte[] body)
            throws Malformed {
        return Operator.must(book.sign(kind, thread, follows, body)).bytes();
    }
}
