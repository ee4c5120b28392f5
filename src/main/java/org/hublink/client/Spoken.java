package org.hublink.client;

import org.hublink.primitives.Digest;
import org.hublink.primitives.Json;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.Header;
import org.hublink.protocol.PublicKey;
import org.hublink.protocol.RevocationFacts;

/** Statements in words. */
final class Spoken {
    private static final int SHORT_CHARS = 12;
    private static final int KEY_ID_CHARS = 32;
    private static final int GROUP_CHARS = 4;
    private static final long DAY_SECONDS = 86_400;

    private Spoken() {}

    /** What a statement would do, in one line. */
    static String of(Header header) {
        if (header.facts() instanceof RevocationFacts facts) {
            return facts.mode().name().toLowerCase(java.util.Locale.ROOT) + " " + target(header.id());
        }
        if (header.facts() instanceof AuthorityFacts facts) {
            return "authority of " + header.country() + ", " + facts.operators().size() + " operators";
        }
        return header.type().code() + " " + shortened(header.id()) + ", version " + header.version();
    }

    /** {@code device:3fa2c1…}; other targets are short already. */
    static String target(String target) {
        int colon = target.indexOf(':');
        return target.substring(0, colon + 1) + shortened(target.substring(colon + 1));
    }

    static String shortened(String id) {
        return id.length() > 2 * SHORT_CHARS ? id.substring(0, SHORT_CHARS) + "…" : id;
    }

    /** A key as people compare it by phone: 128 bits of its id. */
    static String keyId(PublicKey key) {
        return keyId(key.keyId());
    }

    static String keyId(Digest id) {
        var spoken = new StringBuilder();
        for (int i = 0; i < KEY_ID_CHARS; i += GROUP_CHARS) {
            spoken.append(i == 0 ? "" : " ").append(id.hex(), i, i + GROUP_CHARS);
        }
        return spoken.toString();
    }

    static String days(long seconds) {
        long days = seconds / DAY_SECONDS;
        return days == 1 ? "1 day" : days + " days";
    }

    /** Says what became of a signature, to a person and to a script. */
    static void outcome(HubCommand command, OperatorClient.Outcome outcome, String what) {
        if (outcome.logged()) {
            command.screen().good(what + ": in the log as leaf " + outcome.index() + ".");
        } else {
            command.screen().good(what + ": signed by you, waits for another operator.");
            command.screen().dim("  Statement " + outcome.digest().hex());
        }
    }

    static Json.Builder json(OperatorClient.Outcome outcome) {
        var answer = Json.obj().put("digest", outcome.digest()).put("state", outcome.logged() ? "logged" : "waiting");
        return outcome.logged() ? answer.put("index", outcome.index()) : answer;
    }
}
