package org.hublink.protocol;

import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;

/** A country's word that something is true {@code on} a day, to be given again {@code by} another; epoch seconds. */
public record Attested(long on, long by) {
    static Attested read(Fields fields) throws Malformed {
        long on = fields.integer("on", 0, ListingLimits.TIME_MAX);
        long by = fields.integer("by", 0, ListingLimits.TIME_MAX);
        fields.end();
        Validity.checkAttested(on, by);
        return new Attested(on, by);
    }

    /** The later of two words about the same listing. */
    public Attested later(Attested other) {
        return other.on > on ? other : this;
    }

    /** The same word, given no later than the statement that carries it was signed: nobody attests a day to come. */
    public Attested asOf(long issued) {
        return on <= issued ? this : new Attested(issued, by - (on - issued));
    }

    Json.Obj json() {
        return Json.obj().put("on", on).put("by", by).build();
    }
}
