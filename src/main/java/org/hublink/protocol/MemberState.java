package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Malformed;

/**
 * A member state of the United Nations.
 *
 * @param name its ISO 3166-1 alpha-2 code and names
 * @param region M49 code of the continent
 * @param subregion M49 code below it
 * @param zones IANA names, the capital's or most used one first
 * @param official ISO 639 codes, the most spoken first
 * @param spoken further languages of a fifth of the people and more
 */
public record MemberState(
        Named name, String region, String subregion, List<String> zones, List<String> official, List<String> spoken) {
    private static final int ZONES_MAX = 40;

    public MemberState {
        zones = List.copyOf(zones);
        official = List.copyOf(official);
        spoken = List.copyOf(spoken);
    }

    public String code() {
        return name.code();
    }

    static MemberState read(Fields fields) throws Malformed {
        MemberState state = new MemberState(
                Named.read(fields),
                fields.text("region", 3, 3),
                fields.text("subregion", 3, 3),
                fields.texts("zones", 1, ZONES_MAX, ListingLimits.ZONE_CHARS_MAX),
                Languages.list(fields, "official"),
                Languages.list(fields, "spoken"));
        fields.end();
        return state;
    }
}
