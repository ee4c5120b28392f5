package org.hublink.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.ManifestEntry;
import org.hublink.protocol.ManifestPart;
import org.hublink.protocol.Reason;
import org.hublink.protocol.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The highest version of each listing that a manifest named so far, with its digest: a newer manifest may leave a listing out,
 * but neither take it back to an older version nor give a version other content. Kept in the store, sealed; a new client knows
 * of no floor but its first manifest's.
 */
final class Floors {
    static final String FLOORS = "floor/";
    private static final int ID_BYTES_MAX = 64;

    private final Records records;
    private final Map<String, Map<String, ManifestEntry>> bySubject = new LinkedHashMap<>();

    Floors(Records records) {
        this.records = records;
    }

    /** Why this entry of a subject's newest manifest cannot be, or null. */
    @Nullable
    Reason against(Subject manifest, ManifestEntry entry) {
        var floor = bySubject.getOrDefault(name(manifest), Map.of()).get(entry.id());
        if (floor == null || entry.version() > floor.version()) {
            return null;
        }
        if (entry.version() < floor.version()) {
            return Reason.VERSION_OLD;
        }
        return entry.digest().equals(floor.digest()) ? null : Reason.VERSION_DUPLICATE;
    }

    /** Learns what a manifest that counts names. What was named before under the same or a higher version stays. */
    void raise(Draft draft, Subject manifest, ManifestPart part) {
        var floors = bySubject.computeIfAbsent(name(manifest), n -> new LinkedHashMap<>());
        boolean raised = false;
        for (var entry : part.entries()) {
            var floor = floors.get(entry.id());
            if (floor == null || entry.version() > floor.version()) {
                floors.put(entry.id(), entry);
                raised = true;
            }
        }
        if (raised) {
            draft.write(records.put(name(manifest), bytes(floors)));
        }
    }

    /** Takes a stored record back. */
    void load(Row row) throws Malformed {
        var in = new ByteReader(records.open(row));
        var floors = new LinkedHashMap<String, ManifestEntry>();
        while (in.remaining() > 0) {
            var id = Utf8.decode(in.vector(ID_BYTES_MAX));
            int version = (int) in.u32();
            floors.put(id, new ManifestEntry(id, version, Digest.from(in.bytes(Digest.LENGTH))));
        }
        bySubject.put(row.name(), floors);
    }

    private static byte[] bytes(Map<String, ManifestEntry> floors) {
        var out = new ByteWriter();
        for (var entry : floors.values()) {
            out.vector(Utf8.encode(entry.id()))
                    .u32(entry.version())
                    .bytes(entry.digest().bytes());
        }
        return out.toBytes();
    }

    private static String name(Subject manifest) {
        return FLOORS + manifest.country() + "/" + manifest.id();
    }
}
