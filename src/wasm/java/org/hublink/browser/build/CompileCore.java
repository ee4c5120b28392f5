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
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.teavm.tooling.ConsoleTeaVMToolLog;
import org.teavm.tooling.TeaVMProblemRenderer;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/**
 * Compiles the core to {@code core.wasm} with the script that loads it, and does nothing when neither the core's
 * sources nor the pinned jars have changed since the last time.
 */
public final class CompileCore {
    /** The core's rooms; they alone are compiled for the browser. */
    static final List<String> ROOMS = List.of("primitives", "protocol", "mls", "engine");

    private static final String RUNTIME = "org/teavm/backend/wasm/wasm-gc-module-runtime.js";

    private CompileCore() {}

    /** The project's folder, the folder to write to. */
    public static void main(String[] args) throws IOException, TeaVMToolException {
        Path project = Path.of(args[0]);
        Path out = Path.of(args[1]);
        List<Path> classPath = classPath();
        String hash = hash(project, classPath);
        Path stamp = out.resolve("core.built-from");
        if (Files.exists(stamp) && Files.readString(stamp).equals(hash)) {
            System.out.println("core.wasm is as new as its sources");
            return;
        }
        Files.createDirectories(out);
        Files.deleteIfExists(stamp);
        long began = System.nanoTime();
        Files.writeString(out.resolve("core-runtime.mjs"), RuntimeScript.withoutEval(runtimeOfTeavm()));
        checkWholeCore(classPath, project, out);
        compile(classPath, out);
        RuntimeScript.refuseUnknownScripts(Files.readAllBytes(out.resolve("core.wasm")));
        Files.copy(
                project.resolve("src/wasm/web/doors.mjs"),
                out.resolve("doors.mjs"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(stamp, hash);
        System.out.println("core.wasm: " + Files.size(out.resolve("core.wasm")) / 1024 + " KiB in "
                + (System.nanoTime() - began) / 1_000_000_000 + " s");
    }

    /** Every method of the core, whether the page reaches it or not. What comes out is not used. */
    private static void checkWholeCore(List<Path> classPath, Path project, Path out) throws TeaVMToolException {
        TeaVMTool tool = tool(classPath, out, "whole-core-check.wasm");
        tool.getProperties()
                .setProperty(
                        WholeCore.CLASSES, project.resolve("target/classes").toString());
        tool.setOptimizationLevel(TeaVMOptimizationLevel.SIMPLE);
        tool.setFastDependencyAnalysis(true);
        generate(tool);
    }

    private static void compile(List<Path> classPath, Path out) throws TeaVMToolException {
        TeaVMTool tool = tool(classPath, out, "core.wasm");
        tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
        generate(tool);
    }

    private static TeaVMTool tool(List<Path> classPath, Path out, String fileName) {
        TeaVMTool tool = new TeaVMTool();
        tool.setTargetType(TeaVMTargetType.WEBASSEMBLY_GC);
        tool.setMainClass("org.hublink.browser.Core");
        tool.setTargetDirectory(out.toFile());
        tool.setTargetFileName(fileName);
        tool.setStrict(true);
        tool.setObfuscated(true);
        tool.setClassPath(classPath.stream().map(Path::toFile).toList());
        tool.setClassLoader(CompileCore.class.getClassLoader());
        tool.setLog(new ConsoleTeaVMToolLog(false));
        return tool;
    }

    private static void generate(TeaVMTool tool) throws TeaVMToolException {
        tool.generate();
        if (!tool.getProblemProvider().getProblems().isEmpty()) {
            TeaVMProblemRenderer.describeProblems(
                    tool.getDependencyInfo().getCallGraph(), tool.getProblemProvider(), new ConsoleTeaVMToolLog(false));
        }
        if (!tool.getProblemProvider().getSevereProblems().isEmpty()) {
            throw new IllegalStateException("the core does not compile for the browser: see the problems above");
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

    private static String hash(Path project, List<Path> classPath) throws IOException {
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        for (Path jar : classPath) {
            Path name = jar.getFileName();
            if (name != null && name.toString().endsWith(".jar"))
                sha256.update(name.toString().getBytes(StandardCharsets.UTF_8));
        }
        List<Path> roots = new ArrayList<>(List.of(project.resolve("src/wasm")));
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
