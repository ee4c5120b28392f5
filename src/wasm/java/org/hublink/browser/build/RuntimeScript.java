package org.hublink.browser.build;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites TeaVM's loader script so that it runs under a Content Security Policy without {@code unsafe-eval}: functions
 * that it would make from text are written out, and the few script texts that the module brings come from a table.
 *
 * <p>Written against the pinned TeaVM; a place that is not found, or a maker of code that is left, fails the build.
 */
public final class RuntimeScript {
    /**
     * Every script text that the module may bring, as {@code parameters|body}, and the function that it means. The last two
     * say what an exception of JavaScript says of itself; the tests' core brings them, the page's does not.
     */
    private static final Map<String, String> SCRIPTS = new TreeMap<>(Map.of(
            "str|return str;", "(a) => a",
            "__this__|return __this__;", "(a) => a",
            "array|return array;", "(a) => a",
            "number|return number;", "(a) => a",
            "|return crypto!=null;", "() => typeof crypto !== 'undefined' && crypto != null",
            "obj|return typeof obj=='undefined';", "(a) => typeof a === 'undefined'",
            "object|return object.toString();", "(a) => a.toString()"));

    /** How a script text looks among the module's strings. */
    private static final Pattern SCRIPT_IN_MODULE = Pattern.compile("\\breturn [\\x20-\\x7e]{1,200}?;");

    private static final Pattern CODE_FROM_TEXT =
            Pattern.compile(".*(\\bFunction\\s*\\(|\\beval\\b|\\bset(Timeout|Interval)\\s*\\(\\s*[\"'`]).*");

    private RuntimeScript() {}

    public static String withoutEval(String script) {
        String s = script;
        s = block(s, "function getGlobalName(name) {", """

                  return name.split(".").reduce((o, key) => {
                    if (!(key in o)) throw new ReferenceError(name);
                    return o[key];
                  }, globalThis);
                """);
        s = block(s, "function setGlobalName(name, value) {", "\n  globalThis[name] = value;\n");
        s = block(s, "function defineFunction(fn, vararg) {", """

                    const take = (a) => vararg ? [...a.slice(0, fn.length - 1), a.slice(fn.length - 1)] : a.slice(0, fn.length);
                    return (...a) => {
                      try { return fn(...take(a)); } catch (e) { rethrowJavaAsJs(e); }
                    };
                  """);
        s = block(s, "function renameConstructor(name, c) {", """

                    const f = function(marker, javaObject) { return c.call(this, marker, javaObject); };
                    Object.defineProperty(f, "name", { value: name });
                    return f;
                  """);
        s = block(s, "defineMethod(cls, name, fn, vararg) {", """

                      const rest = fn.length - 1;
                      const take = (a) => vararg ? [...a.slice(0, rest - 1), a.slice(rest - 1)] : a.slice(0, rest);
                      cls.prototype[name] = function(...a) {
                        try { return fn(this, ...take(a)); } catch (e) { rethrowJavaAsJs(e); }
                      };
                    """);
        s = block(s, "for (let i = 0; i < 32; ++i) {", calls());
        refuseCodeFromText(s);
        return s;
    }

    /** The imports by number of arguments: functions of a known text, calls, constructions, arrays. */
    private static String calls() {
        StringBuilder table = new StringBuilder("\n    const scripts = new Map([\n");
        SCRIPTS.forEach((text, function) -> table.append("      [")
                .append(quoted(text))
                .append(", ")
                .append(function)
                .append("],\n"));
        return table + """
                    ]);
                    const caught = (f) => (...a) => { try { return f(...a); } catch (e) { rethrowJsAsJava(e); } };
                    imports.teavmJso["createFunction" + i] = (...a) => {
                      const body = a.pop();
                      const known = scripts.get(a.join(",") + "|" + body);
                      if (!known) throw new Error("script not in the table: " + a.join(",") + "|" + body);
                      return caught(known);
                    };
                    imports.teavmJso["bindFunction" + i] = (f, ...bound) => f.bind(null, ...bound);
                    imports.teavmJso["callFunction" + i] = caught((f, ...a) => f(...a));
                    imports.teavmJso["callMethod" + i] =
                      caught((o, method, ...a) => o !== null ? o[method](...a) : getGlobalName(method)(...a));
                    imports.teavmJso["construct" + i] = caught((c, ...a) => new c(...a));
                    imports.teavmJso["arrayOf" + i] = (...a) => a;
                """;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Replaces what stands between the brace that ends {@code head} and the one that closes it. */
    private static String block(String script, String head, String body) {
        int at = script.indexOf(head);
        if (at < 0 || script.indexOf(head, at + 1) >= 0) {
            throw new IllegalStateException("TeaVM's runtime has changed, not once there: " + head);
        }
        int from = at + head.length();
        int depth = 1;
        int to = from;
        while (depth > 0) {
            char c = script.charAt(to++);
            if (c == '{') depth++;
            if (c == '}') depth--;
        }
        return script.substring(0, from) + body + script.substring(to - 1);
    }

    public static void refuseCodeFromText(String script) {
        Matcher left = CODE_FROM_TEXT.matcher(script);
        if (left.find()) {
            throw new IllegalStateException(
                    "the runtime still makes code from text: " + left.group().strip());
        }
    }

    /** Fails for a module that brings a script text of which the table knows nothing; the loader would refuse it late. */
    public static void refuseUnknownScripts(byte[] module) {
        Matcher script = SCRIPT_IN_MODULE.matcher(new String(module, StandardCharsets.ISO_8859_1));
        while (script.find()) {
            String body = "|" + script.group();
            if (SCRIPTS.keySet().stream().noneMatch(known -> known.endsWith(body))) {
                throw new IllegalStateException(
                        "the module brings a script that is not in the table: " + script.group());
            }
        }
    }
}
