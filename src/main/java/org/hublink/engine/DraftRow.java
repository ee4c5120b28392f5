package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.protocol.Channel;
import org.hublink.protocol.ChannelKind;
import org.hublink.protocol.ClosedDay;
import org.hublink.protocol.Coded;
import org.hublink.protocol.DeskFunction;
import org.hublink.protocol.DualCriminality;
import org.hublink.protocol.HandlingCode;
import org.hublink.protocol.Hours;
import org.hublink.protocol.LanguageLevel;
import org.hublink.protocol.Languages;
import org.hublink.protocol.LegalBasis;
import org.hublink.protocol.LegalGround;
import org.hublink.protocol.Listing;
import org.hublink.protocol.ListingId;
import org.hublink.protocol.Measure;
import org.hublink.protocol.Offence;
import org.hublink.protocol.OwnName;
import org.hublink.protocol.Preservation;
import org.hublink.protocol.Scope;
import org.hublink.protocol.SpokenLanguage;
import org.hublink.protocol.Terms;
import org.hublink.protocol.Tlp;
import org.hublink.protocol.Validity;
import org.hublink.protocol.WeekSpan;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table as a listing. May be empty: the English names, offences, measures, territory, legal bases, closed,
 * request languages, judicial order, preservation, handling, alternates.
 *
 * <p>Forms: hours {@code always} or {@code 1:0900-1700;5:2200-3000} (day of the week, Monday is 1; past 2400 is the next
 * day); closed {@code --12-25;2027-03-26}; languages {@code pt:native;en:working}; channels {@code hub=BR-CSE-247;phone=+1
 * 202-555-0142}; legal bases {@code budapest;bilateral:FR}; preservation {@code 60/1/60} (days, renewals, days each); dates
 * {@code 2026-11-10}.
 */
final class DraftRow {
    private static final long DAY_SECONDS = 86_400;
    private static final int LIST_MAX = 64;

    private final int number;
    private final Map<String, String> cells = new LinkedHashMap<>();
    private final Text text;
    private final List<CsvProblem> problems;
    private boolean broken;

    DraftRow(int number, List<String> header, List<String> row, Text text, List<CsvProblem> problems) {
        this.number = number;
        this.text = text;
        this.problems = problems;
        for (int i = 0; i < header.size(); i++) {
            cells.put(header.get(i), row.get(i));
        }
    }

    /** The listing, or null when problems were added. */
    @Nullable
    Listing listing() {
        String id = needed("id");
        if (!id.isEmpty() && !ListingId.valid(id)) {
            problem("id", "listing-id");
        }
        OwnName authority = name("authority");
        OwnName unit = name("unit");
        List<DeskFunction> functions = codes("functions", DeskFunction.values());
        List<Offence> offences = codes("offences", Offence.values());
        List<Measure> measures = codes("measures", Measure.values());
        List<LegalGround> grounds = grounds();
        Hours hours = hours();
        List<SpokenLanguage> spoken = languages();
        List<Channel> channels = channels();
        Preservation preservation = preservation();
        DualCriminality dual = code("dual_criminality", DualCriminality.values(), DualCriminality.NEEDED);
        Tlp tlp = code("tlp", Tlp.values(), Tlp.AMBER);
        Terms terms = new Terms(
                list("request_languages"),
                dual,
                codes("judicial_order", Measure.values()),
                preservation,
                tlp,
                codes("handling", HandlingCode.values()));
        Validity validity =
                new Validity(needed("audience"), date("valid_from"), date("attested_on"), date("attest_by"));
        int version = (int) Math.min(number("version", needed("version")), Integer.MAX_VALUE);
        if (broken) {
            return null;
        }
        Scope scope = new Scope(functions, offences, measures, list("territory"), grounds);
        return checked(new Listing(
                id, version, authority, unit, scope, hours, spoken, channels, terms, list("alternates"), validity));
    }

    /** The strict reader has the last word: what it refuses would be refused by everybody. */
    private @Nullable Listing checked(Listing listing) {
        try {
            return Listing.read(listing.body(), text);
        } catch (Malformed malformed) {
            problem("", malformed.reason());
        } catch (IllegalArgumentException unwritable) {
            problem("", "json-control-character");
        }
        return null;
    }

    private OwnName name(String column) {
        String language = needed(column + "_language");
        if (!language.isEmpty() && !Languages.valid(language)) {
            problem(column + "_language", "listing-language");
        }
        String english = cell(column + "_en");
        return new OwnName(
                language, text.nfc(needed(column)), english.isEmpty() ? Map.of() : Map.of("en", text.nfc(english)));
    }

    private List<LegalGround> grounds() {
        List<LegalGround> grounds = new ArrayList<>();
        for (String item : list("legal_bases")) {
            int colon = item.indexOf(':');
            LegalBasis basis = Coded.find(LegalBasis.values(), colon < 0 ? item : item.substring(0, colon));
            String with = colon < 0 ? null : item.substring(colon + 1);
            if (basis == null) {
                problem("legal_bases", "json-unknown-code");
            } else if ((basis == LegalBasis.BILATERAL) != (with != null)
                    || (with != null && !ListingId.isCountry(with))) {
                problem("legal_bases", "listing-legal-basis");
            } else {
                grounds.add(new LegalGround(basis, with));
            }
        }
        return grounds;
    }

    private Hours hours() {
        String zone = needed("zone");
        String week = needed("hours");
        if (week.equals("always")) {
            return Hours.always(zone);
        }
        List<WeekSpan> spans = new ArrayList<>();
        for (String item : list("hours")) {
            boolean form = item.length() == 11 && item.charAt(1) == ':' && item.charAt(6) == '-';
            int day = form ? digits(item, 0, 1) : -1;
            int from = form ? minutes(item, 2) : -1;
            int to = form ? minutes(item, 7) : -1;
            if (day < 1
                    || day > 7
                    || from < 0
                    || from >= WeekSpan.DAY_MINUTES
                    || to <= from
                    || to > from + WeekSpan.DAY_MINUTES) {
                problem("hours", "listing-hours");
            } else {
                spans.add(new WeekSpan(day, from, to));
            }
        }
        List<ClosedDay> closed = new ArrayList<>();
        for (String item : list("closed")) {
            try {
                closed.add(ClosedDay.parse(item));
            } catch (Malformed malformed) {
                problem("closed", malformed.reason());
            }
        }
        return new Hours(false, zone, spans, closed);
    }

    private List<SpokenLanguage> languages() {
        needed("languages");
        List<SpokenLanguage> spoken = new ArrayList<>();
        for (String item : list("languages")) {
            int colon = item.indexOf(':');
            LanguageLevel level = colon < 0 ? null : Coded.find(LanguageLevel.values(), item.substring(colon + 1));
            if (level == null) {
                problem("languages", "json-unknown-code");
            } else {
                spoken.add(new SpokenLanguage(item.substring(0, colon), level));
            }
        }
        return spoken;
    }

    private List<Channel> channels() {
        needed("channels");
        List<Channel> channels = new ArrayList<>();
        for (String item : list("channels")) {
            int equals = item.indexOf('=');
            ChannelKind kind = equals < 0 ? null : Coded.find(ChannelKind.values(), item.substring(0, equals));
            if (kind == null) {
                problem("channels", "json-unknown-code");
            } else {
                channels.add(Channel.of(kind, text.nfc(item.substring(equals + 1))));
            }
        }
        return channels;
    }

    private @Nullable Preservation preservation() {
        String cell = cell("preservation");
        if (cell.isEmpty()) {
            return null;
        }
        List<String> parts = split(cell, '/');
        if (parts.size() != 3) {
            problem("preservation", "listing-preservation");
            return null;
        }
        return new Preservation(
                (int) number("preservation", parts.get(0)), (int) number("preservation", parts.get(1)), (int)
                        number("preservation", parts.get(2)));
    }

    private long date(String column) {
        String cell = needed(column);
        boolean form = cell.length() == 10 && cell.charAt(4) == '-' && cell.charAt(7) == '-';
        int year = form ? digits(cell, 0, 4) : -1;
        int month = form ? digits(cell, 5, 7) : -1;
        int day = form ? digits(cell, 8, 10) : -1;
        if (year < 2000 || year > 2099 || month < 1 || month > 12 || day < 1 || day > 31) {
            if (!cell.isEmpty()) {
                problem(column, "listing-dates");
            }
            return 0;
        }
        return epochDay(year, month, day) * DAY_SECONDS;
    }

    /** Days since 1970-01-01; years are counted from March, so that leap days come last. */
    private static long epochDay(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int fromMarch = (month + 9) % 12;
        return 365L * y + y / 4 - y / 100 + y / 400 + (153 * fromMarch + 2) / 5 + day - 1 - 719_468;
    }

    private <E extends Coded> E code(String column, E[] all, E otherwise) {
        String cell = needed(column);
        E value = Coded.find(all, cell);
        if (value == null && !cell.isEmpty()) {
            problem(column, "json-unknown-code");
        }
        return value == null ? otherwise : value;
    }

    private <E extends Coded> List<E> codes(String column, E[] all) {
        List<E> out = new ArrayList<>();
        for (String item : list(column)) {
            E value = Coded.find(all, item);
            if (value == null) {
                problem(column, "json-unknown-code");
            } else {
                out.add(value);
            }
        }
        return out;
    }

    private long number(String column, String digits) {
        int value = digits.isEmpty() || digits.length() > 8 ? -1 : digits(digits, 0, digits.length());
        if (value < 0 && !digits.isEmpty()) {
            problem(column, "csv-number");
        }
        return value;
    }

    private static int minutes(String item, int from) {
        int hours = digits(item, from, from + 2);
        int minutes = digits(item, from + 2, from + 4);
        return hours < 0 || minutes < 0 || minutes > 59 ? -1 : 60 * hours + minutes;
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = 10 * value + c - '0';
        }
        return value;
    }

    private List<String> list(String column) {
        String cell = cell(column);
        List<String> items = cell.isEmpty() ? List.of() : split(cell, ';');
        if (items.size() > LIST_MAX) {
            problem(column, "csv-list-too-long");
            return List.of();
        }
        return items;
    }

    private static List<String> split(String cell, char separator) {
        List<String> out = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= cell.length(); i++) {
            if (i == cell.length() || cell.charAt(i) == separator) {
                out.add(cell.substring(from, i).trim());
                from = i + 1;
            }
        }
        return out;
    }

    private String needed(String column) {
        String cell = cell(column);
        if (cell.isEmpty()) {
            problem(column, "csv-cell-empty");
        }
        return cell;
    }

    private String cell(String column) {
        return cells.getOrDefault(column, "").trim();
    }

    private void problem(String column, String code) {
        CsvProblem problem = new CsvProblem(number, column, code);
        broken = true;
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }
}
