package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hublink.mls.Extension;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;
import org.hublink.protocol.CaseFile;
import org.hublink.protocol.CaseParty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Contents, attachments, paddings and what rides beside MLS messages, by reason. */
@Tag("unit")
class SealTest {
    private static final Random RANDOM = new Random(20_261_122L);
    private static final Randomness RANDOMNESS = n -> {
        byte[] out = new byte[n];
        RANDOM.nextBytes(out);
        return out;
    };

    private static void refused(ThrowingCallable call, String reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed -> assertThat(malformed.reason()).isEqualTo(reason));
    }

    @Test
    void padmeGrowsByLittleAndNeverShrinks() {
        assertThat(Padme.padded(9)).isEqualTo(10);
        assertThat(Padme.padded(1_000)).isEqualTo(1_024);
        assertThat(Padme.padded(1_048_577)).isEqualTo(1_081_344);
        for (long length = 0; length < 100_000; length += 7) {
            long padded = Padme.padded(length);
            assertThat(padded).isBetween(length, length + length * 12 / 100 + 1);
            assertThat(Padme.padded(padded)).isEqualTo(padded);
        }
    }

    @Test
    void messagesComeInFiveSizes() {
        assertThat(MessageSize.padding(1)).isEqualTo(255);
        assertThat(MessageSize.padding(256)).isZero();
        assertThat(MessageSize.padding(257)).isEqualTo(767);
        assertThat(MessageSize.padding(65_536)).isZero();
        assertThatThrownBy(() -> MessageSize.padding(65_537)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aContentOpensUnderItsOwnNameOnly() throws Malformed {
        for (int length : new int[] {0, 1, 100, 5_000}) {
            byte[] plain = RANDOMNESS.bytes(length);
            ContentSeal.Sealed one = ContentSeal.seal(plain, RANDOMNESS);
            assertThat(ContentSeal.open(one.name(), one.bytes())).isEqualTo(plain);
            ContentSeal.Sealed other = ContentSeal.seal(plain, RANDOMNESS);
            refused(() -> ContentSeal.open(one.name(), other.bytes()), "content-digest");
            byte[] altered = one.bytes().clone();
            altered[altered.length - 1] ^= 1;
            refused(() -> ContentSeal.open(one.name(), altered), "content-digest");
            ContentName foreign = new ContentName(
                    other.name().id(),
                    one.name().key(),
                    one.name().plain(),
                    one.name().sealed());
            refused(() -> ContentSeal.open(foreign, one.bytes()), "aead-open");
            ContentName lying = new ContentName(
                    one.name().id(),
                    one.name().key(),
                    Digest.of(new byte[] {9}),
                    one.name().sealed());
            refused(() -> ContentSeal.open(lying, one.bytes()), "content-digest");
            assertThat(one.name()).hasToString("[hidden]");
            assertThat(one).hasToString("[hidden]");
        }
    }

    @Test
    void aContentsNameReadsBack() throws Malformed {
        ContentName name = ContentSeal.seal(new byte[3], RANDOMNESS).name();
        ByteWriter out = new ByteWriter();
        name.write(out);
        ByteWriter again = new ByteWriter();
        ContentName.read(new ByteReader(out.toBytes())).write(again);
        assertThat(again.toBytes()).isEqualTo(out.toBytes());
    }

    @Test
    void noChunkOfAFileCanBeMovedDroppedOrTakenForTheLast() throws Malformed {
        byte[] key = RANDOMNESS.bytes(FileSeal.KEY_BYTES);
        byte[] id = RANDOMNESS.bytes(ContentName.ID_BYTES);
        long size = 2L * CaseFile.CHUNK_BYTES + 5;
        FileSeal file = new FileSeal(key, id, size);
        assertThat(file.chunks()).isEqualTo(3);
        byte[] first = RANDOMNESS.bytes(file.length(0));
        byte[] second = RANDOMNESS.bytes(file.length(1));
        byte[] last = RANDOMNESS.bytes(file.length(2));
        assertThat(last).hasSize(5);
        byte[] sealed = file.seal(0, first);
        assertThat(file.open(0, sealed)).isEqualTo(first);
        assertThat(file.open(2, file.seal(2, last))).isEqualTo(last);
        refused(() -> file.open(1, sealed), "aead-open");
        refused(() -> file.open(2, file.seal(1, second)), "chunk-length");
        FileSeal shorter = new FileSeal(key, id, 2L * CaseFile.CHUNK_BYTES);
        refused(() -> shorter.open(1, file.seal(1, second)), "aead-open");
        FileSeal other = new FileSeal(key, RANDOMNESS.bytes(ContentName.ID_BYTES), size);
        refused(() -> other.open(0, sealed), "aead-open");
        refused(() -> file.open(3, sealed), "chunk-length");
        assertThat(file).hasToString("[hidden]");
    }

    @Test
    void commitDataReadsBackAndNamesADeviceOnce() throws Malformed {
        CommitData data = new CommitData(new byte[] {1, 2}, List.of("a", "b"), List.of("c"));
        CommitData read = CommitData.read(data.bytes());
        assertThat(read.added()).containsExactly("a", "b");
        assertThat(read.removed()).containsExactly("c");
        assertThat(read.bytes()).isEqualTo(data.bytes());
        refused(
                () -> CommitData.read(new CommitData(new byte[1], List.of("a", "a"), List.of()).bytes()),
                "commit-data-device");
        byte[] other = data.bytes();
        other[0] = 2;
        refused(() -> CommitData.read(other), "commit-data-format");
        refused(() -> CommitData.read(Arrays.copyOf(data.bytes(), data.bytes().length + 1)), "trailing-bytes");
    }

    @Test
    void aConversationSaysWhoIsInItInOneForm() throws Malformed {
        byte[] id = RANDOMNESS.bytes(ConversationContext.ID_BYTES);
        var asking = new ConversationContext.Place("FR-CSE-1", CaseParty.REQUESTER);
        var answering = new ConversationContext.Place("BR-CSE-1", CaseParty.ANSWERER);
        var standby = new ConversationContext.Place("BR-CSE-9", CaseParty.ALTERNATE);
        ConversationContext whole = ConversationContext.ofCase(id, List.of(asking, answering, standby));
        ConversationContext read = ConversationContext.of(List.of(new Extension(7, new byte[0]), whole.extension()));
        assertThat(read.desks()).containsExactly(asking, answering, standby);
        assertThat(read.extension().data()).isEqualTo(whole.extension().data());
        var before = new ConversationContext.Predecessor(id, 7, Digest.of(id));
        ConversationContext next = new ConversationContext(id, whole.desks(), List.of(), before);
        assertThat(ConversationContext.read(next.extension().data())
                        .successorOf()
                        .epoch())
                .isEqualTo(7);
        ConversationContext chat = new ConversationContext(id, List.of(), List.of("FR/fr-o-1", "BR/br-o-1"), null);
        assertThat(ConversationContext.read(chat.extension().data()).isCase()).isFalse();
        refused(() -> ConversationContext.of(List.of()), "context-missing");
        refused(() -> ConversationContext.of(List.of(whole.extension(), whole.extension())), "context-twice");
        for (var odd : List.of(List.of(asking, asking, answering), List.of(asking), List.of(answering, standby))) {
            ConversationContext bad = ConversationContext.ofCase(id, odd);
            refused(() -> ConversationContext.read(bad.extension().data()), "context-shape");
        }
    }
}
