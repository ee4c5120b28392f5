package org.hublink.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.hublink.primitives.Refusals.assertRefused;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
@net.jqwik.api.Tag("unit")
class BytesTest {
    @Test
    void bytesAreOrderedUnsignedAndAPrefixComesFirst() {
        assertThat(Bytes.compare(new byte[] {1}, new byte[] {(byte) 0x80})).isNegative();
        assertThat(Bytes.compare(new byte[] {(byte) 0xff}, new byte[] {1})).isPositive();
        assertThat(Bytes.compare(new byte[] {1}, new byte[] {1, 0})).isNegative();
        assertThat(Bytes.compare(new byte[] {1, 2}, new byte[] {1, 2})).isZero();
    }

    @Test
    void equalLooksAtEveryByteAndTheLength() {
        assertThat(Bytes.equal(new byte[] {1, 2}, new byte[] {1, 2})).isTrue();
        assertThat(Bytes.equal(new byte[] {1, 2}, new byte[] {1, 3})).isFalse();
        assertThat(Bytes.equal(new byte[] {1, 2}, new byte[] {1})).isFalse();
        assertThat(Bytes.equal(new byte[0], new byte[0])).isTrue();
    }

    @Test
    void aSliceOutOfBoundsIsABug() {
        assertThat(Bytes.slice(new byte[] {1, 2, 3}, 1, 3)).containsExactly(2, 3);
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.slice(new byte[3], 2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.slice(new byte[3], -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.slice(new byte[3], 0, 4));
    }

    @Test
    void zeroLeavesNothing() {
        byte[] secret = {1, 2, 3};
        Bytes.zero(secret);
        assertThat(secret).containsOnly(0);
    }

    @Test
    void u64IsBigEndian() {
        assertThat(Bytes.u64(0x0102030405060708L)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Property
    void concatKeepsEveryByteInOrder(@ForAll byte[] a, @ForAll byte[] b) {
        byte[] both = Bytes.concat(a, b);
        assertThat(Bytes.slice(both, 0, a.length)).isEqualTo(a);
        assertThat(Bytes.slice(both, a.length, both.length)).isEqualTo(b);
    }

    @Test
    void aDigestIsAValue() throws Malformed {
        Digest abc = Digest.of(new byte[] {'a'}, new byte[] {'b', 'c'});
        assertThat(abc.hex()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Digest.fromHex(abc.hex())).isEqualTo(abc).hasSameHashCodeAs(abc);
        assertThat(Digest.from(abc.bytes())).isEqualTo(abc).hasToString(abc.hex());
        abc.bytes()[0] = 0;
        assertThat(abc.bytes()[0]).isEqualTo((byte) 0xba);
        assertThat(new TreeMap<>(Map.of(abc, 1, Digest.of(), 2)).firstKey()).isEqualTo(abc);
    }

    @Test
    void aDigestOfAnotherLengthIsRefused() {
        assertRefused("digest-length", () -> Digest.from(new byte[31]));
        assertRefused("digest-length", () -> Digest.fromHex("00"));
        assertRefused("hex-malformed", () -> Digest.fromHex("ZZ".repeat(32)));
    }

    @Test
    void aRefusalCarriesNoStackTraceAndItsReason() {
        Malformed refusal = new Malformed("some-reason", "a place");
        assertThat(refusal.getStackTrace()).isEmpty();
        assertThat(refusal).hasMessage("some-reason in a place");
        assertThat(refusal.reason()).isEqualTo("some-reason");
    }
}
