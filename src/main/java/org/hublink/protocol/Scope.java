package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;

/**
 * What a desk is there for.
 *
 * @param territory ISO 3166-2 codes of parts of the state; empty = the whole state
 */
public record Scope(
        List<DeskFunction> functions,
        List<Offence> offences,
        List<Measure> measures,
        List<String> territory,
        List<LegalGround> legalGrounds) {
    public Scope {
        functions = List.copyOf(functions);
        offences = List.copyOf(offences);
        measures = List.copyOf(measures);
        territory = List.copyOf(territory);
        legalGrounds = List.copyOf(legalGrounds);
    }

    static Scope read(Fields fields, String country) throws Malformed {
        List<DeskFunction> functions = Codes.list(fields, "functions", 1, DeskFunction.values());
        List<Offence> offences = Codes.list(fields, "offences", 0, Offence.values());
        List<Measure> measures = Codes.list(fields, "measures", 0, Measure.values());
        List<String> territory = fields.texts("territory", 0, ListingLimits.TERRITORY_MAX, 6);
        for (String part : territory) {
            if (!part.startsWith(country + "-") || part.length() < 4) {
                throw new Malformed("listing-territory", "territory");
            }
        }
        List<LegalGround> grounds = new ArrayList<>();
        for (Fields ground : fields.objects("legalGrounds", 0, ListingLimits.LEGAL_GROUNDS_MAX)) {
            LegalGround read = LegalGround.read(ground);
            if (grounds.contains(read)) {
                throw new Malformed("listing-duplicate", "legalGrounds");
            }
            grounds.add(read);
        }
        fields.end();
        return new Scope(functions, offences, measures, territory, grounds);
    }

    Json.Obj json() {
        List<Json> grounds = new ArrayList<>();
        for (LegalGround ground : legalGrounds) {
            grounds.add(ground.json());
        }
        return Json.obj()
                .put("functions", Codes.write(functions))
                .put("offences", Codes.write(offences))
                .put("measures", Codes.write(measures))
                .putTexts("territory", territory)
                .put("legalGrounds", grounds)
                .build();
    }
}
