package org.hublink.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.hublink.engine.Effect;
import org.hublink.engine.Event;
import org.hublink.protocol.CaseFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attachments on the disk: chunk by chunk, and out of sight until they are whole. */
@Tag("unit")
class LocalFilesTest {
    private final LocalFiles files = new LocalFiles();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CaseFile.CHUNK_BYTES, CaseFile.CHUNK_BYTES + 1, 3 * CaseFile.CHUNK_BYTES})
    void aFileIsReadInChunksAndTheLastIsKnown(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        Path file = Files.write(folder.resolve("source"), bytes);
        int at = 0;
        Event.Chunk chunk;
        do {
            chunk = files.take(new Effect.Take(1, file.toString(), at / CaseFile.CHUNK_BYTES));
            byte[] read = chunk.bytes();
            assertThat(read).isEqualTo(Arrays.copyOfRange(bytes, at, Math.min(length, at + CaseFile.CHUNK_BYTES)));
            at += CaseFile.CHUNK_BYTES;
        } while (!chunk.last());
        assertThat(at).isBetween(length, length + CaseFile.CHUNK_BYTES);
    }

    @Test
    void whatCannotBeReadIsToldAsSuch() {
        assertThat(files.take(new Effect.Take(1, folder.resolve("none").toString(), 0))
                        .bytes())
                .isNull();
    }

    @Test
    void aFileHasItsNameOnlyWhenItIsWhole() throws IOException {
        Path sink = folder.resolve("sink");
        byte[] whole = new byte[CaseFile.CHUNK_BYTES + 1];
        new Random(1).nextBytes(whole);
        byte[] first = Arrays.copyOf(whole, CaseFile.CHUNK_BYTES);
        assertThat(files.give(new Effect.Give(1, sink.toString(), 0, first, false))
                        .written())
                .isTrue();
        assertThat(sink).doesNotExist();
        byte[] rest = {whole[CaseFile.CHUNK_BYTES]};
        files.give(new Effect.Give(2, sink.toString(), 1, rest, true));
        assertThat(Files.readAllBytes(sink)).isEqualTo(whole);
        try (var all = Files.list(folder)) {
            assertThat(all).hasSize(1);
        }
    }

    @Test
    void whatIsThrownAwayLeavesNothing() throws IOException {
        Path sink = folder.resolve("sink");
        files.give(new Effect.Give(1, sink.toString(), 0, new byte[] {1}, false));
        files.discard(new Effect.Discard(sink.toString()));
        try (var all = Files.list(folder)) {
            assertThat(all).isEmpty();
        }
    }

    @Test
    void whatWasGivenIsReadBackAndAChunkThatWasCutOffIsWrittenAgain() throws IOException {
        Path sink = folder.resolve("sink");
        byte[] chunk = new byte[CaseFile.CHUNK_BYTES];
        Arrays.fill(chunk, (byte) 7);
        files.give(new Effect.Give(1, sink.toString(), 0, chunk, false));
        files.give(new Effect.Give(2, sink.toString(), 1, new byte[] {1, 2, 3}, false));
        assertThat(files.retake(new Effect.Retake(3, sink.toString(), 0)).bytes())
                .isEqualTo(chunk);
        assertThat(files.retake(new Effect.Retake(4, sink.toString(), 1)).bytes())
                .containsExactly(1, 2, 3);
        assertThat(files.give(new Effect.Give(5, sink.toString(), 1, new byte[] {9}, true))
                        .written())
                .isTrue();
        assertThat(Files.size(sink)).isEqualTo(CaseFile.CHUNK_BYTES + 1L);
        assertThat(files.retake(new Effect.Retake(6, sink.toString(), 0)).bytes())
                .isNull();
    }

    @Test
    void aFileThatIsThereIsNeverReplaced() throws IOException {
        Path sink = Files.write(folder.resolve("sink"), new byte[] {5});
        assertThat(files.give(new Effect.Give(1, sink.toString(), 0, new byte[] {1}, true))
                        .written())
                .isFalse();
        assertThat(Files.readAllBytes(sink)).containsExactly(5);
    }

    @Test
    void aChunkBehindAHoleIsNotWritten() {
        Path sink = folder.resolve("sink");
        files.give(new Effect.Give(1, sink.toString(), 0, new byte[] {1}, false));
        assertThat(files.give(new Effect.Give(2, sink.toString(), 1, new byte[] {1}, true))
                        .written())
                .isFalse();
        assertThat(sink).doesNotExist();
    }
}
