package org.hublink.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import picocli.CommandLine.Command;

/** {@code hub forum tags}: whose each tag is. */
@Command(
        mixinStandardHelpOptions = true,
        name = "tags",
        header = "Tags and their owners: the experts whose states vouch for the topic.",
        description =
                "An owner puts his tag on questions and takes it off (hub forum turn QUESTION tag --tag …). A tag of the"
                        + " newest questions that is nobody's topic is proposed.")
final class ForumTagsCommand extends ForumCommand.OfMember {
    private static final int LOOKED_AT = 50;
    private static final int ITEMS_MAX = 1_000;
    private static final int CHARS_MAX = 20_000;

    @Override
    void work(ForumClient forum, Home home) throws Ended {
        Map<String, List<String>> owners = new TreeMap<>();
        try {
            for (Fields one : Fields.of(forum.experts(""), "list").objects("experts", 0, ITEMS_MAX)) {
                String name = one.text("country", 2, 2) + "/" + one.text("handle", 1, CHARS_MAX);
                for (String topic : one.texts("topics", 0, ITEMS_MAX, CHARS_MAX)) {
                    owners.computeIfAbsent(topic, tag -> new ArrayList<>()).add(name);
                }
            }
            Json.Obj newest = forum.list(Map.of("limit", String.valueOf(LOOKED_AT)));
            for (Fields hit : Fields.of(newest, "list").objects("hits", 0, LOOKED_AT)) {
                List<String> tags = hit.has("tags") ? hit.texts("tags", 0, ITEMS_MAX, CHARS_MAX) : List.of();
                tags.forEach(tag -> owners.computeIfAbsent(tag, none -> new ArrayList<>()));
            }
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
        var table = new Table().left("tag").text("owners");
        List<Json> rows = new ArrayList<>();
        owners.forEach((tag, names) -> {
            table.row(tag, names.isEmpty() ? "proposed" : String.join(", ", names));
            rows.add(Json.obj().put("tag", tag).putTexts("owners", names).build());
        });
        screen().table(table);
        output().answer(Json.obj().put("tags", rows));
    }
}
