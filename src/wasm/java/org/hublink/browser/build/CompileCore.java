package org.hublink.browser.build;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compiles the core to WebAssembly with the script that loads it, and does nothing when neither the core's sources nor the
 * pinned jars have changed since the last time. {@link OptimiseCore} makes of it what the page loads.
 */
public final class CompileCore {
    /** The core's rooms; they alone are compiled for the browser. */
    static final List<String> ROOMS = List.of("primitives", "protocol", "mls", "engine");

    private static final String RUNTIME = "org/teavm/backend/wasm/wasm-gc-module-runtime.js";

    private CompileCore() {}

    /** Which core: that of the page, or the one that the browser's tests load, with vectors and mutants in it. */
    private record Kind(String mainClass, List<String> sources) {}

    static final String PRODUCT_MAIN = "org.hublink.browser.Core";

    private static final Kind PRODUCT = new Kind(PRODUCT_MAIN, List.of("src/wasm/java", "src/wasm/resources"));
    private static final Kind TEST = new Kind(
            "org.hublink.browser.TestCore",
            List.of(
                    "src/wasm/java",
                    "src/wasm/resources",
                    "src/test/java/org/hublink/browser",
                    "src/test/java/org/hublink/primitives",
                    "src/test/java/org/hublink/protocol",
                    "src/test/java/org/hublink/mls",
                    "src/test/java/org/hublink/engine"));

    /** {@code product} or {@code test}, the project's folder, the folder to write to. */
    public static void main(String[] args) throws IOException {
        Kind kind = args[0].equals("test") ? TEST : PRODUCT;
        Path project = Path.of(args[1]);
        Path out = Path.of(args[2]);
        List<Path> classPath = classPath();
        String hash = hash(kind, project, classPath);
        Files.createDirectories(out);
        copyScripts(project, out);
        Path stamp = out.resolve("core.built-from");
        if (Stamp.fits(stamp, hash)) {
            System.out.println(OptimiseCore.COMPILED + " (" + args[0] + ") is as new as its sources");
            return;
        }
        Files.deleteIfExists(stamp);
        // Nobody is to test or ship what was made of other sources.
        Files.deleteIfExists(out.resolve(OptimiseCore.OPTIMISED));
        long began = System.nanoTime();
        Files.writeString(out.resolve("core-runtime.mjs"), RuntimeScript.withoutEval(runtimeOfTeavm()));
        // First of all: TeaVM's hash sets of numbers are read in an order that follows from how many there were before.
        new TeavmRun(kind.mainClass, classPath).module(out, OptimiseCore.COMPILED);
        RuntimeScript.refuseUnknownScripts(Files.readAllBytes(out.resolve(OptimiseCore.COMPILED)));
        if (kind.equals(PRODUCT)) {
            new TeavmRun(kind.mainClass, classPath)
                    .check(project.resolve("target/classes"), out, "whole-core-check.wasm");
        }
        Files.writeString(stamp, hash);
        System.out.println(OptimiseCore.COMPILED + " (" + args[0] + "): "
                + Files.size(out.resolve(OptimiseCore.COMPILED)) / 1024 + " KiB in "
                + (System.nanoTime() - began) / 1_000_000_000 + " s");
    }

    private static void copyScripts(Path project, Path out) throws IOException {
        try (Stream<Path> scripts = Files.list(project.resolve("src/wasm/web"))) {
            for (Path script : scripts.toList()) {
                Files.copy(script, out.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static List<Path> classPath() {
        if (!(CompileCore.class.getClassLoader() instanceof URLClassLoader loader)) {
            throw new IllegalStateException("started by the build's exec:java only");
        }
        List<Path> paths = new ArrayList<>();
        for (URL url : loader.getURLs()) {
            try {
                paths.add(Path.of(url.toURI()));
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
        return paths;
    }

    private static String runtimeOfTeavm() throws IOException {
        try (InputStream in = CompileCore.class.getClassLoader().getResourceAsStream(RUNTIME)) {
            if (in == null) throw new IllegalStateException("this TeaVM has no " + RUNTIME);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String hash(Kind kind, Path project, List<Path> classPath) throws IOException {
        MessageDigest sha256 = Stamp.sha256();
        for (Path jar : classPath) {
            Path name = jar.getFileName();
            if (name != null && name.toString().endsWith(".jar"))
                sha256.update(name.toString().getBytes(StandardCharsets.UTF_8));
        }
        List<Path> roots = new ArrayList<>();
        for (String sources : kind.sources) roots.add(project.resolve(sources));
        for (String room : ROOMS)
            roots.add(project.resolve("src/main/java/org/hublink").resolve(room));
        for (Path root : roots) {
            if (!Files.isDirectory(root)) continue;
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    sha256.update(project.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                    sha256.update(Files.readAllBytes(file));
                }
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
