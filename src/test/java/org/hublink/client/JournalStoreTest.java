package org.hublink.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.hublink.engine.Row;
import org.hublink.engine.Write;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class JournalStoreTest {
    @TempDir
    Path folder;

    private static Write put(String name, int... bytes) {
        byte[] value = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            value[i] = (byte) bytes[i];
        }
        return Write.put(name, value);
    }

    private Path journal() {
        return folder.resolve(JournalStore.JOURNAL);
    }

    @Test
    void whatWasWrittenIsThereAfterReopening() throws Exception {
        byte[] generation;
        try (var store = JournalStore.open(folder)) {
            generation = store.generation();
            store.write(List.of(put("a", 1, 2), put("b"), put("c", 9)));
            store.write(List.of(put("a", 3), Write.delete("c")));
        }
        try (var store = JournalStore.open(folder)) {
            assertThat(store.generation()).isEqualTo(generation);
            assertThat(store.read("a")).containsExactly(3);
            assertThat(store.read("b")).isEmpty();
            assertThat(store.read("c")).isNull();
            assertThat(store.range("", "", 10)).extracting(Row::name).containsExactly("a", "b");
        }
    }

    @Test
    void aRangeStopsAtItsPrefixAndLimit() throws Exception {
        try (var store = JournalStore.open(folder)) {
            store.write(List.of(put("log/1", 1), put("log/2", 2), put("log/3", 3), put("part/1", 4)));
            assertThat(store.range("log/", "", 2)).extracting(Row::name).containsExactly("log/1", "log/2");
            assertThat(store.range("log/", "log/2", 9)).extracting(Row::name).containsExactly("log/3");
        }
    }

    @Test
    void aSecondOpeningIsRefusedWithASentence() throws Exception {
        try (var first = JournalStore.open(folder)) {
            assertThat(first.size()).isZero();
            assertThatThrownBy(() -> JournalStore.open(folder))
                    .isInstanceOfSatisfying(
                            Ended.class, e -> assertThat(e.code()).isEqualTo("store-locked"))
                    .hasMessageContaining("in use by another hub process");
        }
    }

    /** A process killed at any byte of its last write leaves all earlier transactions and nothing of the last. */
    @Test
    void aTornTailIsDroppedAtEveryByte() throws Exception {
        long before;
        byte[] whole;
        try (var store = JournalStore.open(folder)) {
            store.write(List.of(put("kept", 7)));
            before = Files.size(journal());
            store.write(List.of(put("torn", 1, 2, 3), put("kept", 8)));
        }
        whole = Files.readAllBytes(journal());
        for (int end = (int) before; end < whole.length; end++) {
            cutTo(whole, end);
            try (var store = JournalStore.open(folder)) {
                assertThat(store.read("torn")).as("cut at %d", end).isNull();
                assertThat(store.read("kept")).containsExactly(7);
                store.write(List.of(put("next", 5)));
            }
            try (var store = JournalStore.open(folder)) {
                assertThat(store.read("next")).containsExactly(5);
            }
        }
    }

    @Test
    void zerosAfterTheLastTransactionAreATornTail() throws Exception {
        try (var store = JournalStore.open(folder)) {
            store.write(List.of(put("kept", 7)));
        }
        Files.write(journal(), new byte[4096], StandardOpenOption.APPEND);
        try (var store = JournalStore.open(folder)) {
            assertThat(store.read("kept")).containsExactly(7);
        }
    }

    @Test
    void damageInTheMiddleIsRefusedRatherThanHalfRead() throws Exception {
        try (var store = JournalStore.open(folder)) {
            store.write(List.of(put("first", 1)));
            store.write(List.of(put("second", 2)));
        }
        byte[] whole = Files.readAllBytes(journal());
        whole[JournalFrames.HEADER_BYTES + 12] ^= 1;
        Files.write(journal(), whole);
        assertThatThrownBy(() -> JournalStore.open(folder))
                .isInstanceOfSatisfying(Ended.class, e -> assertThat(e.code()).isEqualTo("store-damaged"));
    }

    @Test
    void aFileOfAnotherKindIsRefused() throws Exception {
        Files.write(journal(), new byte[100]);
        assertThatThrownBy(() -> JournalStore.open(folder))
                .isInstanceOfSatisfying(Ended.class, e -> assertThat(e.code()).isEqualTo("store-unknown"));
    }

    @Test
    void compactionKeepsEveryLiveRecord() throws Exception {
        var random = new Random(7);
        byte[] last = new byte[0];
        try (var store = JournalStore.open(folder)) {
            store.write(List.of(put("still", 4)));
            for (int i = 0; i < 100; i++) {
                last = new byte[200_000];
                random.nextBytes(last);
                store.write(List.of(Write.put("big", last)));
            }
            assertThat(Files.size(journal())).isLessThan(12 << 20);
            assertThat(store.read("big")).isEqualTo(last);
        }
        try (var store = JournalStore.open(folder)) {
            assertThat(store.read("big")).isEqualTo(last);
            assertThat(store.read("still")).containsExactly(4);
        }
    }

    @Test
    void theFolderIsItsOwnersAlone() throws Exception {
        var inner = folder.resolve("store");
        JournalStore.open(inner).close();
        assertThat(Files.getPosixFilePermissions(inner)).hasSize(3);
    }

    private void cutTo(byte[] whole, int end) throws IOException {
        try (var file = FileChannel.open(
                journal(), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.CREATE)) {
            file.write(java.nio.ByteBuffer.wrap(whole, 0, end));
        }
    }
}
