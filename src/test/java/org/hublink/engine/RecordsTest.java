package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Records are sealed under the vault's store key, bound to their name and to their store (E7). */
@Tag("unit")
class RecordsTest {
    private static final Randomness RANDOM = JvmHome.randomness();
    private static final byte[] PLAIN = Utf8.encode("what only this officer may read");

    private final byte[] key = RANDOM.bytes(32);
    private final byte[] generation = RANDOM.bytes(16);
    private final Records records = new Records(key, generation, RANDOM);

    private static byte[] value(Write write) {
        byte[] value = write.value();
        if (value == null) {
            throw new AssertionError("deleted");
        }
        return value;
    }

    private static String refused(Records by, String name, byte[] sealed) {
        return catchThrowableOfType(Malformed.class, () -> by.open(new Row(name, sealed)))
                .reason();
    }

    @Test
    void aRecordOpensUnderItsNameInItsStore() throws Malformed {
        byte[] sealed = value(records.put("part/1/0", PLAIN));
        assertThat(records.open(new Row("part/1/0", sealed))).isEqualTo(PLAIN);
        assertThat(new Records(key, generation, RANDOM).open(new Row("part/1/0", sealed)))
                .isEqualTo(PLAIN);
    }

    @Test
    void aRecordMovedToAnotherNameDoesNotOpen() {
        byte[] sealed = value(records.put("part/1/0", PLAIN));
        assertThat(refused(records, "part/2/0", sealed)).isEqualTo("aead-open");
        assertThat(refused(records, "part/1/0/", sealed)).isEqualTo("aead-open");
    }

    @Test
    void aRecordOfAnotherKeyOrAnotherStoreDoesNotOpen() {
        byte[] sealed = value(records.put("head", PLAIN));
        assertThat(refused(new Records(RANDOM.bytes(32), generation, RANDOM), "head", sealed))
                .isEqualTo("aead-open");
        assertThat(refused(new Records(key, RANDOM.bytes(16), RANDOM), "head", sealed))
                .isEqualTo("aead-open");
    }

    @Test
    void aRecordWithAnyByteChangedOrCutDoesNotOpen() {
        byte[] sealed = value(records.put("head", PLAIN));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(refused(records, "head", changed)).isEqualTo("aead-open");
            assertThat(refused(records, "head", Arrays.copyOf(sealed, i))).isEqualTo("aead-open");
        }
    }

    @Test
    void eachSealHasANonceOfItsOwn() {
        byte[] one = value(records.put("head", PLAIN));
        byte[] two = value(records.put("head", PLAIN));
        assertThat(Arrays.copyOf(one, 12)).isNotEqualTo(Arrays.copyOf(two, 12));
        assertThat(one).isNotEqualTo(two);
    }

    @Test
    void whatHoldsTheKeyDoesNotPrint() {
        assertThat(records).hasToString("[hidden]");
    }
}
