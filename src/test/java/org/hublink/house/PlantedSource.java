package org.hublink.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** A source file written for one test only, at the place where its package says it would stand. */
record PlantedSource(String packageName, String className, String body) {

    Path writeUnder(Path root) {
        Path file = root.resolve(packageName.replace('.', '/')).resolve(className + ".java");
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, "package " + packageName + ";\n\n" + body + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles files with exactly this class path; answers javac's errors, none when it compiled. */
    static List<String> compile(List<Path> files, String classPath, Path out) {
        return run(files, classPath, out, List.of());
    }

    /** As the other, without writing classes: all that javac can find wrong is found before. */
    static List<String> check(List<Path> files, String classPath, Path out) {
        return run(files, classPath, out, List.of("--should-stop=ifNoError=FLOW"));
    }

    private static List<String> run(List<Path> files, String classPath, Path out, List<String> more) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        try (var manager = javac.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
            List<String> options = new ArrayList<>(List.of(
                    "-proc:none",
                    "--release",
                    "17",
                    "-sourcepath",
                    out.toString(),
                    "-cp",
                    classPath,
                    "-d",
                    out.toString()));
            options.addAll(more);
            boolean compiled = javac.getTask(
                            null, manager, diagnostics, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            List<String> errors = new ArrayList<>();
            if (!compiled) diagnostics.getDiagnostics().forEach(d -> errors.add(d.toString()));
            return errors;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
