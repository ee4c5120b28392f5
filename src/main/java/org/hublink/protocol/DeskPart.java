package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.jspecify.annotations.Nullable;

/**
 * A desk's roster: part 0 of a {@code desk} statement. The desk's id stands in the header.
 *
 * @param functions codes such as {@code cyber-24-7}
 * @param members officers' pseudonyms; at least two, so that no desk hangs on one person
 * @param heads members who may attest the desk's listings
 * @param alternates desks that stand in when this one is silent
 */
public record DeskPart(List<String> functions, List<String> members, List<String> heads, List<String> alternates) {
    public static final int FUNCTIONS_MAX = 16;
    public static final int MEMBERS_MIN = 2;
    public static final int MEMBERS_MAX = 64;
    public static final int HEADS_MAX = 8;
    public static final int ALTERNATES_MAX = 8;

    private static final int DESK_ID_CHARS_MAX = 20;

    public DeskPart {
        functions = List.copyOf(functions);
        members = List.copyOf(members);
        heads = List.copyOf(heads);
        alternates = List.copyOf(alternates);
        String problem = problem(functions, members, heads, alternates);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** Reads a part's body: {@code desk-code}, {@code desk-member}, {@code desk-head}, {@code desk-alternate}, or JSON's. */
    public static DeskPart read(byte[] body, Text text) throws Malformed {
        Fields fields = Fields.of(Json.read(body, JsonLimits.DEFAULT, text), "desk");
        List<String> functions = fields.texts("functions", 1, FUNCTIONS_MAX, PartText.CODE_CHARS_MAX);
        List<String> members = fields.texts("members", MEMBERS_MIN, MEMBERS_MAX, Ids.ID_CHARS_MAX);
        List<String> heads = fields.texts("heads", 1, HEADS_MAX, Ids.ID_CHARS_MAX);
        List<String> alternates = fields.texts("alternates", 0, ALTERNATES_MAX, DESK_ID_CHARS_MAX);
        fields.end();
        String problem = problem(functions, members, heads, alternates);
        if (problem != null) {
            throw new Malformed(problem, "desk");
        }
        return new DeskPart(functions, members, heads, alternates);
    }

    /** The body to be salted and hashed into the header. */
    public byte[] body() {
        return Json.write(Json.obj()
                .putTexts("functions", functions)
                .putTexts("members", members)
                .putTexts("heads", heads)
                .putTexts("alternates", alternates)
                .build());
    }

    private static @Nullable String problem(
            List<String> functions, List<String> members, List<String> heads, List<String> alternates) {
        if (functions.isEmpty() || functions.size() > FUNCTIONS_MAX || !PartText.distinct(functions)) {
            return "desk-code";
        }
        for (String function : functions) {
            if (!PartText.code(function)) {
                return "desk-code";
            }
        }
        if (members.size() < MEMBERS_MIN || members.size() > MEMBERS_MAX || !PartText.distinct(members)) {
            return "desk-member";
        }
        for (String member : members) {
            if (!PartText.pseudonym(member)) {
                return "desk-member";
            }
        }
        if (heads.isEmpty() || heads.size() > HEADS_MAX || !PartText.distinct(heads) || !members.containsAll(heads)) {
            return "desk-head";
        }
        if (alternates.size() > ALTERNATES_MAX || !PartText.distinct(alternates)) {
            return "desk-alternate";
        }
        for (String alternate : alternates) {
            if (!Ids.desk(alternate)) {
                return "desk-alternate";
            }
        }
        return null;
    }
}
