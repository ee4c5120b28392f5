package org.hublink.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.platform.Caller;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Audience;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.ManifestPart;
import org.hublink.protocol.Part;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which parts of a manifest the server gives to whom. */
@Tag("unit")
class PartDoorTest {
    private static final Audience PARTNERS = new Audience("partners", List.of("AR", "UY"));
    private static final Part LISTINGS = part(0, new ManifestPart(PARTNERS, null, List.of()).body());
    private static final Part MEMBERS = part(1, PARTNERS.body());

    private final Ledger ledger = new Ledger(Digest.of(), LogWorld.TEXT);
    private final PartDoor door = new PartDoor(ledger, LogWorld.TEXT);

    private static Part part(int salt, byte[] body) {
        return new Part(Digest.of(new byte[] {(byte) salt}).bytes(), body);
    }

    private List<Integer> readable(String country, Part listings) throws Malformed {
        var header = StatementSigner.header(
                new Subject(StatementType.MANIFEST, "BR", "partners"), 1, 1, 2, List.of(listings, MEMBERS));
        long leaf = ledger.add(Leaf.of(new StatementSigner(LogWorld.key("br-o-1")).sign(header)));
        JsonObject answer = door.readable(
                Map.of(leaf, Map.of(0, listings, 1, MEMBERS)), new Caller(country, "operator", "x", Set.of()));
        return answer.getJsonArray("parts").stream()
                .map(one -> ((JsonObject) one).getInteger("part"))
                .sorted()
                .toList();
    }

    @Test
    void theListingsAreForTheAudienceAndItsOwnCountry() throws Malformed {
        for (String member : List.of("AR", "UY", "BR")) {
            assertThat(readable(member, LISTINGS)).containsExactly(0, 1);
        }
    }

    @Test
    void forWhomTheyAreEveryMemberMayRead() throws Malformed {
        assertThat(readable("FR", LISTINGS)).containsExactly(1);
    }

    @Test
    void whatCannotBeReadIsForNobodyElse() throws Malformed {
        Part broken = part(2, Utf8.encode("{}"));
        assertThat(readable("AR", broken)).containsExactly(1);
        assertThat(readable("BR", broken)).containsExactly(0, 1);
    }
}
