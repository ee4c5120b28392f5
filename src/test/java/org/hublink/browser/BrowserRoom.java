package org.hublink.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Home;

/** The browser room's classes on the JVM. They are compiled apart from the jar, so they are reached by name. */
final class BrowserRoom {
    /** Files of src/test/vectors that both homes run; a new one needs a runner in the browser room. */
    static final List<String> VECTOR_FILES = List.of(
            "primitives.json",
            "notes.json",
            "envelopes.json",
            "headers.json",
            "leaves.json",
            "ledgers.json",
            "acts.json");

    private static final Path CLASSES = Path.of("target/wasm-classes").toAbsolutePath();

    private BrowserRoom() {}

    /** What the browser's own code answers to a vector file, run on this JVM. */
    static String vectorsOnJvm(String fileName, byte[] file) throws ReflectiveOperationException {
        Class<?>[] types = {String.class, byte[].class, Home.class};
        return (String) call("org.hublink.browser.VectorFile", "run", types, fileName, file, JvmHome.system());
    }

    static Object call(String className, String method, Class<?>[] types, Object... arguments)
            throws ReflectiveOperationException {
        if (!Files.isDirectory(CLASSES)) throw new IllegalStateException("not compiled: " + CLASSES);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {CLASSES.toUri().toURL()}, BrowserRoom.class.getClassLoader())) {
            return loader.loadClass(className).getMethod(method, types).invoke(null, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
