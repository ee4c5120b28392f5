package org.hublink.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Json;

/** The archives of desks at a server in memory: first stored wins, nothing is changed; and a place to lie in. */
final class MemoryArchive {
    /** An answer of the server: HTTP status and body. */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, byte[] body) {}

    /** One version as it stands there. */
    static final class Version {
        byte[] form = {};
        final Map<String, byte[]> later = new TreeMap<>();
    }

    /** What is handed out instead. */
    interface Lie {
        byte[] instead(String device, String rest, byte[] honest);
    }

    Lie lie = (device, rest, honest) -> honest;
    final Map<String, TreeMap<Integer, Version>> versions = new LinkedHashMap<>();
    final Map<String, Map<String, List<byte[]>>> records = new LinkedHashMap<>();

    /**
     * Answers a call.
     *
     * @param path behind {@code /archive/}
     */
    Answer answer(String device, String method, String path, byte[] body) {
        int slash = path.indexOf('/');
        String desk = path.substring(0, slash);
        String rest = path.substring(slash + 1);
        TreeMap<Integer, Version> own = versions.computeIfAbsent(desk, d -> new TreeMap<>());
        Map<String, List<byte[]>> cases = records.computeIfAbsent(desk, d -> new TreeMap<>());
        if (method.equals("PUT")) {
            return put(own, cases, rest.split("/", -1), body);
        }
        byte[] honest;
        if (rest.startsWith("versions?after=")) {
            honest = versions(own, Integer.parseInt(rest.substring(rest.indexOf('=') + 1)));
        } else if (rest.equals("records/heads")) {
            honest = heads(cases);
        } else {
            String id = rest.substring(rest.indexOf('=') + 1, rest.indexOf('&'));
            honest = records(
                    cases.getOrDefault(id, List.of()), Integer.parseInt(rest.substring(rest.lastIndexOf('=') + 1)));
        }
        return new Answer(200, lie.instead(device, rest, honest));
    }

    private static Answer put(Map<Integer, Version> own, Map<String, List<byte[]>> cases, String[] rest, byte[] body) {
        switch (rest[0]) {
            case "versions" -> {
                Version version = new Version();
                version.form = body;
                Version before = own.putIfAbsent(Integer.parseInt(rest[1]), version);
                return stored(before == null, before == null ? body : before.form, body);
            }
            case "wraps" -> {
                byte[] before = own.get(Integer.parseInt(rest[1])).later.putIfAbsent(rest[2], body);
                return stored(before == null, before == null ? body : before, body);
            }
            default -> {
                List<byte[]> all = cases.computeIfAbsent(rest[1], c -> new ArrayList<>());
                int n = Integer.parseInt(rest[2]);
                if (n == all.size()) {
                    all.add(body);
                    return new Answer(201, new byte[0]);
                }
                return stored(false, n < all.size() ? all.get(n) : new byte[0], body);
            }
        }
    }

    private static Answer stored(boolean first, byte[] there, byte[] body) {
        return new Answer(first ? 201 : Arrays.equals(there, body) ? 200 : 409, new byte[0]);
    }

    private static byte[] versions(NavigableMap<Integer, Version> own, int after) {
        ByteWriter out = new ByteWriter();
        for (Map.Entry<Integer, Version> one : own.tailMap(after, false).entrySet()) {
            ByteWriter version = new ByteWriter().u32(one.getKey()).bytes(one.getValue().form);
            version.varint(one.getValue().later.size());
            one.getValue()
                    .later
                    .forEach((device, form) ->
                            version.bytes(Upkeep.digest(device).bytes()).bytes(form));
            out.vector(version.toBytes());
        }
        return out.toBytes();
    }

    private static byte[] heads(Map<String, List<byte[]>> cases) {
        List<Json> heads = new ArrayList<>();
        cases.forEach((id, all) -> heads.add(
                Json.obj().put("conversation", id).put("count", all.size()).build()));
        return Json.write(Json.obj().put("heads", heads).build());
    }

    private static byte[] records(List<byte[]> all, int after) {
        ByteWriter out = new ByteWriter();
        for (int n = after; n < all.size(); n++) {
            out.vector(new ByteWriter().u32(n).bytes(all.get(n)).toBytes());
        }
        return out.toBytes();
    }
}
