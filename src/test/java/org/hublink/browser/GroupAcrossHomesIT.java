package org.hublink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of the JVM and of Chromium in one group of the product's suite: all of one mind after every step. */
@Tag("browser")
class GroupAcrossHomesIT {
    private static final int STEPS = Integer.getInteger("homes.steps", 260);
    private static final int MEMBERS_MIN = 3;
    private static final int MEMBERS_MAX = 8;
    private static final byte[] REMOVED = "removed".getBytes(StandardCharsets.UTF_8);

    /** One client: its number, and where it lives. */
    private record Client(int number, boolean inBrowser) {}

    private record State(long leaf, long epoch, long members, byte[] authenticator) {
        static State read(byte[] bytes) throws Malformed {
            ByteReader in = new ByteReader(bytes);
            return new State(in.u32(), in.u64(), in.u32(), in.bytes(in.remaining()));
        }
    }

    private final Home home = JvmHome.system();
    private final Trials jvm = new Trials();
    private final List<Client> group = new ArrayList<>();
    private CorePage page;
    private Random random;
    private int numbers;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aGroupOfBothHomesStaysOfOneMind(boolean browserCreates) throws Exception {
        long seed = Long.getLong("homes.seed", 20_261_122L);
        random = new Random(seed + (browserCreates ? 1 : 0));
        int commits = 0;
        int messages = 0;
        try (CorePage served = new CorePage();
                Chromium chromium = new Chromium(served.url())) {
            page = served;
            Client founder = newcomer(browserCreates);
            ask(founder, "create", new byte[] {7});
            group.add(founder);
            add(founder, !browserCreates);
            add(group.get(1), browserCreates);
            for (int step = 0; step < STEPS; step++) {
                Client actor = group.get(random.nextInt(group.size()));
                int act = random.nextInt(10);
                if (act < 5) {
                    message(actor);
                    messages++;
                } else {
                    commits++;
                    if (act < 7 && group.size() < MEMBERS_MAX) add(actor, random.nextBoolean());
                    else if (act < 9 && group.size() > MEMBERS_MIN) remove(actor);
                    else if (act == 9) lost(actor);
                    else commit(actor, List.of(), List.of());
                }
                if (random.nextInt(4) == 0) ask(group.get(random.nextInt(group.size())), "store", new byte[0]);
                ofOneMind();
            }
            assertThat(chromium.runs()).isTrue();
        }
        System.out.println("group created in the " + (browserCreates ? "browser" : "JVM") + ", seed " + seed + ": "
                + messages + " messages, " + commits + " commits, " + numbers + " clients");
    }

    private Client newcomer(boolean inBrowser) {
        return new Client(numbers++, inBrowser);
    }

    private byte[] ask(Client client, String op, byte[] in) throws InterruptedException {
        String trial = "member " + op + " " + client.number();
        if (op.equals("create")) ask(client, "keys", new byte[0]);
        return client.inBrowser() ? page.run(trial, in) : jvm.run(trial, in, home);
    }

    private void add(Client actor, boolean inBrowser) throws Exception {
        Client newcomer = newcomer(inBrowser);
        byte[] keyPackage = ask(newcomer, "keys", new byte[0]);
        byte[] welcome = commit(actor, List.of(), List.of(keyPackage));
        ask(newcomer, "join", welcome);
        group.add(newcomer);
    }

    private void remove(Client actor) throws Exception {
        Client victim = group.get(random.nextInt(group.size()));
        if (victim.equals(actor)) return;
        long leaf = State.read(ask(victim, "state", new byte[0])).leaf();
        commit(actor, List.of((int) leaf), List.of());
        group.remove(victim);
    }

    /** A commit that loses: another one's is taken in its place. */
    private void lost(Client actor) throws Exception {
        ask(actor, "commit", order(List.of(), List.of()));
        ask(actor, "drop", new byte[0]);
        Client winner = group.get((group.indexOf(actor) + 1) % group.size());
        commit(winner, List.of(), List.of());
    }

    /** Everybody takes it; answers the welcome. */
    private byte[] commit(Client actor, List<Integer> removes, List<byte[]> adds) throws Exception {
        ByteReader made = new ByteReader(ask(actor, "commit", order(removes, adds)));
        byte[] commit = made.vector();
        byte[] welcome = made.vector();
        ask(actor, "accept", new byte[0]);
        int out = 0;
        for (Client other : group) {
            if (!other.equals(actor) && Arrays.equals(ask(other, "receive", commit), REMOVED)) out++;
        }
        assertThat(out).as("removed").isEqualTo(removes.size());
        return welcome;
    }

    private static byte[] order(List<Integer> removes, List<byte[]> adds) {
        ByteWriter out = new ByteWriter().varint(removes.size());
        for (int leaf : removes) out.varint(leaf);
        for (byte[] keyPackage : adds) out.vector(keyPackage);
        return out.toBytes();
    }

    private void message(Client actor) throws Exception {
        byte[] text = new byte[1 + random.nextInt(300)];
        random.nextBytes(text);
        byte[] sealed = ask(actor, "seal", text);
        for (Client other : group) {
            if (!other.equals(actor)) assertThat(ask(other, "receive", sealed)).isEqualTo(text);
        }
    }

    private void ofOneMind() throws Exception {
        State first = State.read(ask(group.get(0), "state", new byte[0]));
        assertThat(first.members()).isEqualTo(group.size());
        for (Client other : group) {
            State state = State.read(ask(other, "state", new byte[0]));
            assertThat(state.epoch()).isEqualTo(first.epoch());
            assertThat(state.authenticator()).isEqualTo(first.authenticator());
        }
    }
}
