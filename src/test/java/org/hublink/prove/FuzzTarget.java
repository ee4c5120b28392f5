package org.hublink.prove;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One method of a class of fuzz tests. The build runs it on its few stored inputs, {@code ./hub prove fuzz} on a million.
 *
 * @param room of the code under test
 */
record FuzzTarget(String room, String className, String method) {
    /** Which rooms' code a room's targets run through: a change there makes old results void. */
    private static final Map<String, List<String>> BENEATH = Map.of(
            "mls", List.of("primitives", "mls"),
            "primitives", List.of("primitives"),
            "protocol", List.of("primitives", "protocol"),
            "engine", List.of("primitives", "protocol", "engine"));

    /** All classes of fuzz tests, in the order they are run. */
    private static final List<String> CLASSES = List.of(
            "mls.MlsFuzzTest",
            "mls.MlsStructuresFuzzTest",
            "mls.MlsStateFuzzTest",
            "mls.MlsGroupFuzzTest",
            "mls.MlsWelcomeFuzzTest",
            "primitives.PrimitivesFuzzTest",
            "protocol.StatementFuzzTest",
            "protocol.LogFuzzTest",
            "protocol.ListingFuzzTest",
            "protocol.EnrolmentFuzzTest",
            "protocol.DeliveryFuzzTest",
            "engine.VaultFuzzTest",
            "engine.EngineFuzzTest");

    static List<FuzzTarget> all() {
        List<FuzzTarget> out = new ArrayList<>();
        for (String name : CLASSES) out.addAll(of("org.hublink." + name));
        return out;
    }

    static List<FuzzTarget> of(String className) {
        Class<?> owner;
        try {
            owner = Class.forName(className, false, FuzzTarget.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
        String[] path = className.split("\\.", -1);
        List<FuzzTarget> out = new ArrayList<>();
        for (Method method : owner.getDeclaredMethods()) {
            if (method.isAnnotationPresent(FuzzTest.class)) {
                out.add(new FuzzTarget(path[path.length - 2], className, method.getName()));
            }
        }
        out.sort(Comparator.comparing(FuzzTarget::method));
        return out;
    }

    /** Class and method, as in {@code MlsFuzzTest.welcome}. */
    String name() {
        return className.substring(className.lastIndexOf('.') + 1) + "." + method;
    }

    /** Where the build's inputs of this target are kept. */
    Path ownInputs() {
        return Path.of("src/test/resources", (className.replace('.', '/') + "Inputs").split("/"))
                .resolve(method);
    }

    /** Digest of the compiled code that the target runs through, its own class included. */
    String code() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String beneath : BENEATH.getOrDefault(room, List.of())) {
                add(digest, Path.of("target/classes/org/hublink", beneath));
            }
            digest.update(Files.readAllBytes(Path.of("target/test-classes", className.replace('.', '/') + ".class")));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void add(MessageDigest digest, Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) digest.update(Files.readAllBytes(file));
    }
}
