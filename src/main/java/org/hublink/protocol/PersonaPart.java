package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.jspecify.annotations.Nullable;

/**
 * An officer's face in the forum: part 0 of a {@code persona} statement. No officer id stands in it, and nothing links the
 * two; that an officer has one persona only is his country's duty.
 *
 * @param handle also the id of the statement
 * @param badge what vetting found, not what chatter gave
 * @param topics codes of what he is an expert for; empty with the badge of an officer
 * @param key Ed25519, signs acts of the forum and, a moderator's, its heads
 */
public record PersonaPart(String handle, Role badge, List<String> topics, PublicKey key) {
    public static final int HANDLE_CHARS_MAX = 32;
    public static final int TOPICS_MAX = 16;

    private static final int KEY_CHARS_MAX = 64;

    public PersonaPart {
        topics = List.copyOf(topics);
        String problem = problem(handle, badge, topics, key);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** What an officer typed, or the reason why it is no persona. */
    public static PersonaPart of(String handle, Role badge, List<String> topics, PublicKey key) throws Malformed {
        String problem = problem(handle, badge, topics, key);
        if (problem != null) {
            throw new Malformed(problem, "persona");
        }
        return new PersonaPart(handle, badge, topics, key);
    }

    /** Reads a part's body: {@code persona-handle}, {@code persona-topic}, {@code persona-key}, or the reasons of JSON. */
    public static PersonaPart read(byte[] body, Text text) throws Malformed {
        Fields fields = Fields.of(Json.read(body, JsonLimits.DEFAULT, text), "persona");
        String handle = fields.text("handle", 1, HANDLE_CHARS_MAX);
        Role badge = Role.of(fields.text("badge", 1, PartText.CODE_CHARS_MAX));
        if (badge == null) {
            throw new Malformed("json-unknown-code", "badge");
        }
        List<String> topics = fields.texts("topics", 0, TOPICS_MAX, PartText.CODE_CHARS_MAX);
        PublicKey key = PublicKey.read(fields.text("key", 1, KEY_CHARS_MAX));
        fields.end();
        return of(handle, badge, topics, key);
    }

    public byte[] body() {
        return Json.write(Json.obj()
                .put("handle", handle)
                .put("badge", badge.code())
                .putTexts("topics", topics)
                .put("key", key.text())
                .build());
    }

    private static @Nullable String problem(String handle, Role badge, List<String> topics, PublicKey key) {
        if (!PartText.pseudonym(handle) || handle.length() > HANDLE_CHARS_MAX) {
            return "persona-handle";
        }
        if (topics.size() > TOPICS_MAX || !PartText.distinct(topics) || (badge == Role.OFFICER && !topics.isEmpty())) {
            return "persona-topic";
        }
        for (String topic : topics) {
            if (!PartText.code(topic)) {
                return "persona-topic";
            }
        }
        return key.algorithm() == Algorithm.ED25519 ? null : "persona-key";
    }
}
