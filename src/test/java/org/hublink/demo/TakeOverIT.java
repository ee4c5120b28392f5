package org.hublink.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hublink.client.Ended;
import org.hublink.engine.CaseBook;
import org.hublink.engine.Wish;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.Transition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A desk's archive on a whole server: the colleague who takes over at eight reads the open case out of it and goes on with it, who
 * left reads nothing further, and nothing of it is believed because the server says so (B3, B4).
 */
@Tag("server")
class TakeOverIT {
    private static final String DESK = CaseWorld.FRENCH;
    private static final String ASIDE = "we look into it";

    @TempDir
    Path data;

    private CaseWorld world;
    private CaseWorld.Officer paris;
    private CaseWorld.Officer rio;

    @BeforeEach
    void aCaseIsOpenBeforeTheColleagueComes() throws IOException, Ended {
        world = new CaseWorld(data.resolve("hub"));
        paris = world.officer("FR-officer-1");
        rio = world.officer("BR-officer-1");
        for (CaseWorld.Officer one : List.of(paris, rio)) {
            assertThat(one.run(new Wish.Connect()).clean()).as(one.name).isTrue();
        }
        var request =
                CaseSamples.emergency(CaseWorld.BRAZILIAN, world.home.clock().now());
        paris.run(new Wish.OpenCase(request, DESK));
        reaches(rio, CaseState.SENT);
        step(rio, CaseStep.ACKNOWLEDGE, Transition.Words.NONE);
        rio.run(new Wish.Chat(rio.conversation(), ASIDE));
        step(rio, CaseStep.ASK, Transition.Words.text("Which port?"));
        reaches(paris, CaseState.CLARIFICATION);
        archives(paris);
    }

    @AfterEach
    void end() throws IOException {
        world.close();
    }

    private static void reaches(CaseWorld.Officer officer, CaseState state) throws IOException, Ended {
        assertThat(officer.until(() -> officer.state() == state))
                .as("%s at %s, not %s: %s", officer.name, officer.state(), state, officer.shown)
                .isTrue();
    }

    private static void step(CaseWorld.Officer officer, CaseStep step, Transition.Words words)
            throws IOException, Ended {
        var finished = officer.run(new Wish.Step(officer.conversation(), step, words));
        assertThat(finished.clean()).as("%s %s", step, finished).isTrue();
    }

    private static CaseBook.Archived archives(CaseWorld.Officer officer) throws IOException, Ended {
        var finished = officer.client.archive();
        assertThat(finished.clean()).as("%s %s", officer.name, finished).isTrue();
        return archive(officer);
    }

    private static CaseBook.Archived archive(CaseWorld.Officer officer) {
        for (CaseBook.Archived one : officer.book().archives()) {
            if (one.desk().equals(DESK)) {
                return one;
            }
        }
        throw new AssertionError("no archive of " + DESK);
    }

    @Test
    void whoTakesOverReadsTheOpenCaseOutOfTheArchiveAndGoesOnWithIt() throws IOException, Ended {
        assertThat(archive(paris).unfiled()).isZero();
        var lyon = world.officer("FR-officer-2");
        lyon.run(new Wish.Connect());
        assertThat(lyon.book().conversations()).isEmpty();
        var read = archives(lyon);
        assertThat(read.version()).isEqualTo(1);
        assertThat(read.devices()).isEqualTo(2);
        assertThat(read.records()).isEqualTo(archive(paris).records());
        assertThat(lyon.state()).as("%s", lyon.shown).isEqualTo(CaseState.CLARIFICATION);
        assertThat(lyon.heard()).containsExactly(ASIDE);
        assertThat(lyon.book().archived(lyon.conversation())).containsExactly(DESK);
        assertThat(lyon.book().members(lyon.conversation())).isNull();
        // What was read stands in its own store.
        lyon.killed();
        assertThat(lyon.state()).isEqualTo(CaseState.CLARIFICATION);
        paris.run(new Wish.BringIn(paris.conversation(), DESK));
        assertThat(lyon.until(() -> lyon.book().members(lyon.conversation()) != null))
                .as("%s", lyon.shown)
                .isTrue();
        step(lyon, CaseStep.CLARIFY, Transition.Words.text("The port is 4021."));
        reaches(rio, CaseState.ACKNOWLEDGED);
        assertThat(archives(lyon).unfiled()).isZero();
        assertThat(lyon.codes()).doesNotContain("archive-chain", "archive-gap", "archive-differs");
    }

    /** The colleague's device that is enlisted after the key was made gets a wrap of its own by whoever comes next. */
    @Test
    void aDeviceThatIsEnlistedLaterReadsOnceTheKeyIsWrappedForIt() throws IOException, Ended {
        var nice = world.newcomer("FR", "fr-o-newcomer");
        nice.run(new Wish.Connect());
        assertThat(nice.client.archive().clean()).isTrue();
        assertThat(nice.book().archives()).isEmpty();
        world.desk(
                DESK,
                2,
                List.of(world.pseudonym("FR-officer-1"), world.pseudonym("FR-officer-2"), "fr-o-newcomer"),
                List.of());
        nice.client.archive();
        assertThat(nice.codes()).contains("archive-waits");
        assertThat(nice.book().conversations()).isEmpty();
        archives(paris);
        archives(nice);
        assertThat(nice.state()).as("%s", nice.shown).isEqualTo(CaseState.CLARIFICATION);
        assertThat(archive(nice).version()).isEqualTo(1);
        assertThat(archive(nice).devices()).isEqualTo(3);
    }

    @Test
    void whoIsPutOnHoldReadsNothingOfWhatIsFiledFromThenOn() throws Exception {
        var lyon = world.officer("FR-officer-2");
        lyon.run(new Wish.Connect());
        archives(lyon);
        paris.run(new Wish.BringIn(paris.conversation(), DESK));
        assertThat(lyon.until(() -> lyon.book().members(lyon.conversation()) != null))
                .isTrue();
        world.hold("FR-officer-1");
        rio.until(() -> rio.book().members(rio.conversation()).devices().size() == 2);
        rio.run(new Wish.Chat(rio.conversation(), "after the hold"));
        assertThat(lyon.until(() -> lyon.heard().contains("after the hold"))).isTrue();
        var after = archives(lyon);
        assertThat(after.version()).isEqualTo(2);
        assertThat(after.devices()).isEqualTo(1);
        assertThat(after.unfiled()).isZero();
        var failed = paris.client.archive();
        assertThat(failed.clean()).isFalse();
        assertThat(paris.heard()).containsExactly(ASIDE);
        assertThat(archive(paris).version()).isEqualTo(1);
    }

    /** A lying server: {@code n} is the record that it tells otherwise. */
    private record Item(long n, long version, byte[] sealed) {
        byte[] bytes() {
            return new ByteWriter().u32(n).u32(version).vector(sealed).toBytes();
        }
    }

    private static Liar.Lie records(UnaryOperator<List<Item>> alter) {
        return new Liar.Lie() {
            @Override
            public byte[] changed(String path, byte[] honest) {
                if (!path.contains("/" + DESK + "/records?") || honest.length == 0) {
                    return honest;
                }
                try {
                    List<Item> items = new ArrayList<>();
                    ByteReader in = new ByteReader(honest);
                    while (in.remaining() > 0) {
                        ByteReader one = new ByteReader(in.vector());
                        items.add(new Item(one.u32(), one.u32(), one.vector()));
                    }
                    ByteWriter out = new ByteWriter();
                    alter.apply(items).forEach(item -> out.vector(item.bytes()));
                    return out.toBytes();
                } catch (Malformed broken) {
                    throw new AssertionError(broken);
                }
            }
        };
    }

    private static Item flipped(Item one) {
        byte[] sealed = one.sealed().clone();
        sealed[sealed.length / 2] ^= 1;
        return new Item(one.n(), one.version(), sealed);
    }

    @Test
    void aLostOrReplacedRecordIsShownByItsReason() throws Exception {
        try (Liar liar = new Liar(world.server.origin())) {
            world.way(liar.home());
            var lyon = world.officer("FR-officer-2");
            lyon.run(new Wish.Connect());
            told(liar, lyon, "flipped", items -> onlySecond(items, TakeOverIT::flipped), "aead-open");
            told(liar, lyon, "withheld", items -> without(items, 1, 1), "archive-gap");
            told(liar, lyon, "cut", items -> without(items, 2, Long.MAX_VALUE), "archive-withheld");
            List<Item> first = new ArrayList<>();
            told(
                    liar,
                    lyon,
                    "replaced",
                    items -> {
                        first.addAll(without(items, 1, Long.MAX_VALUE));
                        return onlySecond(
                                items,
                                one -> new Item(
                                        1, first.get(0).version(), first.get(0).sealed()));
                    },
                    "aead-open");
            liar.tell(Liar.Lie.NONE);
            lyon.beginsAnew("honest");
            lyon.run(new Wish.Connect());
            archives(lyon);
            assertThat(lyon.codes()).noneMatch(code -> code.startsWith("archive-") || code.equals("aead-open"));
            assertThat(lyon.state()).isEqualTo(CaseState.CLARIFICATION);
            key(liar, lyon);
        }
    }

    /** By its number: a reader may ask again from where he stands. */
    private static List<Item> onlySecond(List<Item> items, UnaryOperator<Item> alter) {
        return items.stream().map(one -> one.n() == 1 ? alter.apply(one) : one).toList();
    }

    private static List<Item> without(List<Item> items, long from, long to) {
        return items.stream().filter(one -> one.n() < from || one.n() > to).toList();
    }

    private static void told(
            Liar liar, CaseWorld.Officer reader, String store, UnaryOperator<List<Item>> alter, String code)
            throws IOException, Ended {
        liar.tell(records(alter));
        reader.beginsAnew(store);
        reader.run(new Wish.Connect());
        reader.client.archive();
        assertThat(reader.codes()).as(store).contains(code);
        assertThat(reader.state()).as(store).isNotEqualTo(CaseState.CLARIFICATION);
    }

    /** A key that the server alters is no key: nothing is read under it. */
    private static void key(Liar liar, CaseWorld.Officer reader) throws IOException, Ended {
        liar.tell(new Liar.Lie() {
            @Override
            public byte[] changed(String path, byte[] honest) {
                if (!path.contains("/" + DESK + "/versions") || honest.length == 0) {
                    return honest;
                }
                byte[] out = honest.clone();
                out[out.length - 40] ^= 1;
                return out;
            }
        });
        reader.beginsAnew("key");
        reader.run(new Wish.Connect());
        reader.client.archive();
        assertThat(reader.codes()).contains("archive-wraps-differ");
        assertThat(reader.book().conversations()).isEmpty();
    }
}
