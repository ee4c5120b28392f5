package org.hublink.browser;

import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Ed25519;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.XWing;

/** How often a home does a thing in a while: counted there, after a warm-up of the same length. */
final class Speeds {
    static final List<String> OPERATIONS = List.of(
            "ed25519-sign",
            "ed25519-verify",
            "xwing-encapsulate",
            "xwing-decapsulate",
            "mls-message-of-2",
            "mls-commit-of-2");

    private static final int MESSAGE_BYTES = 1024;

    private Speeds() {}

    private interface Step {
        void once() throws Malformed;
    }

    /** In: milliseconds; out: how often, and how many microseconds that took. */
    static byte[] run(String operation, byte[] in, Home home) throws Malformed {
        long micros = new ByteReader(in).u32() * 1000;
        Step step = step(operation, home);
        repeat(step, micros);
        long began = now();
        long count = repeat(step, micros);
        return new ByteWriter().u64(count).u64(now() - began).toBytes();
    }

    private static long repeat(Step step, long micros) throws Malformed {
        long end = now() + micros;
        long count = 0;
        while (now() < end) {
            step.once();
            count++;
        }
        return count;
    }

    private static long now() {
        return System.nanoTime() / 1000;
    }

    private static Step step(String operation, Home home) throws Malformed {
        byte[] seed = home.randomness().bytes(32);
        byte[] message = home.randomness().bytes(MESSAGE_BYTES);
        byte[] signature = Ed25519.sign(seed, message);
        byte[] key = Ed25519.publicKey(seed);
        byte[] kemKey = XWing.publicKey(seed);
        byte[] sealed = XWing.encapsulate(kemKey, home.randomness()).ciphertext();
        return switch (operation) {
            case "ed25519-sign" -> () -> Ed25519.sign(seed, message);
            case "ed25519-verify" ->
                () -> {
                    if (!Ed25519.verify(key, message, signature)) throw new IllegalStateException("a wrong answer");
                };
            case "xwing-encapsulate" -> () -> XWing.encapsulate(kemKey, home.randomness());
            case "xwing-decapsulate" -> () -> XWing.decapsulate(seed, sealed);
            case "mls-message-of-2" -> message(message, home);
            case "mls-commit-of-2" -> commit(home);
            default -> throw new Malformed("no-such-operation", operation);
        };
    }

    /** Sealed by one, opened by the other. */
    private static Step message(byte[] text, Home home) throws Malformed {
        Members members = pair(home);
        return () -> members.run("receive 1", members.run("seal 0", text, home), home);
    }

    /** Made by one, taken by the other, with fresh keys. */
    private static Step commit(Home home) throws Malformed {
        Members members = pair(home);
        byte[] plain = {0};
        byte[] none = {};
        return () -> {
            byte[] commit = new ByteReader(members.run("commit 0", plain, home)).vector();
            members.run("accept 0", none, home);
            members.run("receive 1", commit, home);
        };
    }

    private static Members pair(Home home) throws Malformed {
        Members members = new Members();
        byte[] none = {};
        members.run("keys 0", none, home);
        members.run("create 0", new byte[] {7}, home);
        byte[] order = new ByteWriter()
                .varint(0)
                .vector(members.run("keys 1", none, home))
                .toBytes();
        ByteReader made = new ByteReader(members.run("commit 0", order, home));
        made.vector();
        members.run("accept 0", none, home);
        members.run("join 1", made.vector(), home);
        return members;
    }
}
