package org.hublink.browser;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.hublink.engine.Engine;
import org.hublink.engine.Event;
import org.hublink.engine.Vault;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/** Plays an {@link EngineRecord} again on an engine of this home, and tells each turn that comes out otherwise. */
final class EngineReplay {
    private static final int DIFFERENCES_MAX = 20;

    private final Deque<byte[]> random = new ArrayDeque<>();
    private final Deque<Long> times = new ArrayDeque<>();
    private final List<String> differences = new ArrayList<>();
    private @Nullable String astray;

    private EngineReplay() {}

    /** {@code turns N, outputs <hash over all>}, then a line for each difference. */
    static String run(byte[] record, Home home) throws Malformed {
        return new EngineReplay().play(record, home);
    }

    private String play(byte[] record, Home home) throws Malformed {
        ByteReader in = new ByteReader(record);
        Vault vault = Vault.open(in.vector(), EngineRecord.PASSPHRASE, home.text());
        Engine engine = new Engine(recorded(home), vault.contents(), in.vector(), in.u8() == 1);
        long count = in.u32();
        ByteWriter outputs = new ByteWriter();
        for (long n = 0; n < count; n++) {
            Event event = EventForm.read(in.vector(), home.text());
            doors(in);
            byte[] want = in.vector();
            byte[] came = turn(engine, event);
            outputs.bytes(Digest.of(came).bytes());
            judge(n, event, want, came);
        }
        in.end();
        StringBuilder out = new StringBuilder();
        out.append("turns ").append(count).append(", outputs ");
        out.append(Digest.of(outputs.toBytes()).hex()).append('\n');
        for (String difference : differences) out.append(difference).append('\n');
        return out.toString();
    }

    private byte[] turn(Engine engine, Event event) {
        astray = null;
        ByteWriter out = new ByteWriter();
        TurnForm.write(out, engine.turn(event));
        return out.toBytes();
    }

    private void judge(long n, Event event, byte[] want, byte[] came) {
        String turn = "turn " + n + ", " + event.getClass().getSimpleName() + ": ";
        if (differences.size() >= DIFFERENCES_MAX) return;
        if (astray != null) differences.add(turn + astray);
        if (!random.isEmpty() || !times.isEmpty()) {
            differences.add(turn + random.size() + " random answers and " + times.size() + " times not asked for");
        }
        if (!Bytes.equal(want, came)) differences.add(turn + "byte " + first(want, came) + " of " + want.length);
    }

    private static int first(byte[] want, byte[] came) {
        int at = 0;
        while (at < want.length && at < came.length && want[at] == came[at]) at++;
        return at;
    }

    private void doors(ByteReader in) throws Malformed {
        random.clear();
        times.clear();
        for (int kind = in.u8(); kind != EngineRecord.END; kind = in.u8()) {
            if (kind == EngineRecord.RANDOM) random.add(in.vector());
            else times.add(in.u64());
        }
    }

    private Home recorded(Home home) {
        return new Home(
                n -> {
                    byte[] bytes = random.poll();
                    if (bytes != null && bytes.length == n) return bytes.clone();
                    astray = "asked for " + n + " random bytes that the record has not";
                    return new byte[n];
                },
                () -> {
                    Long now = times.poll();
                    if (now != null) return now;
                    astray = "asked for a time that the record has not";
                    return 0;
                },
                home.text(),
                home.zones());
    }
}
