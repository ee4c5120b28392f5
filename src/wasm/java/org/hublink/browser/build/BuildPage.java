package org.hublink.browser.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks the page's types and builds it into the class path ({@code target/classes/page}), over the core as it lies in
 * {@code target/wasm}. What is as new as its sources is left alone.
 */
public final class BuildPage {
    private BuildPage() {}

    /** The project's folder. */
    public static void main(String[] args) throws IOException {
        Path project = Path.of(args[0]);
        Path web = project.resolve("src/main/web");
        Path core = project.resolve("target/wasm");
        Path list = project.resolve("target/classes/page/files.txt");
        if (!Files.exists(core.resolve(OptimiseCore.OPTIMISED))) {
            System.out.println("the page is left out: there is no core (-Dteavm.skip=true)");
            return;
        }
        Path stamp = project.resolve("target/page.built-from");
        String hash = Stamp.of(sources(project, web, core));
        if (Files.exists(list) && Stamp.fits(stamp, hash)) {
            System.out.println("the page is as new as its sources");
            return;
        }
        Files.deleteIfExists(stamp);
        NodeTool.demandNode();
        step(web, "node_modules/typescript/bin/tsc", "--noEmit");
        step(web, "node_modules/vite/bin/vite.js", "build", "--logLevel", "warn");
        Files.writeString(stamp, hash);
        System.out.println("page: " + Files.readAllLines(list).size() + " files in " + list.getParent());
    }

    private static void step(Path web, String program, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("node", program));
        command.addAll(List.of(words));
        if (NodeTool.run(web, command.toArray(new String[0])) != 0) {
            throw new IllegalStateException("the page does not build: see the words above");
        }
    }

    private static List<Path> sources(Path project, Path web, Path core) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path folder : List.of(web.resolve("src"), web.resolve("tools"), core)) add(sources, folder);
        for (String name : List.of("index.html", "package-lock.json", "tsconfig.json", "vite.config.ts")) {
            sources.add(web.resolve(name));
        }
        add(sources, project.resolve("src/main/resources/reference"));
        return sources;
    }

    private static void add(List<Path> sources, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).sorted().forEach(sources::add);
        }
    }
}
