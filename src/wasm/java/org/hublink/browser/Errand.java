package org.hublink.browser;

import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.Call;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * Work beside the engine that asks the server several times, such as an operator's. It is written as if each answer were at
 * hand; where one is not, the Worker fetches it and the work begins anew with one answer more. So that it goes the same way
 * each time, its clock stands and its randomness is remembered. Nothing is asked twice.
 */
final class Errand {
    private static final JsonLimits LIMITS = new JsonLimits(16 << 20, 12, 200_000, 2_000_000);
    private static final int CALLS_MAX = 500;
    private static final int OK_MIN = 200;
    private static final int OK_MAX = 299;

    private final Work work;
    private final Home home;
    private final List<String> asked = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<byte[]> drawn = new ArrayList<>();
    private int draws;
    private int calls;
    private @Nullable Call wanted;

    /** What is to be done; it must depend on nothing but what the errand gives and the engine knows. */
    interface Work {
        Json.Builder run(Errand errand) throws Malformed, Unanswered;
    }

    @SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
    private record Answer(int status, byte[] body) {}

    Errand(Home real, Work work) {
        long began = real.clock().now();
        this.work = work;
        this.home = new Home(n -> draw(real, n), () -> began, real.text(), real.zones(), real.checks());
    }

    /** Goes as far as it can: {@code 0} and the result as JSON, or {@code 1} and the call that is to be answered next. */
    void into(ByteWriter out) throws Malformed {
        byte[] done = attempt();
        Call call = wanted;
        if (done != null) {
            out.u8(0).vector(done);
        } else if (call != null) {
            TurnForm.call(out.u8(1), call);
        } else {
            throw new IllegalStateException("waits for nothing");
        }
    }

    /** The result, or null where an answer is wanted first. Stands apart: what catches must share no variable with what is tried. */
    private byte @Nullable [] attempt() throws Malformed {
        draws = 0;
        calls = 0;
        wanted = null;
        try {
            return Json.write(work.run(this).build());
        } catch (Unanswered waits) {
            return null;
        }
    }

    /** The answer to what was wanted last; status 0 where nobody was reached. */
    void answered(int status, byte[] body) throws Malformed {
        if (wanted == null) throw new Malformed("errand-not-waiting");
        answers.add(new Answer(status, body));
    }

    Home home() {
        return home;
    }

    long now() {
        return home.clock().now();
    }

    private byte[] draw(Home real, int n) {
        if (draws == drawn.size()) drawn.add(real.randomness().bytes(n));
        byte[] bytes = drawn.get(draws++);
        if (bytes.length != n) throw new IllegalStateException("the errand goes another way than before");
        return bytes.clone();
    }

    /** The answer's bytes, or the server's own reason why there are none. */
    byte[] call(Call call) throws Malformed, Unanswered {
        String name = call.method() + " " + call.path();
        if (calls < asked.size()) {
            if (!asked.get(calls).equals(name)) throw new Malformed("errand-changed");
        } else if (calls == CALLS_MAX) {
            throw new Malformed("errand-too-long");
        } else {
            asked.add(name);
        }
        if (calls == answers.size()) {
            wanted = call;
            throw new Unanswered();
        }
        Answer answer = answers.get(calls++);
        if (answer.status() == 0) throw new Malformed("unreachable");
        if (answer.status() < OK_MIN || answer.status() > OK_MAX) throw new Malformed(problem(answer.body()));
        return answer.body();
    }

    Fields get(String path, String token) throws Malformed, Unanswered {
        return fields(call(new Call("GET", path, null, token, null)));
    }

    Fields post(String path, String token, Json.Builder body) throws Malformed, Unanswered {
        return fields(call(new Call("POST", path, "application/json", token, Json.write(body.build()))));
    }

    private Fields fields(byte[] body) throws Malformed {
        return Fields.of(body.length == 0 ? Json.obj().build() : Json.read(body, LIMITS, home.text()), "answer");
    }

    private String problem(byte[] body) {
        try {
            return fields(body).text("code", 1, 120);
        } catch (Malformed noProblem) {
            // Whoever answered is not our server.
            return "unexpected-answer";
        }
    }
}
