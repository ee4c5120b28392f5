package org.hublink.browser;

import org.hublink.engine.Engine;
import org.hublink.engine.Event;
import org.hublink.engine.Turn;
import org.hublink.engine.Vault;
import org.hublink.engine.VaultContents;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Home;

/**
 * An engine on the JVM whose every turn is written down (E9): the event, what randomness and the clock answered, the turn that
 * came of it. {@link EngineReplay} plays it again in either home, which brings its own Unicode and its own zones.
 *
 * <p>Test code, and it stays so: a record holds the vault, every key that was drawn, and all that was said. The product has
 * nothing that writes one.
 */
public final class EngineRecord {
    /** The vault in a record is closed with this: what is in a record is open anyway. */
    static final String PASSPHRASE = "recorded";

    static final int RANDOM = 1;
    static final int CLOCK = 2;
    static final int END = 0;

    private final Engine engine;
    private final ByteWriter head = new ByteWriter();
    private final ByteWriter turns = new ByteWriter();
    private ByteWriter doors = new ByteWriter();
    private int count;

    /** As the engine's own constructor; the record begins. */
    public EngineRecord(Home home, VaultContents vault, byte[] generation, boolean demo) {
        head.vector(Vault.create(vault, PASSPHRASE, Vault.Cost.LEAST, home.randomness(), home.text())
                .seal(home.randomness()));
        head.vector(generation).u8(demo ? 1 : 0);
        engine = new Engine(listening(home), vault, generation, demo);
    }

    private Home listening(Home home) {
        return new Home(
                n -> {
                    byte[] bytes = home.randomness().bytes(n);
                    doors.u8(RANDOM).vector(bytes);
                    return bytes;
                },
                () -> {
                    long now = home.clock().now();
                    doors.u8(CLOCK).u64(now);
                    return now;
                },
                home.text(),
                home.zones(),
                home.checks());
    }

    public Engine engine() {
        return engine;
    }

    /** The engine's turn, written down. */
    public Turn turn(Event event) {
        doors = new ByteWriter();
        Turn turn = engine.turn(event);
        ByteWriter came = new ByteWriter();
        TurnForm.write(came, turn);
        turns.vector(EventBytes.of(event));
        turns.bytes(doors.u8(END).toBytes()).vector(came.toBytes());
        count++;
        return turn;
    }

    public int turns() {
        return count;
    }

    /** Everything so far. */
    public byte[] bytes() {
        return new ByteWriter()
                .bytes(head.toBytes())
                .u32(count)
                .bytes(turns.toBytes())
                .toBytes();
    }
}
