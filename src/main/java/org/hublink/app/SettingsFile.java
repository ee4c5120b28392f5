package org.hublink.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hublink.platform.CannotStart;
import org.hublink.platform.Secret;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** A YAML file by dotted keys. It remembers which keys were asked for, so that what nobody asked for is a problem. */
final class SettingsFile {
    private static final int CHARS_MAX = 64 * 1024;
    private static final String NO_DEFAULT = "none";
    /** Keys that were taken once, and what to write instead. */
    private static final Map<String, String> RETIRED = Map.of(
            "database.password", "a secret is a reference to a file: database.passwordFile",
            "http.tls.key", "a secret is a reference to a file: http.tls.keyFile");

    private final Path file;
    private final Map<String, Object> values;
    private final Map<String, String> asked = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private SettingsFile(Path file, Map<String, Object> values) {
        this.file = file;
        this.values = values;
    }

    static SettingsFile parse(String yaml, Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setCodePointLimit(CHARS_MAX);
        try {
            Map<String, Object> values = new TreeMap<>();
            flatten("", new Yaml(new SafeConstructor(options)).load(yaml), values);
            return new SettingsFile(file, values);
        } catch (YAMLException broken) {
            throw new CannotStart("The configuration " + file + " is not YAML: " + broken.getMessage(), broken);
        }
    }

    private static void flatten(String prefix, @Nullable Object value, Map<String, Object> into) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> flatten(prefix.isEmpty() ? "" + key : prefix + "." + key, inner, into));
        } else if (value != null) {
            into.put(prefix.isEmpty() ? "(no key)" : prefix, value);
        }
    }

    void problem(String text) {
        problems.add(text);
    }

    /** Everything wrong, the keys that nobody knows among it. */
    List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        for (String key : values.keySet()) {
            if (!asked.containsKey(key)) {
                String retired = RETIRED.get(key);
                all.add(key + ": " + (retired == null ? "unknown key" + nearest(key) : "retired; " + retired));
            }
        }
        return all;
    }

    /** Every known key with its default. */
    Map<String, String> keys() {
        return new LinkedHashMap<>(asked);
    }

    Optional<String> text(String key, String pattern) {
        Optional<String> value = raw(key, NO_DEFAULT).map(String::valueOf);
        if (value.isPresent() && !value.get().matches(pattern)) {
            problem(key + ": does not look like " + pattern);
            return Optional.empty();
        }
        return value;
    }

    String text(String key, String pattern, String byDefault) {
        Optional<String> value = text(key, pattern);
        asked.put(key, byDefault);
        return value.orElse(byDefault);
    }

    /** A list of short texts, empty by default. */
    List<String> texts(String key, int max) {
        Optional<Object> value = raw(key, NO_DEFAULT);
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof List<?> list && list.size() <= max) {
            return list.stream().map(String::valueOf).toList();
        }
        problem(key + ": must be a list of at most " + max + " such as [a, b]");
        return List.of();
    }

    Optional<Integer> number(String key, int min, int max) {
        Optional<Object> value = raw(key, NO_DEFAULT);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof Integer number && number >= min && number <= max) {
            return Optional.of(number);
        }
        problem(key + ": must be a whole number from " + min + " to " + max);
        return Optional.empty();
    }

    int number(String key, int min, int max, int byDefault) {
        Optional<Integer> value = number(key, min, max);
        asked.put(key, String.valueOf(byDefault));
        return value.orElse(byDefault);
    }

    boolean flag(String key, boolean byDefault) {
        Optional<Object> value = raw(key, String.valueOf(byDefault));
        if (value.isPresent() && !(value.get() instanceof Boolean)) {
            problem(key + ": must be true or false");
        }
        return value.orElse(byDefault) instanceof Boolean flag && flag;
    }

    /** A file that must be there; a relative path starts at the configuration's folder. */
    Optional<Path> file(String key) {
        Optional<Path> path = raw(key, NO_DEFAULT).map(value -> file.resolveSibling(String.valueOf(value)));
        if (path.isPresent() && !Files.isReadable(path.get())) {
            problem(key + ": cannot read " + path.get());
            return Optional.empty();
        }
        return path;
    }

    /** A file that its owner alone may read. */
    Optional<Path> secretFile(String key) {
        Optional<Path> path = file(key);
        return path.isPresent() && checked(key, path.get()).isPresent() ? path : Optional.empty();
    }

    /** What stands in such a file. */
    Optional<Secret> secret(String key) {
        return file(key).flatMap(path -> checked(key, path));
    }

    private Optional<Secret> checked(String key, Path path) {
        try {
            return Optional.of(Secret.in(path));
        } catch (CannotStart open) {
            problem(key + ": " + open.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Object> raw(String key, String byDefault) {
        asked.put(key, byDefault);
        return Optional.ofNullable(values.get(key));
    }

    private String nearest(String key) {
        String last = key.substring(key.lastIndexOf('.') + 1);
        return asked.keySet().stream()
                .filter(known -> known.endsWith("." + last) || Spelling.distance(known, key) <= 3)
                .min((a, b) -> Integer.compare(Spelling.distance(a, key), Spelling.distance(b, key)))
                .map(known -> "; perhaps " + known)
                .orElse("");
    }
}
