package org.hublink.house;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One language's messages, and what their ICU syntax names: arguments with their kind, and the cases of plurals. */
record Catalogue(Map<String, String> messages) {
    Catalogue {
        messages = new LinkedHashMap<>(messages);
    }

    static Catalogue read(Path file) throws IOException {
        Map<String, String> messages = new LinkedHashMap<>();
        new JsonObject(Files.readString(file)).forEach(one -> messages.put(one.getKey(), (String) one.getValue()));
        return new Catalogue(messages);
    }

    /** Arguments by name: {@code plural}, {@code number} or nothing more. */
    static Map<String, String> arguments(String message) {
        Map<String, String> found = new TreeMap<>();
        walk(message, 0, found, new TreeMap<>());
        return found;
    }

    /** For each plural of the message, by argument: the cases it has. */
    static Map<String, Set<String>> plurals(String message) {
        Map<String, Set<String>> found = new TreeMap<>();
        walk(message, 0, new TreeMap<>(), found);
        return found;
    }

    /** Reads from {@code at} to the closing brace of that depth; the place after it. */
    private static int walk(String text, int at, Map<String, String> arguments, Map<String, Set<String>> plurals) {
        while (at < text.length() && text.charAt(at) != '}') {
            at = text.charAt(at) == '{' ? argument(text, at + 1, arguments, plurals) : at + 1;
        }
        return at;
    }

    private static int argument(
            String text, int from, Map<String, String> arguments, Map<String, Set<String>> plurals) {
        int end = from;
        while (",}".indexOf(text.charAt(end)) < 0) end++;
        String name = text.substring(from, end).strip();
        if (text.charAt(end) == '}') {
            arguments.merge(name, "", (a, b) -> a);
            return end + 1;
        }
        int kindEnd = end + 1;
        while (",}".indexOf(text.charAt(kindEnd)) < 0) kindEnd++;
        String kind = text.substring(end + 1, kindEnd).strip();
        arguments.put(name, kind);
        return text.charAt(kindEnd) == '}' ? kindEnd + 1 : cases(text, kindEnd + 1, name, arguments, plurals);
    }

    private static int cases(
            String text, int from, String name, Map<String, String> arguments, Map<String, Set<String>> plurals) {
        Set<String> seen = new TreeSet<>();
        int at = from;
        while (text.charAt(at) != '}') {
            int open = text.indexOf('{', at);
            seen.add(text.substring(at, open).strip());
            at = walk(text, open + 1, arguments, plurals) + 1;
            while (text.charAt(at) == ' ') at++;
        }
        Set<String> before = plurals.get(name);
        if (before != null) seen.retainAll(before);
        plurals.put(name, seen);
        return at + 1;
    }
}
