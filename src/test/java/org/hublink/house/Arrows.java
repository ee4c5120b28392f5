package org.hublink.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who may know whom (architecture.md, "Arrows"). One rule each, by name, so that a planted violation can name its rule. */
final class Arrows {
    static final List<String> CORE = List.of("primitives", "protocol", "mls", "engine");
    private static final String[] FEATURES =
            rooms("officers", "directory", "transparency", "messaging", "forum", "catalogue", "learning");
    private static final String[] OUR_CODE = {"org.hublink.."};

    /** What the core must not reach: the machine it runs on. Time, files, threads and randomness come in by doors. */
    private static final String[] MACHINE = {
        "java.lang.reflect..",
        "java.net..",
        "java.nio..",
        "java.text..",
        "java.time..",
        "java.util.concurrent..",
        "java.util.logging..",
        "java.util.regex..",
        "java.util.stream.."
    };

    private Arrows() {}

    static Map<String, ArchRule> rules() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("primitives-knows-nobody", coreRoom("primitives"));
        rules.put("protocol-knows-primitives", coreRoom("protocol", "primitives"));
        rules.put("mls-knows-primitives", coreRoom("mls", "primitives"));
        rules.put("engine-knows-the-core", coreRoom("engine", "mls", "protocol", "primitives"));
        rules.put("jvm-knows-primitives", room("jvm", "primitives"));
        rules.put("client-knows-the-core", room("client", "engine", "mls", "protocol", "primitives", "jvm"));
        rules.put("browser-knows-the-core", room("browser", "engine", "mls", "protocol", "primitives"));
        rules.put("platform-knows-no-feature", room("platform", "protocol", "primitives", "jvm"));
        rules.put("features-know-the-server", featuresKnowTheServer());
        rules.put("app-alone-wires", onlyTheAppKnows("app"));
        rules.put("app-alone-shows-the-demo", onlyTheAppKnows("demo"));
        rules.put("core-without-the-machine", coreWithoutTheMachine());
        rules.put("only-stores-touch-sql", only("Store", "io.vertx.sqlclient..", "io.vertx.pgclient.."));
        rules.put("only-routes-touch-http", only("Routes", "io.vertx.ext.web.."));
        rules.put("the-browser-compiler-stays-in-browser", teavmInBrowserAlone());
        rules.put(
                "no-cycles",
                slices().matching("org.hublink.(*)..").should().beFreeOfCycles().allowEmptyShould(true));
        return rules;
    }

    private static ArchRule coreRoom(String room, String... mayKnow) {
        List<String> allowed = new ArrayList<>(List.of(rooms(mayKnow)));
        allowed.addAll(List.of("org.hublink." + room + "..", "java..", "org.bouncycastle..", "org.jspecify.."));
        return classes()
                .that()
                .resideInAPackage("org.hublink." + room + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new))
                .allowEmptyShould(true);
    }

    private static ArchRule room(String room, String... mayKnow) {
        List<String> allowed = new ArrayList<>(List.of(rooms(mayKnow)));
        allowed.add("org.hublink." + room + "..");
        return noClasses()
                .that()
                .resideInAPackage("org.hublink." + room + "..")
                .should()
                .dependOnClassesThat(ourCodeBut(allowed))
                .allowEmptyShould(true);
    }

    private static ArchRule featuresKnowTheServer() {
        List<String> allowed = new ArrayList<>(List.of(FEATURES));
        allowed.addAll(List.of(rooms("platform", "protocol", "primitives", "jvm")));
        return noClasses()
                .that()
                .resideInAnyPackage(FEATURES)
                .should()
                .dependOnClassesThat(ourCodeBut(allowed))
                .allowEmptyShould(true);
    }

    private static ArchRule onlyTheAppKnows(String room) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(rooms("app", room))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.hublink." + room + "..")
                .allowEmptyShould(true);
    }

    private static ArchRule coreWithoutTheMachine() {
        return noClasses()
                .that()
                .resideInAnyPackage(rooms(CORE.toArray(String[]::new)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(MACHINE))
                .allowEmptyShould(true);
    }

    private static ArchRule only(String suffix, String... packages) {
        return noClasses()
                .that(not(outermostNameEndsWith(suffix)))
                .and()
                .resideOutsideOfPackages(rooms("platform", "app"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .allowEmptyShould(true);
    }

    private static ArchRule teavmInBrowserAlone() {
        return noClasses()
                .that()
                .resideOutsideOfPackage("org.hublink.browser..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.teavm..")
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> ourCodeBut(List<String> allowed) {
        return resideInAnyPackage(OUR_CODE).and(not(resideInAnyPackage(allowed.toArray(String[]::new))));
    }

    private static DescribedPredicate<JavaClass> outermostNameEndsWith(String suffix) {
        return describe("outermost class is a *" + suffix, c -> {
            String name = c.getName();
            int inner = name.indexOf('$');
            return (inner < 0 ? name : name.substring(0, inner)).endsWith(suffix);
        });
    }

    private static String[] rooms(String... names) {
        String[] packages = new String[names.length];
        for (int i = 0; i < names.length; i++) packages[i] = "org.hublink." + names[i] + "..";
        return packages;
    }
}
