package org.hublink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Uint8Array;

/** The types written by hand for the page say what the facade exports, no more and no less. */
@Tag("unit")
class CoreTypesTest {
    private static final Path TYPES = Path.of("src/wasm/web/core.d.ts");
    private static final Pattern METHOD = Pattern.compile("(?m)^ {2}(\\w+)\\(([^)]*)\\): ([\\w<>]+)$");
    private static final Map<Class<?>, String> NAMES = Map.of(
            Uint8Array.class, "Uint8Array",
            String.class, "string",
            boolean.class, "boolean",
            int.class, "number",
            double.class, "number",
            Doors.class, "Doors");

    @Test
    void theTypesNameEveryExportAndItsArguments() throws Exception {
        Map<String, String> exported = new TreeMap<>();
        for (Method method : Core.class.getDeclaredMethods()) {
            if (method.isAnnotationPresent(JSExport.class)) exported.put(method.getName(), signature(method));
        }
        assertThat(exported).hasSizeGreaterThan(3);
        assertThat(declared("CoreExports")).isEqualTo(exported);
    }

    @Test
    void theTypesNameEveryDoor() throws Exception {
        Map<String, String> doors = new TreeMap<>();
        for (Method method : Doors.class.getDeclaredMethods()) doors.put(method.getName(), signature(method));
        assertThat(declared("Doors")).isEqualTo(doors);
    }

    private static String signature(Method method) {
        List<String> types = new ArrayList<>();
        for (Class<?> type : method.getParameterTypes()) types.add(NAMES.get(type));
        return String.join(", ", types) + " → " + NAMES.get(method.getReturnType());
    }

    private static Map<String, String> declared(String name) throws Exception {
        String text = Files.readString(TYPES);
        int from = text.indexOf("export interface " + name + " {");
        Matcher method = METHOD.matcher(text.substring(from, text.indexOf("\n}", from)));
        Map<String, String> declared = new TreeMap<>();
        while (method.find()) {
            List<String> types = new ArrayList<>();
            for (String argument : method.group(2).split(", ", -1)) {
                if (!argument.isEmpty()) types.add(argument.substring(argument.indexOf(": ") + 2));
            }
            declared.put(method.group(1), String.join(", ", types) + " → " + method.group(3));
        }
        return declared;
    }
}
