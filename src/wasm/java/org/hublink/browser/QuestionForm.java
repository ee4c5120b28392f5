package org.hublink.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hublink.engine.Found;
import org.hublink.engine.Question;
import org.hublink.engine.VerifiedListing;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.protocol.Channel;
import org.hublink.protocol.Coded;
import org.hublink.protocol.Facet;
import org.hublink.protocol.FacetKind;
import org.hublink.protocol.Freshness;
import org.hublink.protocol.FreshnessLadder;
import org.hublink.protocol.Listing;
import org.hublink.protocol.OpenHours;
import org.hublink.protocol.OwnName;
import org.hublink.protocol.SpokenLanguage;

/** A search and its answer as JSON, as {@code Question} and {@code Found} of core.d.ts have them. Times are epoch seconds. */
final class QuestionForm {
    private static final JsonLimits LIMITS = new JsonLimits(16 * 1024, 4, 512, 512);
    private static final int TYPED_CHARS_MAX = 200;
    private static final int FACETS_MAX = 64;
    private static final int LANGUAGES_MAX = 12;
    private static final int FROM_MAX = 1_000_000;
    private static final int VALUE_CHARS_MAX = 40;

    private QuestionForm() {}

    static Question read(byte[] json, long now, Text text) throws Malformed {
        Fields in = Fields.of(Json.read(json, LIMITS, text), "question");
        Set<Facet> facets = new TreeSet<>();
        for (Fields facet : in.objects("facets", 0, FACETS_MAX)) {
            facets.add(
                    new Facet(kind(facet.text("kind", 1, VALUE_CHARS_MAX)), facet.text("value", 1, VALUE_CHARS_MAX)));
            facet.end();
        }
        Question question = new Question(
                in.text("text", 0, TYPED_CHARS_MAX),
                facets,
                in.text("own", 0, 2),
                in.texts("languages", 0, LANGUAGES_MAX, 3),
                now,
                (int) in.integer("from", 0, FROM_MAX),
                (int) in.integer("limit", 1, Question.LIMIT_MAX));
        in.end();
        return question;
    }

    private static FacetKind kind(String code) throws Malformed {
        for (FacetKind kind : FacetKind.values()) {
            if (kind.code().equals(code)) return kind;
        }
        throw new Malformed("question-facet", code);
    }

    static byte[] write(Found found, long now, Home home) {
        List<Json> hits = new ArrayList<>();
        for (Found.Hit hit : found.hits()) {
            hits.add(row(hit.listing(), hit.opening(), hit.changesAt(), now, home)
                    .put("exact", hit.exact())
                    .build());
        }
        List<Json> counts = new ArrayList<>();
        for (Map.Entry<Facet, Integer> count : found.counts().entrySet()) {
            counts.add(facet(count.getKey()).put("count", count.getValue()).build());
        }
        List<Json> understood = new ArrayList<>();
        for (Facet facet : found.understood()) understood.add(facet(facet).build());
        return Json.write(Json.obj()
                .put("time", now)
                .put("total", found.total())
                .put("hits", hits)
                .put("understood", understood)
                .putTexts("missed", found.missed())
                .put("counts", counts)
                .build());
    }

    private static Json.Builder facet(Facet facet) {
        return Json.obj().put("kind", facet.kind().code()).put("value", facet.value());
    }

    /** One desk as a list shows it. */
    static Json.Builder row(VerifiedListing verified, OpenHours.State opening, long changesAt, long now, Home home) {
        Listing listing = verified.listing();
        FreshnessLadder ladder = FreshnessLadder.DEFAULT;
        List<String> languages = new ArrayList<>();
        for (SpokenLanguage spoken : listing.languages()) languages.add(spoken.language());
        List<String> channels = new ArrayList<>();
        for (Channel channel : listing.channels()) channels.add(channel.kind().code());
        Freshness freshness = ladder.at(verified.attested(), now);
        return Json.obj()
                .put("id", listing.id())
                .put("country", listing.country())
                .put("unit", name(listing.unit()))
                .put("opening", opening.name())
                .put("always", listing.hours().always())
                .put("changesAt", changesAt)
                .put("zone", listing.hours().zone())
                .put("offset", new OpenHours(home.zones()).offsetSeconds(listing.hours(), now))
                .put("freshness", freshness.code())
                .put("attestedOn", verified.attested().on())
                .put("dueAt", ladder.dueAt(verified.attested()))
                .put("unverifiedAt", ladder.unverifiedAt(verified.attested()))
                .putTexts("functions", codes(listing.scope().functions()))
                .putTexts("languages", languages)
                .putTexts("channels", channels)
                .putTexts("alternates", listing.alternates());
    }

    static Json.Builder name(OwnName name) {
        Json.Builder names = Json.obj();
        for (Map.Entry<String, String> one : name.names().entrySet()) names.put(one.getKey(), one.getValue());
        return Json.obj()
                .put("language", name.language())
                .put("own", name.own())
                .put("names", names);
    }

    private static List<String> codes(List<? extends Coded> coded) {
        List<String> codes = new ArrayList<>();
        for (Coded one : coded) codes.add(one.code());
        return codes;
    }
}
