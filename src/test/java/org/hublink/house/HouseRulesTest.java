package org.hublink.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between the rooms hold, and each rule catches a planted violation. */
@Tag("house")
class HouseRulesTest {
    private static final String P = "org.hublink.";

    @TempDir
    Path planted;

    private static final JavaClasses HOUSE = new ClassFileImporter().importPaths(SourceTree.compiledRooms());

    static Set<String> ruleNames() {
        return Arrows.rules().keySet();
    }

    @ParameterizedTest
    @MethodSource("ruleNames")
    void theHouseKeeps(String name) {
        rule(name).check(HOUSE);
    }

    /** rule, then the planted sources that break it; the last source is the culprit. */
    record Violation(String rule, List<PlantedSource> sources) {
        @Override
        public String toString() {
            return rule + " sees " + sources.get(sources.size() - 1).packageName();
        }
    }

    static Stream<Violation> violations() {
        return Stream.of(
                uses("primitives-knows-nobody", "primitives", "protocol"),
                uses("protocol-knows-primitives", "protocol", "mls"),
                uses("protocol-knows-primitives", "protocol", "jvm"),
                uses("mls-knows-primitives", "mls", "protocol"),
                uses("engine-knows-the-core", "engine", "directory"),
                uses("engine-knows-the-core", "engine", "jvm"),
                uses("jvm-knows-primitives", "jvm", "protocol"),
                uses("client-knows-the-core", "client", "directory"),
                uses("client-knows-the-core", "client", "platform"),
                uses("browser-knows-the-core", "browser", "client"),
                uses("platform-knows-no-feature", "platform", "officers"),
                uses("features-know-the-server", "officers", "engine"),
                uses("features-know-the-server", "transparency", "client"),
                uses("features-know-the-server", "directory", "mls"),
                uses("app-alone-wires", "platform", "app"),
                uses("app-alone-wires", "demo", "app"),
                uses("app-alone-shows-the-demo", "client", "demo"),
                holds("core-without-the-machine", "protocol", "Late", "java.time.Instant at;"),
                holds("core-without-the-machine", "primitives", "Busy", "java.util.concurrent.Executor pool;"),
                holds("protocol-knows-primitives", "protocol", "Loud", "org.slf4j.Logger log;"),
                holds("only-stores-touch-sql", "directory", "ListingService", "io.vertx.sqlclient.Pool pool;"),
                holds("only-routes-touch-http", "directory", "ListingStore", "io.vertx.ext.web.Router router;"),
                holds("the-browser-compiler-stays-in-browser", "engine", "Page", "org.teavm.jso.JSObject page;"),
                new Violation(
                        "no-cycles",
                        List.of(
                                source("officers", "There", P + "transparency.Back back;"),
                                source("transparency", "Back", P + "officers.There there;"))));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void aPlantedViolationIsCaught(Violation violation) {
        assertThat(rule(violation.rule())
                        .evaluate(compiled(violation.sources()))
                        .hasViolation())
                .isTrue();
    }

    @Test
    void anInnerClassOfAStoreMayTouchSql() {
        var store = source("directory", "ListingStore", "static class Row { io.vertx.sqlclient.Row row; }");
        assertThat(rule("only-stores-touch-sql")
                        .evaluate(compiled(List.of(store)))
                        .hasViolation())
                .isFalse();
    }

    @Test
    void everyRuleHasAPlantedViolation() {
        Set<String> caught = new LinkedHashSet<>();
        violations().forEach(v -> caught.add(v.rule()));
        assertThat(caught).containsAll(ruleNames());
    }

    private JavaClasses compiled(List<PlantedSource> sources) {
        List<Path> files = new ArrayList<>();
        for (PlantedSource source : sources) files.add(source.writeUnder(planted.resolve("src")));
        Path out = planted.resolve("classes");
        assertThat(out.toFile().mkdirs()).isTrue();
        assertThat(PlantedSource.compile(files, SourceTree.testClassPath(), out))
                .isEmpty();
        assertThat(Files.isDirectory(out)).isTrue();
        return new ClassFileImporter().importPath(out);
    }

    private static ArchRule rule(String name) {
        ArchRule rule = Arrows.rules().get(name);
        if (rule == null) throw new IllegalArgumentException("no rule " + name);
        return rule;
    }

    private static Violation uses(String rule, String from, String to) {
        return new Violation(rule, List.of(source(to, "Used", "int x;"), source(from, "User", P + to + ".Used used;")));
    }

    private static Violation holds(String rule, String room, String className, String field) {
        return new Violation(rule, List.of(source(room, className, field)));
    }

    private static PlantedSource source(String room, String className, String member) {
        return new PlantedSource(P + room, className, "public class " + className + " { public " + member + " }");
    }
}
