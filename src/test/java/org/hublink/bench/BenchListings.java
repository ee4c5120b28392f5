package org.hublink.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hublink.demo.DemoListings;
import org.hublink.engine.DirectoryIndex;
import org.hublink.protocol.Hours;
import org.hublink.protocol.Listing;
import org.hublink.protocol.OwnName;
import org.hublink.protocol.Reference;
import org.hublink.protocol.WeekSpan;

/** The demo's desks, each with a row of sisters of other names and hours, and what people type to find them. */
public final class BenchListings {
    private static final int COUNTRY_LISTINGS = 52;
    private static final String[] SYLLABLES = {
        "ba", "ren", "to", "vil", "mar", "sa", "ko", "lin", "der", "pe", "chu", "gra", "zo", "mi", "nas", "tol", "fer",
        "qui", "ran", "do", "hel", "bur", "an", "ost", "wy", "ja", "ki", "lu", "ste", "vor"
    };
    private static final String[] KINDS = {
        "Regional Crime Unit",
        "Brigade des mineurs",
        "Unidad de delitos",
        "Delegacia",
        "Отдел",
        "Afdeling",
        "وحدة",
        "支队"
    };

    private BenchListings() {}

    /** 52 listings of each member state. */
    public static Map<String, List<Listing>> all(Reference reference, long now, Random random) {
        Map<String, List<Listing>> all = new LinkedHashMap<>();
        new DemoListings(reference).all(now).forEach((country, three) -> {
            List<Listing> listings = new ArrayList<>(three);
            for (int i = 0; listings.size() < COUNTRY_LISTINGS; i++) {
                listings.add(sister(three.get(i % 3), country + "-R" + (100 + i) + "-1", random));
            }
            all.put(country, listings);
        });
        return all;
    }

    private static Listing sister(Listing like, String id, Random random) {
        String place = place(random);
        int opens = 30 * random.nextInt(20);
        List<WeekSpan> week = new ArrayList<>();
        for (int day = 1; day <= 5; day++) {
            week.add(new WeekSpan(day, opens, opens + 480));
        }
        Hours hours = random.nextBoolean()
                ? like.hours()
                : new Hours(false, like.hours().zone(), week, List.of());
        OwnName unit = new OwnName(
                like.unit().language(),
                KINDS[random.nextInt(KINDS.length)] + " " + place,
                Map.of("en", "Regional Unit " + place));
        return new Listing(
                id,
                like.version(),
                like.authority(),
                unit,
                like.scope(),
                hours,
                like.languages(),
                like.channels(),
                like.terms(),
                like.alternates(),
                like.validity());
    }

    private static String place(Random random) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < 3 + random.nextInt(2); i++) {
            name.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** Names of units, sentences and countries, most of them mistyped. */
    static List<String> queries(DirectoryIndex index, Random random, int count) {
        String[] sentences = {
            "child exploitation desk in Brazil, open now",
            "brigade exploitation des enfants au Maroc ouvert",
            "巴西儿童性剥削部门现在开放",
            "استغلال الأطفال في البرازيل مفتوح الآن",
            "эксплуатация детей в Бразилии, открыто сейчас",
            "interpol Zimbabwe 24/7",
            "legal assistance Portuguese or French"
        };
        List<String> queries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Listing listing = index.listings().get(random.nextInt(index.size())).listing();
            String typed = switch (i % 4) {
                case 0 -> listing.unit().own();
                case 1 ->
                    listing.unit().names().getOrDefault("en", listing.unit().own());
                case 2 -> sentences[random.nextInt(sentences.length)];
                default -> listing.unit().own() + " " + listing.authority().own();
            };
            queries.add(random.nextInt(4) == 0 ? typed : mistyped(mistyped(typed, random), random));
        }
        return queries;
    }

    private static String mistyped(String typed, Random random) {
        int at = random.nextInt(Math.max(1, typed.length() - 1));
        char other = (char) ('a' + random.nextInt(26));
        return switch (random.nextInt(3)) {
            case 0 -> typed.substring(0, at) + typed.substring(at + 1);
            case 1 -> typed.substring(0, at) + other + typed.substring(at);
            default -> typed.substring(0, at) + other + typed.substring(Math.min(typed.length(), at + 1));
        };
    }
}
