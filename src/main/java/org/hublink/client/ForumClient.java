package org.hublink.client;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.hublink.engine.ForumBook;
import org.hublink.engine.ForumLogged;
import org.hublink.engine.Wish;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.ForumMark;
import org.hublink.protocol.ForumThread;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/** The forum for a program: asks the server, lets the engine judge every act, signs by the persona's key. */
public final class ForumClient {
    private static final String ROOM = "/api/v1/forum/";

    private final OfficerClient client;
    private final ServerCalls calls;

    public ForumClient(OfficerClient client) {
        this.client = client;
        this.calls = client.calls();
    }

    /** Follows the log and signs in: what is judged afterwards is judged by the newest log. */
    public void connect() throws IOException, Ended {
        client.must(new Wish.SignIn());
    }

    /** A thread whole, each act judged; {@code forum.thread-unknown} where the server has none. */
    public ForumBook.Reading thread(String id) throws Ended {
        ForumLogged logged = client.engine().forum().logged();
        ForumBook.Reading reading = client.engine().forum().reading();
        try {
            if (logged.behind()) {
                logged.take(get(heads(logged)));
            }
            while (reading.page(get("threads/" + id + "?after=" + reading.last()))) {
                // The next page comes after the last act read.
            }
            String reason = reading.asLogged();
            if (!reason.isEmpty()) {
                throw new Malformed(reason);
            }
            return reading;
        } catch (Ended ended) {
            throw ended.code().equals("forum.thread-unknown") ? denied(logged, id, ended) : ended;
        } catch (Malformed refused) {
            throw Ended.refused(refused.reason(), "The server's answer is not that question.");
        }
    }

    /** A thread that moderators logged cannot be unknown. */
    private static Ended denied(ForumLogged logged, String id, Ended otherwise) {
        try {
            String reason = logged.denied(id);
            return reason.isEmpty()
                    ? otherwise
                    : Ended.refused(reason, "Moderators logged this question, and the server denies it.");
        } catch (Malformed noId) {
            return otherwise;
        }
    }

    /** What moderators logged of all threads, and what waits for a second one. */
    public Json.Obj heads() throws Ended {
        ForumLogged logged = client.engine().forum().logged();
        return judge(logged::take, get(heads(logged)));
    }

    private static String heads(ForumLogged logged) {
        return "heads" + (logged.leaf() < 0 ? "" : "?leaf=" + logged.leaf());
    }

    /** Looks at every thread that moved since, signs for this moderator and hands it over; their leaf, -1 while they wait for another. */
    public long signHeads() throws Ended {
        ForumLogged logged = client.engine().forum().logged();
        heads();
        try {
            for (String id : logged.begin(get("heads/now"))) {
                thread(id);
            }
            Fields answer =
                    calls.fields(calls.post(ROOM + "heads", client.engine().token(), logged.sign()), "heads");
            return answer.has("leaf") ? answer.integer("leaf", 0, Json.INTEGER_MAX) : -1;
        } catch (Malformed refused) {
            throw Ended.refused(refused.reason(), "Not signed: the threads are not as the heads say.");
        }
    }

    /** Questions by what is asked, as the contract names it: {@code q}, {@code space}, {@code tag}… */
    public Json.Obj list(Map<String, String> query) throws Ended {
        return judged(answer -> client.engine().forum().lists().questions(answer), "threads" + query(query));
    }

    /** Questions like one that is being asked. */
    public Json.Obj similar(String title, String language) throws Ended {
        return judged(
                answer -> client.engine().forum().lists().questions(answer),
                "similar" + query(Map.of("title", title, "language", language)));
    }

    /** Experts in a topic, or all. */
    public Json.Obj experts(String topic) throws Ended {
        return judged(
                answer -> client.engine().forum().lists().experts(answer), "experts" + query(Map.of("topic", topic)));
    }

    /** What moderators did, newest first. */
    public Json.Obj log() throws Ended {
        return judged(answer -> client.engine().forum().lists().moderated(answer), "log");
    }

    /** Reports that wait, for a moderator. */
    public Json.Obj reports() throws Ended {
        Envelope look = signed(ForumMark.LOOK, "", null, Json.obj().build());
        byte[] answer = calls.call("POST", ROOM + "reports", client.engine().token(), "application/json", look.bytes());
        return judge(body -> client.engine().forum().lists().reports(body), answer);
    }

    /** Signs and sends; the server's number of the act, 0 for a vote or a report. */
    public long say(String kind, String thread, @Nullable Digest follows, Json.Obj body) throws Ended {
        return send(signed(kind, thread, follows, body));
    }

    /** Signs without sending. */
    public Envelope signed(String kind, String thread, @Nullable Digest follows, Json.Obj body) throws Ended {
        Verdict<Envelope> signed = client.engine().forum().sign(kind, thread, follows, Json.write(body));
        if (signed instanceof Verdict.Refused<Envelope> refused) {
            throw Ended.refused(refused.reason().code(), "Not signed: " + refused.detail() + ".");
        }
        return ((Verdict.Trusted<Envelope>) signed).value();
    }

    /** Hands over a signed act. */
    public long send(Envelope act) throws Ended {
        var answer = calls.fields(calls.post(ROOM + "acts", client.engine().token(), act.json()), "act");
        try {
            return answer.integer("seq", 0, Json.INTEGER_MAX);
        } catch (Malformed refused) {
            throw Ended.refused("unexpected-answer", "The server's answer cannot be read.");
        }
    }

    /** The head that the thread's next turn follows. */
    public static Digest head(ForumThread thread) throws Ended {
        Digest head = thread.head();
        if (head == null) {
            throw Ended.refused("forum-question-missing", "There is no question to follow.");
        }
        return head;
    }

    private byte[] get(String path) throws Ended {
        return calls.call("GET", ROOM + path, client.engine().token(), null, null);
    }

    private interface Judge {
        Json.Obj of(byte[] answer) throws Malformed;
    }

    private Json.Obj judged(Judge judge, String path) throws Ended {
        return judge(judge, get(path));
    }

    private static Json.Obj judge(Judge judge, byte[] answer) throws Ended {
        try {
            return judge.of(answer);
        } catch (Malformed refused) {
            throw Ended.refused(refused.reason(), "The server's answer cannot be read.");
        }
    }

    private static String query(Map<String, String> query) {
        var out = new StringBuilder();
        query.forEach((name, value) -> {
            if (!value.isEmpty()) {
                out.append(out.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
            }
        });
        return out.toString();
    }
}
