package org.hublink.officers;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.hublink.platform.Answer;
import org.hublink.primitives.Digest;

/** What became of a statement that somebody signed. */
sealed interface Gathered {
    Answer answer();

    /** It waits for more; {@code persons} have signed. */
    record Waits(Digest digest, List<String> persons) implements Gathered {
        @Override
        public Answer answer() {
            return Answer.created(new JsonObject()
                    .put("digest", digest.hex())
                    .put("state", "waiting")
                    .put("signed", new JsonArray(persons)));
        }
    }

    /** The threshold was full: it is in the log. */
    record Logged(Digest digest, long index) implements Gathered {
        @Override
        public Answer answer() {
            return Answer.created(new JsonObject()
                    .put("digest", digest.hex())
                    .put("state", "logged")
                    .put("index", index));
        }
    }

    /** Nothing was kept; the code is a reason of the judge, or of the queue. */
    record Refused(String code, String detail) implements Gathered {
        @Override
        public Answer answer() {
            return Answer.refused(422, "officers." + code, detail);
        }
    }

    /** No such statement waits. */
    record Unknown() implements Gathered {
        @Override
        public Answer answer() {
            return Answer.refused(404, "officers.pending-unknown", "No such statement waits in your country.");
        }
    }

    /** All signatures are there and kept; this node cannot log now and tries again by itself. */
    record Unavailable(String code) implements Gathered {
        @Override
        public Answer answer() {
            return Answer.refused(
                    503,
                    "officers.log-unavailable",
                    "The statement is complete and kept; the log does not take it yet: " + code + ".",
                    new JsonObject().put("retryAfterSeconds", 5));
        }
    }
}
