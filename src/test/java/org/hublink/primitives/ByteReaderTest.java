package org.hublink.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.hublink.primitives.Refusals.assertRefused;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
@net.jqwik.api.Tag("unit")
class ByteReaderTest {
    @Property
    void whatIsWrittenIsReadBack(
            @ForAll @IntRange(max = 255) int u8,
            @ForAll @IntRange(max = 65535) int u16,
            @ForAll @IntRange(max = 0xffffff) int u24,
            @ForAll @LongRange(max = 0xffffffffL) long u32,
            @ForAll @LongRange(max = Long.MAX_VALUE) long u64,
            @ForAll @IntRange(max = ByteWriter.VARINT_MAX) int varint,
            @ForAll byte[] vector)
            throws Malformed {
        ByteWriter out = new ByteWriter();
        out.u8(u8).u16(u16).u24(u24).u32(u32).u64(u64).varint(varint).vector(vector);
        ByteReader in = new ByteReader(out.toBytes());
        assertThat(in.u8()).isEqualTo(u8);
        assertThat(in.u16()).isEqualTo(u16);
        assertThat(in.u24()).isEqualTo(u24);
        assertThat(in.u32()).isEqualTo(u32);
        assertThat(in.u64()).isEqualTo(u64);
        assertThat(in.varint()).isEqualTo(varint);
        assertThat(in.vector()).isEqualTo(vector);
        in.end();
    }

    @Test
    void aReaderWithinAnotherEndsWhereItsBytesDo() throws Malformed {
        byte[] bytes = new ByteWriter()
                .u8(9)
                .vector(new ByteWriter().u16(0x0102))
                .u8(3)
                .toBytes();
        assertThat(bytes).containsExactly(9, 2, 1, 2, 3);
        ByteReader outer = new ByteReader(bytes);
        outer.u8();
        ByteReader inner = outer.within();
        assertThat(outer.position()).isEqualTo(4);
        assertThat(inner.position()).isZero();
        assertThat(inner.remaining()).isEqualTo(2);
        assertThat(inner.u8()).isEqualTo(1);
        assertRefused("trailing-bytes", inner::end);
        assertRefused("truncated", inner::u16);
        assertThat(inner.u8()).isEqualTo(2);
        inner.end();
        assertRefused("truncated", inner::u8);
        assertThat(outer.u8()).isEqualTo(3);
        outer.end();
        assertRefused("truncated", () -> new ByteReader(new byte[] {2, 1}).within());
        assertRefused("truncated", () -> new ByteReader(bytes).bytes(6));
    }

    @ParameterizedTest
    @CsvSource({"00,0", "3f,63", "4040,64", "7fff,16383", "80004000,16384", "bfffffff,1073741823"})
    void aVarintHasItsShortestForm(String hex, int value) throws Malformed {
        ByteReader in = new ByteReader(Hex.decode(hex));
        assertThat(in.varint()).isEqualTo(value);
        in.end();
        assertThat(Hex.encode(new ByteWriter().varint(value).toBytes())).isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource({
        "4000,varint-not-minimal",
        "403f,varint-not-minimal",
        "80000000,varint-not-minimal",
        "80003fff,varint-not-minimal",
        "c000000000000040,varint-prefix",
        "ff,varint-prefix",
        "40,truncated",
        "800040,truncated"
    })
    void anyOtherVarintIsRefused(String hex, String reason) {
        assertRefused(reason, () -> new ByteReader(Hex.decode(hex)).varint());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 7})
    void aNumberCutShortIsRefused(int length) {
        byte[] in = new byte[length];
        if (length < 1) {
            assertRefused("truncated", () -> new ByteReader(in).u8());
        }
        if (length < 2) {
            assertRefused("truncated", () -> new ByteReader(in).u16());
        }
        if (length < 3) {
            assertRefused("truncated", () -> new ByteReader(in).u24());
        }
        if (length < 4) {
            assertRefused("truncated", () -> new ByteReader(in).u32());
        }
        assertRefused("truncated", () -> new ByteReader(in).u64());
    }

    @Test
    void aNumberFrom2To63OnIsRefused() throws Malformed {
        assertRefused("u64-out-of-range", () -> new ByteReader(Hex.decode("8000000000000000")).u64());
        assertThat(new ByteReader(Hex.decode("7fffffffffffffff")).u64()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aVectorLongerThanItsInputOrItsLimitIsRefusedBeforeAnythingIsAllocated() throws Malformed {
        assertRefused("truncated", () -> new ByteReader(Hex.decode("bfffffff00")).vector());
        assertRefused("vector-too-long", () -> new ByteReader(Hex.decode("bfffffff00")).vector(100));
        assertRefused("vector-too-long", () -> new ByteReader(Hex.decode("020102")).vector(1));
        assertThat(new ByteReader(Hex.decode("020102")).vector(2)).containsExactly(1, 2);
        assertRefused("truncated", () -> new ByteReader(new byte[3]).bytes(-1));
    }

    @Test
    void bytesLeftOverAreRefused() throws Malformed {
        ByteReader in = new ByteReader(new byte[2]);
        in.u8();
        assertThat(in.remaining()).isEqualTo(1);
        assertThat(in.position()).isEqualTo(1);
        assertRefused("trailing-bytes", in::end);
    }

    @Test
    void writingANumberThatDoesNotFitIsABug() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteWriter().u8(256));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteWriter().u16(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteWriter().u32(1L << 32));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteWriter().u64(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteWriter().varint(1 << 30));
    }

    @Test
    void aWriterGrows() throws Malformed {
        ByteWriter out = new ByteWriter();
        byte[] large = new byte[100_000];
        large[99_999] = 7;
        assertThat(out.u8(1).bytes(large).size()).isEqualTo(100_001);
        assertThat(Bytes.slice(out.toBytes(), 1, 100_001)).isEqualTo(large);
    }
}
