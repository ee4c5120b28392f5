package org.hublink.platform;

import io.vertx.core.json.JsonObject;

/** A refusal on the way to a handler; carried as a failure because Vert.x knows no other way out there. */
final class HttpRefusal extends RuntimeException {
    private final transient Answer answer;

    private HttpRefusal(Answer answer) {
        super("refused", null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }

    static HttpRefusal of(int status, String code, String detail) {
        return new HttpRefusal(Answer.refused(status, code, detail));
    }

    static HttpRefusal later(int status, String code, String detail, int seconds) {
        return new HttpRefusal(Answer.refused(status, code, detail, new JsonObject().put(Web.RETRY_AFTER, seconds)));
    }
}
