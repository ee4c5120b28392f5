package org.hublink.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.protocol.Audience;
import org.hublink.protocol.Channel;
import org.hublink.protocol.ChannelKind;
import org.hublink.protocol.ClosedDay;
import org.hublink.protocol.DeskFunction;
import org.hublink.protocol.DualCriminality;
import org.hublink.protocol.HandlingCode;
import org.hublink.protocol.Hours;
import org.hublink.protocol.LanguageLevel;
import org.hublink.protocol.Listing;
import org.hublink.protocol.Measure;
import org.hublink.protocol.MemberState;
import org.hublink.protocol.Offence;
import org.hublink.protocol.OwnName;
import org.hublink.protocol.Preservation;
import org.hublink.protocol.Reference;
import org.hublink.protocol.Scope;
import org.hublink.protocol.SpokenLanguage;
import org.hublink.protocol.Terms;
import org.hublink.protocol.Tlp;
import org.hublink.protocol.Validity;
import org.hublink.protocol.WeekSpan;
import org.jspecify.annotations.Nullable;

/**
 * Invented contact points of the 193 member states: three desks each. Names say that they are examples, telephone numbers
 * come from ranges kept for fiction or from a country code that nobody has.
 */
public final class DemoListings {
    private static final long DAY_SECONDS = 86_400;
    private static final int FRESH_DAYS_MAX = 60;
    private static final int ATTESTED_DAYS = 90;
    private static final int LANGUAGES_MAX = 5;
    private static final Preservation PRESERVATION = new Preservation(60, 1, 60);

    private final List<MemberState> states;

    public DemoListings(Reference reference) {
        states = reference.states();
    }

    /** All 579 of them, by country. */
    public Map<String, List<Listing>> all(long now) {
        Map<String, List<Listing>> all = new LinkedHashMap<>();
        for (int place = 0; place < states.size(); place++) {
            all.put(states.get(place).code(), of(states.get(place), place, now));
        }
        return all;
    }

    private static List<Listing> of(MemberState state, int place, long now) {
        String code = state.code();
        List<SpokenLanguage> languages = languages(state);
        Listing exploitation = new Listing(
                code + "-CSE-247",
                1,
                authority(state),
                DemoNames.unit(state, DeskFunction.CHILD_EXPLOITATION),
                new Scope(
                        List.of(
                                DeskFunction.CHILD_EXPLOITATION,
                                DeskFunction.CYBER_24_7,
                                DeskFunction.PRESERVATION,
                                DeskFunction.VICTIM_IDENTIFICATION),
                        List.of(
                                Offence.CHILD_SEXUAL_ABUSE,
                                Offence.SOLICITATION,
                                Offence.MATERIAL_SHARING,
                                Offence.LIVE_STREAMING,
                                Offence.SEXUAL_EXTORTION,
                                Offence.DANGER_TO_LIFE),
                        List.of(
                                Measure.PRESERVE,
                                Measure.IDENTIFY_SUBSCRIBER,
                                Measure.LOCATE_CHILD,
                                Measure.SAFEGUARD_CHILD,
                                Measure.STOP_STREAM,
                                Measure.EMERGENCY_DISCLOSURE),
                        List.of(),
                        DemoLaw.grounds(state, place)),
                dutyHours(state, place),
                languages,
                channels(state, "-CSE-247", place, languages),
                terms(DualCriminality.NOT_FOR_PRESERVATION, languages, PRESERVATION),
                List.of(code + "-NCB-1", code + "-MLA-1"),
                attested(now, exploitationAge(code, place)));
        Listing bureau = new Listing(
                code + "-NCB-1",
                1,
                authority(state),
                DemoNames.unit(state, DeskFunction.NCB),
                new Scope(
                        List.of(DeskFunction.NCB),
                        List.of(Offence.MISSING_CHILD, Offence.TRAVELLING_OFFENDER, Offence.CHILD_TRAFFICKING),
                        List.of(Measure.SPONTANEOUS_INFORMATION, Measure.LOCATE_CHILD, Measure.ADVICE),
                        List.of(),
                        DemoLaw.bureauGrounds()),
                Hours.always(state.zones().get(0)),
                languages,
                channels(state, "-NCB-1", place + 193, languages),
                terms(DualCriminality.NOT_NEEDED, languages, null),
                List.of(code + "-CSE-247"),
                attested(now, 1 + place % FRESH_DAYS_MAX));
        Listing assistance = new Listing(
                code + "-MLA-1",
                1,
                authority(state),
                DemoNames.unit(state, DeskFunction.MLA),
                new Scope(
                        List.of(DeskFunction.MLA, DeskFunction.LEGAL_ADVICE),
                        List.of(),
                        List.of(Measure.CONTENT_DATA, Measure.TRAFFIC_DATA, Measure.SEARCH_SEIZE, Measure.INTERVIEW),
                        List.of(),
                        DemoLaw.grounds(state, place)),
                officeHours(state, 9 * 60, 17 * 60),
                languages,
                channels(state, "-MLA-1", place + 386, languages),
                terms(DualCriminality.NEEDED, languages, null),
                List.of(code + "-CSE-247"),
                attested(now, 1 + (place * 7) % FRESH_DAYS_MAX));
        return List.of(exploitation, assistance, bureau);
    }

    /** Days since the desk was attested: most fresh, some due, some unverified. */
    private static int exploitationAge(String code, int place) {
        return switch (code) {
            case "BR" -> 12;
            case "FR" -> 8;
            case "PT" -> 3;
            case "MZ" -> 41;
            case "MA" -> 20;
            case "AO" -> 103;
            case "BE" -> 186;
            default -> place % 12 == 4 ? 100 + place % 40 : place % 24 == 9 ? 160 + place : 1 + place % FRESH_DAYS_MAX;
        };
    }

    private static Validity attested(long now, int daysAgo) {
        long midnight = now - now % DAY_SECONDS;
        long on = midnight - daysAgo * DAY_SECONDS;
        return new Validity(Audience.ALL.name(), on - 365 * DAY_SECONDS, on, on + ATTESTED_DAYS * DAY_SECONDS);
    }

    private static OwnName authority(MemberState state) {
        return new OwnName("en", "Demo Police of " + state.name().in("en"), Map.of());
    }

    private static Hours dutyHours(MemberState state, int place) {
        boolean whole = List.of("BR", "FR", "PT", "MZ", "MA", "AO", "BE").contains(state.code());
        if (whole || (place % 7 != 3 && place % 11 != 5)) {
            return Hours.always(state.zones().get(0));
        }
        if (place % 7 == 3) {
            return officeHours(state, 7 * 60, 22 * 60);
        }
        List<WeekSpan> nights = new ArrayList<>();
        for (int day = 1; day <= 7; day++) {
            nights.add(new WeekSpan(day, 18 * 60, 32 * 60));
        }
        return new Hours(false, state.zones().get(0), nights, List.of());
    }

    /** Sunday to Thursday where Arabic is official, else Monday to Friday; closed at New Year. */
    private static Hours officeHours(MemberState state, int from, int to) {
        List<WeekSpan> week = new ArrayList<>();
        boolean sunday = state.official().contains("ar");
        for (int day = 1; day <= 7; day++) {
            boolean works = sunday ? day == 7 || day <= 4 : day <= 5;
            if (works) {
                week.add(new WeekSpan(day, from, to));
            }
        }
        return new Hours(false, state.zones().get(0), week, List.of(new ClosedDay(0, 1, 1)));
    }

    private static List<SpokenLanguage> languages(MemberState state) {
        List<String> codes = new ArrayList<>(state.official());
        codes.addAll(state.spoken());
        if (state.code().equals("BR")) {
            codes.addAll(List.of("en", "es"));
        }
        if (!codes.contains("en")) {
            codes.add(Math.min(codes.size(), LANGUAGES_MAX - 1), "en");
        }
        List<SpokenLanguage> spoken = new ArrayList<>();
        for (String code : codes.subList(0, Math.min(LANGUAGES_MAX, codes.size()))) {
            LanguageLevel level = state.official().contains(code)
                    ? LanguageLevel.NATIVE
                    : state.spoken().contains(code) ? LanguageLevel.FLUENT : LanguageLevel.WORKING;
            spoken.add(new SpokenLanguage(code, level));
        }
        return spoken;
    }

    private static List<Channel> channels(
            MemberState state, String suffix, int number, List<SpokenLanguage> languages) {
        List<Channel> channels = new ArrayList<>();
        String id = state.code() + suffix;
        if (!suffix.startsWith("-MLA")) {
            channels.add(Channel.of(ChannelKind.HUB, id));
        }
        List<String> spoken = new ArrayList<>();
        for (SpokenLanguage language : languages.subList(0, Math.min(2, languages.size()))) {
            spoken.add(language.language());
        }
        channels.add(new Channel(ChannelKind.PHONE, DemoNames.phone(state.code(), number), spoken, null));
        if (suffix.startsWith("-NCB")) {
            channels.add(Channel.of(ChannelKind.I_24_7, "NCB " + state.name().in("en")));
        }
        if (DemoLaw.europeanUnion(state.code()) && suffix.startsWith("-CSE")) {
            channels.add(Channel.of(ChannelKind.SIENA, "Demo unit " + state.code()));
        }
        String box = state.code().equals("BR") ? "plantao" : "duty-" + DemoNames.lower(id);
        channels.add(Channel.of(ChannelKind.MAIL, box + "@desk.example"));
        return channels;
    }

    private static Terms terms(
            DualCriminality dual, List<SpokenLanguage> languages, @Nullable Preservation preservation) {
        List<String> written = new ArrayList<>();
        for (SpokenLanguage language : languages.subList(0, Math.min(3, languages.size()))) {
            written.add(language.language());
        }
        return new Terms(
                written,
                dual,
                List.of(Measure.CONTENT_DATA, Measure.SEARCH_SEIZE),
                preservation,
                Tlp.AMBER,
                List.of(HandlingCode.ASK_FIRST));
    }
}
