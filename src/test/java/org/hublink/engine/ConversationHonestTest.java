package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hublink.protocol.SampleCases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Honest servers and members, some of them a few minutes behind in the log: nobody is accused, and nobody is lost. */
@Tag("unit")
class ConversationHonestTest {
    private static final List<String> ALARMS = List.of(
            "rejoined",
            "rebuilt",
            "left-out",
            "messages-missing",
            "routing-mismatch",
            "epoch-differs",
            "epoch-future",
            "aead-open",
            "log-fork");
    private static final int LAG_SECONDS_MAX = 240;

    private final TalkWorld world = new TalkWorld();
    private final List<TalkWorld.Client> all = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void laggingHeadsRaiseNoAlarm(int seed) {
        Random random = new Random(seed);
        all.add(world.client("paris", "fr-o-1", ConversationWorld.FRENCH));
        all.add(world.client("lyon", "fr-o-2", ConversationWorld.FRENCH));
        all.add(world.client("rio", "br-o-1", ConversationWorld.BRAZILIAN));
        world.sync();
        all.get(0).run(new Wish.OpenCase(SampleCases.preservation(), ConversationWorld.FRENCH));
        world.sync();
        for (int i = 0; i < 12; i++) {
            step(random, i);
        }
        for (TalkWorld.Client client : all) {
            client.lagging = null;
        }
        for (int i = 0; i < 3; i++) {
            world.sync();
            world.pass(3);
        }
        for (TalkWorld.Client client : all) {
            assertThat(client.book().members(client.conversation()))
                    .as("%d %s %s", seed, client.name, client.codes())
                    .isNotNull()
                    .matches(members -> members.trouble().isEmpty() && members.waiting() == 0);
            assertThat(client.codes()).as("%d %s", seed, client.name).doesNotContainAnyElementsOf(ALARMS);
            assertThat(client.heard()).as("%d %s", seed, client.name).doesNotHaveDuplicates();
        }
        assertThat(all.get(0).heard()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(said);
    }

    private void step(Random random, int i) {
        TalkWorld.Client client = all.get(random.nextInt(all.size()));
        switch (random.nextInt(6)) {
            case 0 -> client.lagging = world.note();
            case 1 -> {
                world.world.now += random.nextInt(LAG_SECONDS_MAX / 4);
                for (TalkWorld.Client one : all) {
                    one.lagging = random.nextBoolean() ? null : one.lagging;
                }
            }
            case 2 -> come(i);
            case 3 -> client.run(new Wish.Connect());
            default -> {
                String text = "text " + i;
                if (client.run(new Wish.Chat(client.conversation(), text)).failed() == null) {
                    said.add(text);
                }
            }
        }
    }

    /** A further device of a colleague is logged and brought in. */
    private void come(int i) {
        TalkWorld.Client late = world.client("late " + i, i % 2 == 0 ? "fr-o-1" : "br-o-2", desk(i));
        late.run(new Wish.Connect());
        TalkWorld.Client host = all.get(i % 2 == 0 ? 0 : 2);
        host.run(new Wish.BringIn(host.conversation(), desk(i)));
        late.run(new Wish.Connect());
        if (!late.book().conversations().isEmpty()) {
            all.add(late);
        }
    }

    private static String desk(int i) {
        return i % 2 == 0 ? ConversationWorld.FRENCH : ConversationWorld.BRAZILIAN;
    }
}
