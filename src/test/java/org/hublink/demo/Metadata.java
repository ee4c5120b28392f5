package org.hublink.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code src/docs/metadata.md} allows, and what of a capture it does not name. */
final class Metadata {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|([^|]*)\\|");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String END = "\r\n\r\n";

    /** `table` columns, `header:` names, `GET /path` fields: all as `left right`. */
    private final Set<String> allowed = new TreeSet<>();

    private final List<Pattern> requests = new ArrayList<>();

    Metadata(Path file) throws IOException {
        this(Files.readString(file));
    }

    Metadata(String text) {
        Matcher row = ROW.matcher(text);
        while (row.find()) {
            String left = row.group(1);
            if (left.contains(" /")) {
                requests.add(pattern(left));
            }
            Matcher code = CODE.matcher(row.group(2));
            while (code.find()) {
                allowed.add(left + " " + code.group(1));
            }
        }
    }

    private static Pattern pattern(String request) {
        return Pattern.compile("\\Q" + request.replace("*", "\\E[^/?]+\\Q").replace("…", "\\E.+\\Q") + "\\E");
    }

    boolean column(String table, String column) {
        return allowed.contains(table + " " + column);
    }

    /** Requests, headers and fields of JSON bodies that the table does not name. */
    Set<String> unknown(byte[] connection) {
        Set<String> out = new TreeSet<>();
        String all = new String(connection, StandardCharsets.ISO_8859_1);
        int at = 0;
        while (at < all.length()) {
            int end = all.indexOf(END, at);
            if (end < 0) {
                return out;
            }
            String[] head = all.substring(at, end).split("\r\n", -1);
            String request = head[0].substring(0, head[0].lastIndexOf(' '));
            int length = headers(head, out);
            String body = all.substring(end + END.length(), Math.min(all.length(), end + END.length() + length));
            request(request, body, out);
            if (request.startsWith("GET /api/v1/stream")) {
                return out;
            }
            at = end + END.length() + length;
        }
        return out;
    }

    private int headers(String[] head, Set<String> out) {
        int length = 0;
        for (int i = 1; i < head.length; i++) {
            String name = head[i].substring(0, head[i].indexOf(':')).toLowerCase(Locale.ROOT);
            if (!allowed.contains("headers " + name)) {
                out.add("header " + name);
            }
            if (name.equals("content-length")) {
                length = Integer.parseInt(
                        head[i].substring(head[i].indexOf(':') + 1).strip());
            }
        }
        return length;
    }

    private void request(String request, String body, Set<String> out) {
        Pattern found = requests.stream()
                .filter(one -> one.matcher(request).matches())
                .findFirst()
                .orElse(null);
        if (found == null) {
            out.add("request " + request);
            return;
        }
        if (body.startsWith("{")) {
            Set<String> keys = new TreeSet<>();
            keys(new JsonObject(body), keys);
            for (String key : keys) {
                boolean known = allowed.stream()
                        .anyMatch(one -> one.endsWith(" " + key)
                                && one.contains(" /")
                                && pattern(one.substring(0, one.lastIndexOf(' ')))
                                        .matcher(request)
                                        .matches());
                if (!known) {
                    out.add(request + " field " + key);
                }
            }
        }
    }

    private static void keys(Object value, Set<String> out) {
        if (value instanceof JsonObject object) {
            object.forEach(one -> {
                out.add(one.getKey());
                keys(one.getValue(), out);
            });
        } else if (value instanceof JsonArray list) {
            list.forEach(one -> keys(one, out));
        }
    }
}
