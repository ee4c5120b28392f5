package org.hublink.browser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.engine.EngineDecoders;
import org.hublink.mls.MlsDecoders;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Decoder;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.PrimitiveDecoders;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.ProtocolDecoders;
import org.jspecify.annotations.Nullable;

/**
 * Tries a decoder on altered bytes that follow from a seed. Both homes alter the same bytes, so their verdicts must be the
 * same: each block's verdicts and reasons go into one hash, and a block that differs is asked for case by case.
 */
final class Mutants {
    /** Cases a hash. */
    static final int BLOCK = 1_000;

    static final String HASHES = "mutant-hashes ";
    static final String CASES = "mutant-cases ";

    private Mutants() {}

    /**
     * What is asked of a decoder.
     *
     * @param first index of the first case; a case follows from seed and index alone
     * @param context what the decoder needs beside the bytes
     * @param corpus the bytes to be altered, at least one
     */
    record Order(long seed, int first, int count, List<byte[]> context, List<byte[]> corpus) {
        byte[] bytes() {
            ByteWriter out = new ByteWriter();
            out.u64(seed).u32(first).u32(count).varint(context.size());
            for (byte[] one : context) out.vector(one);
            out.varint(corpus.size());
            for (byte[] one : corpus) out.vector(one);
            return out.toBytes();
        }

        static Order read(byte[] bytes) throws Malformed {
            ByteReader in = new ByteReader(bytes);
            long seed = in.u64();
            int first = (int) in.u32();
            int count = (int) in.u32();
            return new Order(seed, first, count, vectors(in), vectors(in));
        }

        private static List<byte[]> vectors(ByteReader in) throws Malformed {
            List<byte[]> out = new ArrayList<>();
            int count = in.varint();
            for (int i = 0; i < count; i++) out.add(in.vector());
            return out;
        }
    }

    /** Every decoder of the core by name. */
    static Map<String, Decoder> decoders() {
        Map<String, Decoder> all = new LinkedHashMap<>(PrimitiveDecoders.all());
        all.putAll(ProtocolDecoders.all());
        all.putAll(MlsDecoders.all());
        all.putAll(EngineDecoders.all());
        return all;
    }

    /** A hash of 32 bytes for each block, or the cases as text, one a line. */
    static byte[] run(String trial, byte[] in, Home home) throws Malformed {
        boolean hashes = trial.startsWith(HASHES);
        String name = trial.substring((hashes ? HASHES : CASES).length());
        @Nullable Decoder decoder = decoders().get(name);
        if (decoder == null) throw new Malformed("no-such-decoder", name);
        Order order = Order.read(in);
        ByteWriter out = new ByteWriter();
        ByteWriter block = new ByteWriter();
        for (int i = 0; i < order.count(); i++) {
            byte[] mutant = Mutator.mutant(order.seed(), order.first() + i, order.corpus());
            byte[] verdict = Utf8.encode(verdict(decoder, mutant, order.context(), home));
            (hashes ? block : out).bytes(verdict).u8('\n');
            if (hashes && ((i + 1) % BLOCK == 0 || i + 1 == order.count())) {
                out.bytes(Digest.of(block.toBytes()).bytes());
                block = new ByteWriter();
            }
        }
        return out.toBytes();
    }

    private static String verdict(Decoder decoder, byte[] mutant, List<byte[]> context, Home home) {
        try {
            return "ok " + Digest.of(decoder.again(mutant, context, home)).hex();
        } catch (Malformed refused) {
            return refused.getMessage();
        } catch (RuntimeException bug) {
            return "BUG " + bug.getClass().getName();
        }
    }
}
