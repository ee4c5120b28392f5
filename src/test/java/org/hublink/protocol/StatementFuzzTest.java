package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.hublink.primitives.Malformed;
import org.junit.jupiter.api.Tag;

/** Whatever the bytes: a decoder answers or refuses, and what it takes has one form. */
@Tag("unit")
class StatementFuzzTest {
    @FuzzTest
    void envelope(byte[] in) {
        try {
            Envelope envelope = Envelope.read(in);
            assertThat(Envelope.read(envelope.bytes()).bytes()).isEqualTo(envelope.bytes());
        } catch (Malformed refused) {
            assertThat(refused.reason()).matches("[a-z0-9-]+");
        }
    }

    @FuzzTest
    void header(byte[] in) {
        try {
            assertThat(Header.read(in).bytes()).isEqualTo(in);
        } catch (Malformed refused) {
            assertThat(refused.reason()).matches("[a-z0-9-]+");
        }
    }

    @FuzzTest
    void leaf(byte[] in) {
        try {
            Leaf leaf = Leaf.read(in);
            assertThat(Leaf.of(leaf.envelope()).bytes()).isEqualTo(in);
        } catch (Malformed refused) {
            assertThat(refused.reason()).matches("[a-z0-9-]+");
        }
    }

    @FuzzTest
    void act(byte[] in) {
        try {
            Act act = Act.read(Envelope.read(in), Realm.TEXT);
            assertThat(act.payload()).isEqualTo(Envelope.read(in).payload());
        } catch (Malformed refused) {
            assertThat(refused.reason()).matches("[a-z0-9-]+");
        }
    }

    @FuzzTest
    void ledger(byte[] in) {
        Realm realm = new Realm();
        realm.ledger.add(in);
        assertThat(realm.ledger.size()).isEqualTo(2);
        realm.trust.audit();
        assertThat(realm.newest(StatementType.ROOT, "", "root")).isEqualTo("trusted");
    }
}
