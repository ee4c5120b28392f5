package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A ledger of 50,000 leaves, as after years of 193 countries: adding and asking stay cheap. Prints its figures. */
@Tag("unit")
class LedgerSizeTest {
    private static final int LEAVES = 50_000;
    private static final int ASKED = 500;

    @Test
    void fiftyThousandLeavesAreNoTrouble() {
        Realm realm = new Realm();
        List<String> countries = new ArrayList<>();
        for (int i = 0; i < 193; i++) {
            String country = "" + (char) ('A' + i / 26) + (char) ('A' + i % 26);
            countries.add(country);
            String small = "op" + i;
            realm.authority(country, 1, 2, small + "a", small + "b", small + "c");
        }
        List<byte[]> leaves = new ArrayList<>();
        List<Subject> asked = new ArrayList<>();
        for (int i = 0; leaves.size() < LEAVES - 194; i++) {
            String country = countries.get(i % 193);
            String id = Digest.of(Utf8.encode("device " + i)).hex();
            Header header = StatementSigner.header(
                    Subject.device(new Country(country), id), 1, Realm.NOW, Realm.NOW + 9, List.of());
            if (i < ASKED) {
                String operator = "op" + i % 193;
                leaves.add(Realm.leaf(Realm.sign(header, operator + "a", operator + "b"))
                        .bytes());
                asked.add(header.subject());
            } else {
                leaves.add(unsigned(header));
            }
        }
        long before = System.nanoTime();
        for (byte[] leaf : leaves) {
            realm.ledger.add(leaf);
        }
        long added = System.nanoTime();
        assertThat(realm.trust.newest(Subject.ROOT, realm.now()).code()).isEqualTo("trusted");
        long settled = System.nanoTime();
        for (Subject subject : asked) {
            assertThat(realm.trust.newest(subject, realm.now()).code()).isEqualTo("trusted");
        }
        long first = System.nanoTime();
        for (Subject subject : asked) {
            realm.trust.newest(subject, realm.now());
        }
        long again = System.nanoTime();
        System.out.println("ledger of " + realm.ledger.size() + " leaves: add " + (added - before) / 1_000_000
                + " ms, 193 authorities " + (settled - added) / 1_000_000 + " ms, ask " + ASKED + " subjects "
                + (first - settled) / 1_000_000 + " ms, again " + (again - first) / 1_000 + " us");
        assertThat(realm.ledger.size()).isEqualTo(LEAVES);
        assertThat((added - before) / 1_000_000_000).as("seconds to add").isLessThan(20);
    }

    /** A leaf in the right form whose signatures nobody will ask for here. */
    private static byte[] unsigned(Header header) {
        byte[] filler = new byte[PublicKey.SIGNATURE_BYTES];
        Signature one = new Signature(Digest.of(new byte[] {1}), filler);
        Signature two = new Signature(Digest.of(new byte[] {2}), filler);
        return Realm.leaf(new Envelope(header.type().payloadType(), header.bytes(), List.of(one, two)))
                .bytes();
    }
}
