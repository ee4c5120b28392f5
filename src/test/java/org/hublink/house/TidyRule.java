package org.hublink.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One banned thing: where it is looked for, how it is known, and what to write in its place. */
record TidyRule(String name, Predicate<Path> where, View view, Pattern banned, String instead) {
    enum View {
        CODE,
        LITERALS,
        RAW
    }

    private static final String CORE_ROOM = "src/main/java/org/hublink/(primitives|protocol|mls|engine)/.*\\.java";
    private static final String MAIN_JAVA = "src/main/java/.*\\.java";
    private static final String OUR_JAVA = "src/[a-z]+/java/.*\\.java";
    private static final String OUR_WORDS = "(?!.*\\.(lock|png|jpg|gz|xz|jar|ico|woff2|csv|json)$).*";

    static List<TidyRule> all() {
        List<TidyRule> rules = new ArrayList<>();
        core(rules, "String\\.format\\(|\\.formatted\\(", "join the parts by hand; TeaVM's formatter differs");
        core(rules, "\\.getBytes\\(", "Utf8.encode");
        core(rules, "new String\\(", "Utf8.decode, which refuses what is not UTF-8 (or String.valueOf for characters)");
        core(rules, "java\\.util\\.Base64", "the core's own Base64, which is strict on both homes");
        core(rules, "java\\.time", "epoch seconds in a long");
        core(rules, "java\\.util\\.regex|\\.matches\\(|\\.replaceAll\\(|\\.split\\(", "a loop over the characters");
        core(rules, "\\.parallel(Stream)?\\(", "a loop: the core has one thread");
        core(rules, "\\bThread\\b|\\bsynchronized\\b", "nothing: the core has one thread");
        core(rules, "Math\\.random|new Random\\(|new SecureRandom\\(\\)", "the Randomness door");
        core(rules, "System\\.(currentTimeMillis|nanoTime)", "the Clock door");
        core(rules, "\\.to(Lower|Upper)Case\\(", "the Text door");
        core(rules, "ServiceLoader|Class\\.forName", "a plain call: there is no reflection in the browser");
        core(rules, "\\bnew HashMap<|\\bnew HashSet<", "LinkedHashMap, TreeMap: order never depends on hashCode");
        main(rules, "Thread\\.sleep", "a timer of Vert.x");
        main(rules, "printStackTrace", "a log line with a code");
        main(rules, "unsafeForTests", "the safe call; this one is for tests");
        rules.add(new TidyRule(
                "System.out outside client, demo and app",
                path("src/main/java/org/hublink/(?!client/|demo/|app/).*\\.java"),
                View.CODE,
                Pattern.compile("System\\.(out|err)\\b"),
                "an outcome, or a log line"));
        rules.add(new TidyRule(
                "SQL that asks the database for the time",
                path(MAIN_JAVA),
                View.LITERALS,
                SQL_CLOCK,
                "a bound parameter from the node's Clock"));
        rules.add(new TidyRule(
                "migration that asks the database for the time",
                path("src/main/resources/db/.*\\.sql"),
                View.RAW,
                SQL_CLOCK,
                "a bound parameter from the node's Clock"));
        rules.add(new TidyRule(
                "wildcard import",
                path(OUR_JAVA),
                View.CODE,
                Pattern.compile("(?m)^import [\\w. ]+\\.\\*;"),
                "one import a class"));
        rules.add(new TidyRule(
                "open end",
                path(OUR_WORDS),
                View.RAW,
                Pattern.compile("\\b(FIX" + "ME|TO" + "DO|X" + "XX)\\b"),
                "do it now or write an issue"));
        rules.add(new TidyRule(
                "path of somebody's machine",
                path(".*"),
                View.RAW,
                Pattern.compile("(?<![\\w.}])/(wo" + "rk|ro" + "ot|ho" + "me/[a-z]+|Us" + "ers/[A-Za-z]+)/"),
                "a path relative to the project"));
        rules.add(new TidyRule(
                "package registry by address",
                path(".*"),
                View.RAW,
                REGISTRY,
                "nothing: whoever builds has his own registry settings"));
        return List.copyOf(rules);
    }

    private static final Pattern SQL_CLOCK = Pattern.compile(
            "(?i)\\b(now|clock_timestamp|statement_timestamp|transaction_timestamp)\\s*\\(\\s*\\)|\\bcurrent_(timestamp|date|time)\\b");

    /** A host that serves packages, or the fields in which a lock file or a build file names one. */
    private static final Pattern REGISTRY =
            Pattern.compile("\"resolved\"\\s*:\\s*\"http|<(mirror|repository|pluginRepository)>"
                    + "|https?://[^/\\s\"'<>]*(regi" + "stry|artifa" + "ctory|nex" + "us|mirr" + "or)[^/\\s\"'<>]*"
                    + "|(?m)^registry\\s*=");

    /** Each find as 'path:line: what was found — instead: …'. */
    List<String> findIn(Path relative, String text) {
        if (!where.test(relative)) return List.of();
        String seen = switch (view) {
            case RAW -> text;
            case CODE -> JavaText.of(text).code();
            case LITERALS -> JavaText.of(text).literals();
        };
        List<String> found = new ArrayList<>();
        Matcher matcher = banned.matcher(seen);
        while (matcher.find()) {
            long line = 1
                    + seen.substring(0, matcher.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            found.add(
                    relative + ":" + line + ": " + name + " '" + matcher.group().strip() + "'; instead: " + instead);
        }
        return found;
    }

    private static void core(List<TidyRule> rules, String banned, String instead) {
        rules.add(new TidyRule("banned in the core", path(CORE_ROOM), View.CODE, Pattern.compile(banned), instead));
    }

    private static void main(List<TidyRule> rules, String banned, String instead) {
        rules.add(new TidyRule("banned in main", path(MAIN_JAVA), View.CODE, Pattern.compile(banned), instead));
    }

    private static Predicate<Path> path(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return p -> pattern.matcher(p.toString().replace('\\', '/')).matches();
    }

    /** The name alone, for the test's report. */
    @Override
    public String toString() {
        return name.toLowerCase(Locale.ROOT) + ": " + banned;
    }
}
