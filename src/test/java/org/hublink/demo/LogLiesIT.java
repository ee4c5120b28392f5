package org.hublink.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.engine.UnsafeMember;
import org.hublink.engine.VaultOwner;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Utf8;
import org.hublink.primitives.XWing;
import org.hublink.protocol.CaseFile;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.Retold;
import org.hublink.protocol.Transition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that lies to officers' clients, in the middle of their cases, about the log, listings, archives and attachments,
 * and that asks for signatures of its own choice.
 */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogLiesIT {
    private static final String ARCHIVE = "/api/v1/messaging/archive/";
    private static final String CONTENTS = "/api/v1/messaging/contents/";

    private Path files;
    private LiedWorld lied;

    @BeforeAll
    void aWorldIsThere(@TempDir Path data) throws IOException, Ended {
        files = Files.createDirectories(data.resolve("files"));
        lied = new LiedWorld(data.resolve("hub"));
    }

    @AfterAll
    void end() throws IOException {
        lied.close();
    }

    @AfterEach
    void nobodyIsLiedTo() {
        lied.honest();
    }

    private LogCopy log() throws IOException, Ended {
        lied.paris.run(new Wish.Follow());
        var trust = lied.paris.client.engine().trust();
        var leaves = new ArrayList<byte[]>();
        for (long i = 0; i < trust.ledger().size(); i++) {
            leaves.add(trust.ledger().bytes(i));
        }
        return new LogCopy(Founding.LOG, lied.world.serverKeys(), leaves);
    }

    private long now() {
        return lied.world.home.clock().now();
    }

    /** What Rio's client, on a copy of its store, answers to a wish under a lie about the log. */
    private List<String> under(Liar.Lie lie, Wish... wishes) throws IOException, Ended {
        lied.tell(lied.rio, lie);
        List<View> shown = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        try (var client = lied.copy(lied.rio, shown)) {
            for (Wish wish : wishes) {
                codes.addAll(LiedWorld.codes(client.run(wish)));
            }
        } finally {
            lied.honest();
        }
        codes.addAll(LiedWorld.codes(shown));
        return codes;
    }

    /** Each of them stops what would be said; what is there is read on. */
    @Test
    void aLogThatIsRolledBackFrozenOrForkedSendsNothing() throws Exception {
        String conversation = lied.opens(lied.paris);
        lied.rio.run(new Wish.Connect());
        LogCopy log = log();
        int size = log.size();
        Wish chat = new Wish.Chat(conversation, "under a lie");
        byte[] leaf = log.leaf(size - 2);
        assertThat(under(Lies.log(log.first(size - 3), this::now), chat)).contains("log-shrunk");
        assertThat(under(Lies.log(log.replaced(size - 1, leaf), this::now), chat))
                .contains("log-fork");
        byte[] note = log.note(now());
        lied.world.clock.forward(360);
        assertThat(under(Lies.frozen(log, note), chat)).contains("checkpoint-stale");
        lied.pass(1);
        lied.connect();
        assertThat(LiedWorld.heard(lied.paris, conversation)).doesNotContain("under a lie");
        lied.goesOn(conversation, lied.paris, lied.rio);
    }

    /** The log is signed anew without a hold: the first word of somebody who has seen the hold tells. */
    @Test
    void aWithheldHoldIsFoundByTheFirstWordOfSomebodyElse() throws Exception {
        String conversation = lied.opens(lied.rio);
        LogCopy before = log();
        lied.world.hold(lied.lyon.name);
        LogCopy after = log();
        int hold = after.size() - 1;
        assertThat(under(Lies.leaves(after.replaced(hold, after.leaf(hold - 1))), new Wish.Follow()))
                .contains("log-root-mismatch");
        lied.tell(lied.rio, Lies.log(before, this::now));
        // Whoever heard a word of Rio's now would hold the proof of the lie, and stop: a smaller tree, signed later.
        lied.rio.run(new Wish.Connect());
        lied.recife.run(new Wish.Connect());
        lied.recife.run(new Wish.Chat(conversation, "seen the hold"));
        int mark = lied.rio.shown.size();
        lied.rio.run(new Wish.Connect());
        var finished = lied.rio.run(new Wish.Chat(conversation, "held back"));
        assertThat(LiedWorld.since(lied.rio, mark))
                .as("%s %s %s", finished, lied.recife.codes(), lied.rio.shown)
                .contains("log-behind");
        lied.paris.run(new Wish.Connect());
        assertThat(LiedWorld.heard(lied.paris, conversation)).doesNotContain("held back");
        lied.honest();
        // It was refused, or it waits and goes out now: as soon as the word of the other was heard, or just before.
        lied.rio.run(new Wish.Connect());
        lied.rio.run(new Wish.Chat(conversation, "after the lie"));
        lied.reached(() -> LiedWorld.members(lied.rio, conversation).devices().size() == 3
                && LiedWorld.heard(lied.paris, conversation).contains("after the lie"));
        List<String> heard = LiedWorld.heard(lied.paris, conversation);
        assertThat(heard).containsOnlyOnce("after the lie").doesNotHaveDuplicates();
        assertThat(LiedWorld.members(lied.rio, conversation).devices()).doesNotContain(lied.lyon.device());
        lied.lyon.run(new Wish.Connect());
        assertThat(LiedWorld.heard(lied.lyon, conversation))
                .doesNotContain("held back", "after the lie", "seen the hold");
        lied.world.lift(lied.lyon.name);
    }

    @Test
    void aListingThatIsKeptBackOrForgedIsNotShown() throws Exception {
        UnaryOperator<byte[]> nothing = honest -> new byte[0];
        assertThat(under(answer("/api/v1/directory/listings/fetch", nothing), new Wish.Sync()))
                .contains("listing-withheld");
        assertThat(under(
                        Lies.listing(
                                CaseWorld.FRENCH,
                                (salt, body) -> new org.hublink.protocol.Part(salt, Retold.flipped(body))),
                        new Wish.Sync()))
                .contains("listing-altered");
    }

    private static Liar.Lie answer(String begin, UnaryOperator<byte[]> alter) {
        return new Liar.Lie() {
            @Override
            public byte[] changed(String path, byte[] honest) {
                return path.startsWith(begin) ? alter.apply(honest) : honest;
            }
        };
    }

    /** A key of the server's own, a wrap for a device of its own, altered bytes: nothing is filed under them. */
    @Test
    void anArchiveOfTheServersOwnMakingIsRefused() throws Exception {
        String conversation = lied.opens(lied.rio);
        lied.rio.run(new Wish.Chat(conversation, "to be archived"));
        lied.connect();
        assertThat(lied.rio.run(new Wish.Archive(CaseWorld.BRAZILIAN)).clean()).isTrue();
        UnsafeMember server = lied.turned(lied.paris, conversation);
        UnsafeMember colleague = lied.turned(lied.recife, conversation);
        Map<String, byte[]> wrapped = new LinkedHashMap<>();
        for (var one : List.of(lied.rio, lied.recife)) {
            var device = (VaultOwner.Device)
                    lied.world.world.vault(one.name).contents().owner();
            wrapped.put(device.deviceId(), XWing.publicKey(device.sealingSeed()));
        }
        String versions = ARCHIVE + CaseWorld.BRAZILIAN + "/versions";
        byte[] own = server.archiveVersion(CaseWorld.BRAZILIAN, 2, wrapped);
        Wish archive = new Wish.Archive(CaseWorld.BRAZILIAN);
        assertThat(under(answer(versions, honest -> Bytes.concat(honest, own)), archive))
                .contains("not-rostered");
        wrapped.put(
                Digest.of(Utf8.encode("foreign")).hex(),
                XWing.publicKey(Digest.of(Utf8.encode("foreign")).bytes()));
        byte[] foreign = colleague.archiveVersion(CaseWorld.BRAZILIAN, 2, wrapped);
        assertThat(under(answer(versions, honest -> Bytes.concat(honest, foreign)), archive))
                .contains("archive-wraps-roster");
        assertThat(lied.recife.run(archive).clean()).isTrue();
        lied.recife.run(new Wish.Chat(conversation, "filed by a colleague"));
        lied.recife.run(archive);
        String records = ARCHIVE + CaseWorld.BRAZILIAN + "/records?";
        assertThat(under(answer(records, Retold::flipped), archive)).contains("aead-open");
        assertThat(under(answer(versions, honest -> honest.length > 700 ? flipped(honest, 600) : honest), archive))
                .isNotEmpty();
        assertThat(lied.rio.run(archive).clean()).as("%s", lied.rio.codes()).isTrue();
    }

    private static byte[] flipped(byte[] honest, int at) {
        byte[] out = honest.clone();
        out[at] ^= 1;
        return out;
    }

    @Test
    void anAttachmentWithABitFlippedGivesNothing() throws Exception {
        String conversation = lied.opens(lied.paris);
        Path source = Files.writeString(files.resolve("notes.txt"), "what the provider wrote", StandardCharsets.UTF_8);
        assertThat(lied.rio
                        .run(new Wish.Attach(conversation, "notes.txt", "text/plain", source.toString()))
                        .clean())
                .isTrue();
        CaseFile file = lied.rio.book().attached(conversation).get(0);
        var acknowledge = new Wish.Step(conversation, CaseStep.ACKNOWLEDGE, Transition.Words.NONE);
        assertThat(lied.rio.run(acknowledge).clean()).isTrue();
        var words = new Transition.Words("See the notes.", null, 0, List.of(), List.of(file));
        assertThat(lied.rio
                        .run(new Wish.Step(conversation, CaseStep.ASK, words))
                        .clean())
                .isTrue();
        lied.paris.run(new Wish.Connect());
        Path sink = files.resolve("fetched.txt");
        lied.tell(lied.paris, answer(CONTENTS, Retold::flipped));
        var refused = lied.paris.run(new Wish.Fetch(conversation, file.id(), sink.toString()));
        assertThat(LiedWorld.codes(refused)).contains("aead-open");
        assertThat(sink).doesNotExist();
        lied.honest();
        assertThat(lied.paris
                        .run(new Wish.Fetch(conversation, file.id(), sink.toString()))
                        .clean())
                .isTrue();
        assertThat(sink).hasSameBinaryContentAs(source);
    }

    /** What is signed at the server's wish is a sign-in for the vault's own server, whatever the server puts into its nonce. */
    @Test
    void chosenBytesAreSignedAsNothingButASignIn() throws Exception {
        byte[] statement = Utf8.encode("{\"type\":\"revocation\",\"mode\":\"final\"}........");
        List<byte[]> signed = new ArrayList<>();
        for (int length : new int[] {31, 33, 64}) {
            byte[] chosen = java.util.Arrays.copyOf(statement, length);
            assertThat(under(challenge(chosen, signed), new Wish.SignIn())).contains("malformed");
            assertThat(signed).isEmpty();
        }
        under(challenge(java.util.Arrays.copyOf(statement, 32), signed), new Wish.SignIn());
        assertThat(signed).hasSize(1);
        var act = new io.vertx.core.json.JsonObject(new String(signed.get(0), StandardCharsets.UTF_8))
                .getJsonObject("act");
        assertThat(act.getString("payloadType")).isEqualTo("application/vnd.hublink.act.sign-in.v1+json");
        var payload = new String(Base64.getDecoder().decode(act.getString("payload")), StandardCharsets.UTF_8);
        assertThat(payload).contains("\"sign-in\"").contains(lied.world.server.origin());
        assertThat(payload).doesNotContain("revocation");
    }

    private static Liar.Lie challenge(byte[] nonce, List<byte[]> signed) {
        return new Liar.Lie() {
            @Override
            public HttpHome.@Nullable Answer instead(String path, byte[] asked) {
                if (path.endsWith("/challenge")) {
                    String text = "{\"nonce\":\"" + Base64.getEncoder().encodeToString(nonce) + "\"}";
                    return new HttpHome.Answer(200, Utf8.encode(text));
                }
                if (path.endsWith("/sessions")) {
                    signed.add(asked);
                    return new HttpHome.Answer(400, new byte[0]);
                }
                return null;
            }
        };
    }
}
