package org.hublink.browser.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.teavm.dependency.AbstractDependencyListener;
import org.teavm.dependency.DependencyAgent;
import org.teavm.dependency.MethodDependency;
import org.teavm.model.ClassReader;
import org.teavm.model.ElementModifier;
import org.teavm.model.MethodReader;
import org.teavm.model.ValueType;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Makes TeaVM look at every method of the core and not only at those that the page reaches today, so that code which
 * cannot run in a browser is found the day it is written. Only the check uses it; the module is made without.
 */
public final class WholeCore implements TeaVMPlugin {
    /** The property that switches it on: folders of compiled classes, separated by the path separator. */
    static final String CLASSES = "org.hublink.browser.whole-core";

    /** What stands for a parameter that is declared as a collection. */
    private static final Map<String, String> STANDS_FOR = Map.of(
            "java.util.List", "java.util.ArrayList",
            "java.util.Collection", "java.util.ArrayList",
            "java.util.Map", "java.util.LinkedHashMap",
            "java.util.Set", "java.util.LinkedHashSet",
            "java.util.SortedMap", "java.util.TreeMap");

    @Override
    public void install(TeaVMHost host) {
        String root = host.getProperties().getProperty(CLASSES);
        if (root == null) return;
        List<String> names = classNames(Path.of(root));
        host.add(new AbstractDependencyListener() {
            @Override
            public void started(DependencyAgent agent) {
                for (String name : names) reach(agent, name);
            }
        });
    }

    private static void reach(DependencyAgent agent, String className) {
        ClassReader reader = agent.getClassSource().get(className);
        if (reader == null) throw new IllegalStateException("not on TeaVM's class path: " + className);
        for (MethodReader method : reader.getMethods()) {
            if (method.hasModifier(ElementModifier.ABSTRACT)) continue;
            MethodDependency linked = agent.linkMethod(method.getReference());
            if (!method.hasModifier(ElementModifier.STATIC) && !reader.hasModifier(ElementModifier.ABSTRACT)) {
                linked.propagate(0, agent.getType(ValueType.object(className)));
            }
            for (int i = 0; i < method.parameterCount(); i++) {
                ValueType type = method.parameterType(i);
                if (type instanceof ValueType.Object object) {
                    String given = STANDS_FOR.getOrDefault(object.getClassName(), object.getClassName());
                    ClassReader known = agent.getClassSource().get(given);
                    if (known == null || known.hasModifier(ElementModifier.ABSTRACT)) continue;
                    type = ValueType.object(given);
                }
                if (!(type instanceof ValueType.Primitive)) linked.propagate(i + 1, agent.getType(type));
            }
            linked.use();
        }
    }

    private static List<String> classNames(Path root) {
        List<String> names = new ArrayList<>();
        for (String room : CompileCore.ROOMS) {
            Path folder = root.resolve("org/hublink").resolve(room);
            if (!Files.isDirectory(folder)) continue;
            try (Stream<Path> files = Files.walk(folder)) {
                files.map(f -> root.relativize(f).toString())
                        .filter(f -> f.endsWith(".class") && !f.endsWith("package-info.class"))
                        .map(f -> f.substring(0, f.length() - ".class".length())
                                .replace('/', '.')
                                .replace('\\', '.'))
                        .sorted()
                        .forEach(names::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }
}
