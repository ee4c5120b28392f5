package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The leaf's one form, and that no byte of it can be changed. */
@net.jqwik.api.Tag("unit")
@Tag("unit")
class LeafTest {
    private static final Realm REALM = Realm.ofTwoCountries();
    private static final List<Envelope> STATEMENTS = statements();

    private static List<Envelope> statements() {
        List<Envelope> out = new ArrayList<>();
        out.add(Realm.sign(REALM.header(StatementType.DESK, "FR", "FR-CSE-247", 1), "fr-a", "fr-b"));
        out.add(Realm.sign(Realm.authorityHeader("FR", 2, 2, "fr-a", "fr-b", "fr-c"), "r1", "r2"));
        out.add(Realm.sign(Realm.rootHeader(2, "r1", "r2", "r4"), "r1", "r2"));
        out.add(Realm.sign(Realm.revocationHeader("FR", "device:ab", 1, RevocationFacts.Mode.HOLD, 1), "fr-a"));
        return out;
    }

    private static String admits(Leaf leaf, Header original) {
        return REALM.trust.admits(leaf, REALM.partsOf(original), REALM.now()).code();
    }

    @Property(tries = 2000)
    void aLeafWithAnyByteChangedIsRefused(
            @ForAll @IntRange(min = 0, max = 3) int which,
            @ForAll @IntRange(min = 0, max = 1023) int place,
            @ForAll @IntRange(min = 1, max = 255) int flip) {
        Leaf good = Realm.leaf(STATEMENTS.get(which));
        byte[] bytes = good.bytes();
        bytes[place % bytes.length] ^= (byte) flip;
        try {
            Leaf leaf = Leaf.read(bytes);
            assertThat(leaf.bytes()).isEqualTo(bytes);
            assertThat(admits(leaf, good.header())).isNotEqualTo("trusted");
        } catch (Malformed refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
    }

    @Property(tries = 300)
    void aLeafCutAnywhereIsRefused(@ForAll @IntRange(min = 0, max = 1023) int length) {
        byte[] bytes = Realm.leaf(STATEMENTS.get(1)).bytes();
        byte[] cut = Bytes.slice(bytes, 0, length % bytes.length);
        assertThatThrownBy(() -> Leaf.read(cut)).isInstanceOf(Malformed.class);
    }

    @Test
    void theUnchangedOnesAreTrusted() throws Exception {
        for (Envelope envelope : STATEMENTS) {
            Leaf leaf = Leaf.of(envelope);
            assertThat(admits(leaf, leaf.header())).isEqualTo("trusted");
            assertThat(Leaf.read(leaf.bytes())).isEqualTo(leaf);
            assertThat(leaf.bytes().length).isLessThanOrEqualTo(Leaf.BYTES_MAX);
            assertThat(leaf.digest()).isEqualTo(Digest.of(leaf.bytes()));
            assertThat(leaf.merkleHash()).isEqualTo(Digest.of(new byte[1], leaf.bytes()));
            assertThat(Leaf.of(leaf.envelope())).isEqualTo(leaf);
            assertThat(leaf.headerDigest()).isEqualTo(leaf.header().digest());
        }
    }

    @Test
    void anAuthorityThatDoesNotFitIsRefused() {
        List<AuthorityFacts.Operator> operators = new ArrayList<>();
        for (int i = 0; i < AuthorityFacts.OPERATORS_MAX; i++) {
            operators.add(new AuthorityFacts.Operator("fr-o-" + i, Realm.publicKeys("a" + i, "b" + i)));
        }
        Envelope large = Realm.sign(Realm.authorityHeader("FR", 2, new AuthorityFacts(2, operators)), "r1");
        assertThatThrownBy(() -> Leaf.of(large)).hasMessageContaining("leaf-too-large");
    }

    @Test
    void anEnvelopeOfAnotherTypeIsNoStatement() {
        Header header = REALM.header(StatementType.DESK, "FR", "FR-CSE-247", 1);
        Envelope good = STATEMENTS.get(0);
        Envelope other = new Envelope(StatementType.MANIFEST.payloadType(), header.bytes(), good.signatures());
        assertThatThrownBy(() -> Leaf.of(other)).hasMessageContaining("unknown-type");
    }

    @Test
    void aCountersignerSignsWhatHeReadAndNotTwice() throws Exception {
        Header header = REALM.header(StatementType.DESK, "FR", "FR-CSE-247", 1);
        Envelope one = Realm.sign(header, "fr-a");
        assertThatThrownBy(() -> new StatementSigner(Realm.key("fr-a")).countersign(one))
                .hasMessageContaining("duplicate-key-id");
        Envelope foreign = new Envelope("application/json", header.bytes(), one.signatures());
        assertThatThrownBy(() -> new StatementSigner(Realm.key("fr-b")).countersign(foreign))
                .hasMessageContaining("unknown-type");
        assertThat(REALM.trust
                        .gathers(Leaf.of(one), REALM.partsOf(header), REALM.now())
                        .code())
                .isEqualTo("trusted");
        Envelope bad = Realm.sign(header, "fr-a", "br-a");
        assertThat(REALM.trust
                        .gathers(Leaf.of(bad), REALM.partsOf(header), REALM.now())
                        .code())
                .isEqualTo("foreign-country");
    }

    @Test
    void partsAreComparedWithTheirDigests() throws Exception {
        Header header = REALM.header(StatementType.DESK, "FR", "FR-CSE-247", 1);
        LoggedStatement statement = new LoggedStatement(3, Leaf.of(Realm.sign(header, "fr-a", "fr-b")));
        Part part = REALM.partsOf(header).get(0);
        assertThat(REALM.trust.part(statement, 0, part).valueOrNull()).isEqualTo(part.body());
        assertThat(REALM.trust.part(statement, 0, null).code()).isEqualTo("part-withheld");
        assertThat(REALM.trust
                        .part(statement, 0, new Part(new byte[32], part.body()))
                        .code())
                .isEqualTo("part-mismatch");
        assertThat(REALM.trust.part(statement, 1, part).code()).isEqualTo("part-mismatch");
        List<Part> more = List.of(part, part);
        assertThat(REALM.trust
                        .admits(statement.leaf(), new ArrayList<>(more), REALM.now())
                        .code())
                .isEqualTo("part-mismatch");
        Part large = REALM.part("large", new byte[Part.BODY_BYTES_MAX + 1]);
        Header heavy = StatementSigner.header(header.subject(), 1, Realm.NOW, Realm.NOW + 9, List.of(large));
        assertThat(REALM.admits(heavy, "fr-a", "fr-b")).isEqualTo("malformed");
    }
}
