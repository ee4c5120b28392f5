package org.hublink.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.engine.Engine;
import org.hublink.engine.LogEvidence;
import org.hublink.engine.OwnWatch;
import org.hublink.engine.VerifiedListing;
import org.hublink.primitives.Json;
import org.hublink.protocol.Freshness;
import org.hublink.protocol.FreshnessLadder;
import org.hublink.protocol.SignedCheckpoint;

/**
 * The directory from above: the freshest desk of each state, how many desks, under which checkpoint; what the log says of one's own
 * that is not known; and what the server has signed and contradicted.
 */
final class WorldForm {
    private WorldForm() {}

    static byte[] write(Engine engine, long now) {
        Map<String, Freshness> best = new TreeMap<>();
        for (VerifiedListing one : engine.listings().values()) {
            Freshness freshness = FreshnessLadder.DEFAULT.at(one.attested(), now);
            String country = one.listing().country();
            Freshness other = best.get(country);
            if (other == null || freshness.compareTo(other) < 0) best.put(country, freshness);
        }
        List<Json> states = new ArrayList<>();
        for (Map.Entry<String, Freshness> state : best.entrySet()) {
            states.add(Json.obj()
                    .put("country", state.getKey())
                    .put("freshness", state.getValue().code())
                    .build());
        }
        List<Json> unexpected = new ArrayList<>();
        for (OwnWatch.Unexpected one : engine.unexpected()) {
            unexpected.add(Json.obj()
                    .put("subject", one.subject())
                    .put("officer", one.officer())
                    .put("index", one.leaf())
                    .build());
        }
        List<Json> contradictions = new ArrayList<>();
        for (LogEvidence one : engine.contradictions()) contradictions.add(one.json());
        SignedCheckpoint head = engine.checkpoint();
        return Json.write(Json.obj()
                .put("time", now)
                .put("desks", engine.listings().size())
                .put("states", states)
                .put("logSize", head == null ? 0 : head.size())
                .put("cosignedAt", head == null ? 0 : head.cosignedAt())
                .put("unexpected", unexpected)
                .put("contradictions", contradictions)
                .build());
    }
}
