package org.hublink.officers;

import io.vertx.core.json.JsonObject;
import org.hublink.platform.Answer;

/** How a sign-in ended. */
sealed interface SignedIn {
    Answer answer();

    /** A session; the token is told once and kept as a hash. */
    record Opened(String token, long expires, long idleSeconds) implements SignedIn {
        @Override
        public Answer answer() {
            return Answer.created(
                    new JsonObject().put("token", token).put("expires", expires).put("idleSeconds", idleSeconds));
        }

        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /**
     * No session.
     *
     * @param code kebab-case, a reason of the judge or of the challenge
     */
    record Refused(String code, String detail) implements SignedIn {
        @Override
        public Answer answer() {
            return Answer.refused(401, "officers." + code, detail);
        }
    }
}
