package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.CaseFile;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.SampleCases;
import org.hublink.protocol.Transition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attachments: whole and verified or not at all, resumed only if they are the same, and no imagery (B2). */
@Tag("unit")
class ConversationFilesTest {
    private final TalkWorld world = new TalkWorld();
    private final TalkWorld.Client paris = world.client("paris", "fr-o-1", ConversationWorld.FRENCH);
    private final TalkWorld.Client rio = world.client("rio", "br-o-1", ConversationWorld.BRAZILIAN);

    @BeforeEach
    void aCaseIsOpen() {
        world.sync();
        paris.run(new Wish.OpenCase(SampleCases.preservation(), ConversationWorld.FRENCH));
        world.sync();
        rio.run(new Wish.Step(rio.conversation(), CaseStep.ACKNOWLEDGE, Transition.Words.NONE));
        rio.run(new Wish.Step(rio.conversation(), CaseStep.ACCEPT, Transition.Words.NONE));
    }

    private static byte[] random(int length) {
        byte[] out = new byte[length];
        new Random(length).nextBytes(out);
        out[0] = 'x';
        return out;
    }

    private View.Finished attaches(byte[] file) {
        rio.local.put("answer.bin", file);
        return rio.run(new Wish.Attach(rio.conversation(), "answer.bin", "application/octet-stream", "answer.bin"));
    }

    /** Rio answers with the file that was attached last; its content id. */
    private String answers() {
        List<CaseFile> files = rio.book().attached(rio.conversation());
        var words = new Transition.Words("see the file", null, 0, List.of(), files);
        var finished = rio.run(new Wish.Step(rio.conversation(), CaseStep.ANSWER, words));
        assertThat(finished.clean()).as("%s", finished).isTrue();
        paris.run(new Wish.Connect());
        return files.get(0).id();
    }

    private String fetches(String id) {
        var failed =
                paris.run(new Wish.Fetch(paris.conversation(), id, "got.bin")).failed();
        return failed == null ? "fetched" : failed.code();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, CaseFile.CHUNK_BYTES, 2 * CaseFile.CHUNK_BYTES + 5})
    void aFileArrivesAsItWasAndTheServerHoldsNoneOfIt(int length) {
        byte[] file = random(length);
        assertThat(attaches(file).clean()).isTrue();
        String id = answers();
        assertThat(fetches(id)).isEqualTo("fetched");
        assertThat(paris.local.get("got.bin")).isEqualTo(file);
        assertThat(world.contents.get(id)).noneMatch(chunk -> Arrays.equals(chunk, file));
    }

    @Test
    void aBrokenUploadGoesOnUnderItsKeyIfTheFileIsTheSame() {
        byte[] file = random(3 * CaseFile.CHUNK_BYTES);
        world.chunksUntilCut = 1;
        assertThat(attaches(file).failed()).isNotNull();
        world.chunksUntilCut = -1;
        rio.reopen();
        rio.run(new Wish.Connect());
        int before = world.chunksPut;
        assertThat(attaches(file).clean()).isTrue();
        assertThat(world.chunksPut - before).isEqualTo(2);
        assertThat(world.contents).hasSize(1);
        assertThat(fetches(answers())).isEqualTo("fetched");
        assertThat(paris.local.get("got.bin")).isEqualTo(file);
    }

    @Test
    void anotherFileOfTheSameNameGetsAnotherKeyAndId() {
        byte[] file = random(2 * CaseFile.CHUNK_BYTES);
        world.chunksUntilCut = 1;
        attaches(file);
        world.chunksUntilCut = -1;
        file[7] ^= 1;
        assertThat(attaches(file).clean()).isTrue();
        assertThat(world.contents).hasSize(2);
        assertThat(fetches(answers())).isEqualTo("fetched");
        assertThat(paris.local.get("got.bin")).isEqualTo(file);
    }

    @Test
    void aBrokenDownloadGoesOnWithWhatCameBefore() {
        byte[] file = random(3 * CaseFile.CHUNK_BYTES + 7);
        attaches(file);
        String id = answers();
        world.chunksUntilCut = 2;
        assertThat(fetches(id)).isEqualTo("unreachable");
        assertThat(paris.local).doesNotContainKey("got.bin");
        world.chunksUntilCut = -1;
        paris.reopen();
        paris.run(new Wish.Connect());
        assertThat(fetches(id)).isEqualTo("fetched");
        assertThat(world.chunksGot).isEqualTo(4);
        assertThat(paris.local.get("got.bin")).isEqualTo(file);
    }

    /** What stands on the disk is no more believed than what the server hands over. */
    @Test
    void whatWasAlteredMeanwhileIsFetchedAnew() {
        byte[] file = random(3 * CaseFile.CHUNK_BYTES);
        attaches(file);
        String id = answers();
        world.chunksUntilCut = 2;
        fetches(id);
        world.chunksUntilCut = -1;
        paris.hidden.get("got.bin")[5] ^= 1;
        assertThat(fetches(id)).isEqualTo("fetched");
        assertThat(paris.local.get("got.bin")).isEqualTo(file);
    }

    @Test
    void aLinkThatIsCutIsTriedForMinutesBeforeItIsGivenUp() {
        byte[] file = random(2 * CaseFile.CHUNK_BYTES);
        attaches(file);
        long before = world.world.now;
        world.chunksUntilCut = 0;
        assertThat(fetches(answers())).isEqualTo("unreachable");
        assertThat(world.world.now - before).isBetween(300L, 900L);
    }

    /** Nothing is handed on of what does not fit to the end. */
    @ParameterizedTest
    @CsvSource({"0, aead-open", "2, aead-open"})
    void aBitFlippedInAChunkGivesNothing(int chunk, String code) {
        attaches(random(3 * CaseFile.CHUNK_BYTES));
        String id = answers();
        world.contents.get(id).get(chunk)[9] ^= 1;
        assertThat(fetches(id)).isEqualTo(code);
        assertThat(paris.local).doesNotContainKey("got.bin");
        assertThat(paris.hidden).isEmpty();
    }

    @Test
    void chunksInAnotherPlaceAreRefused() {
        attaches(random(3 * CaseFile.CHUNK_BYTES));
        String id = answers();
        Collections.swap(world.contents.get(id), 0, 1);
        assertThat(fetches(id)).isEqualTo("aead-open");
        assertThat(paris.local).doesNotContainKey("got.bin");
    }

    @ParameterizedTest
    @CsvSource({
        "ffd8ffe000104a46494600, imagery-refused",
        "89504e470d0a1a0a0000, imagery-refused",
        "474946383961, imagery-refused",
        "49492a0008000000, imagery-refused",
        "4d4d002a00000008, imagery-refused",
        "424d361000000000000036, imagery-refused",
        "524946460000000057454250, imagery-refused",
        "52494646000000004156492020, imagery-refused",
        "000000186674797068656963, imagery-refused",
        "0000001c667479706176696600, imagery-refused",
        "00000018667479706d703432, imagery-refused",
        "000000146674797071742020, imagery-refused",
        "1a45dfa39f4286810142f781, imagery-refused",
        "000001ba44000400, imagery-refused",
        "255044462d312e370a, taken",
        "504b030414000000, taken",
        "377abcaf271c, taken",
        "424d57206d6f746f72732069, taken",
        "47656e7420737461, taken",
    })
    void imageryIsToldByItsContentWhateverItIsCalled(String hex, String verdict) throws Exception {
        byte[] file = Hex.decode(hex);
        var failed = attaches(file).failed();
        assertThat(failed == null ? "taken" : failed.code()).isEqualTo(verdict);
    }

    @Test
    void aStepNamesNoFileThatWasNotBroughtForThisCase() {
        attaches(Utf8.encode("a file"));
        CaseFile file = rio.book().attached(rio.conversation()).get(0);
        var other = new CaseFile(
                file.id(), "other.bin", file.type(), file.size(), file.chunks(), file.plain(), file.sealed());
        var words = new Transition.Words("see the file", null, 0, List.of(), List.of(other));
        var finished = rio.run(new Wish.Step(rio.conversation(), CaseStep.ANSWER, words));
        assertThat(finished.failed()).isNotNull();
        assertThat(finished.failed().code()).isEqualTo("file-unknown");
    }
}
