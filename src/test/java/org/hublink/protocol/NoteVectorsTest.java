package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Malformed;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every checkpoint of {@code notes.json} gets the verdict that stands beside it. */
@Tag("vectors")
class NoteVectorsTest {
    @TestFactory
    Stream<DynamicTest> checkpoints() throws IOException, Malformed {
        JsonObject file = new JsonObject(Files.readString(NoteVectors.FILE));
        String origin = file.getString("origin");
        NoteKey log = new NoteKey(origin, PublicKey.read(file.getString("logKey")));
        NoteKey cosigner = NoteKey.cosigner(origin, PublicKey.read(file.getString("cosignerKey")));
        return file.getJsonArray("cases").stream()
                .map(JsonObject.class::cast)
                .map(c -> DynamicTest.dynamicTest(c.getString("name"), () -> judge(c, log, cosigner)));
    }

    private static void judge(JsonObject c, NoteKey log, NoteKey cosigner) throws Malformed {
        byte[] note = Base64.decode(c.getString("note"));
        Verdict<SignedCheckpoint> verdict = SignedCheckpoint.read(note, log, cosigner);
        assertThat(verdict.code()).isEqualTo(c.getString("verdict"));
        SignedCheckpoint checkpoint = verdict.valueOrNull();
        if (checkpoint == null) return;
        assertThat(checkpoint.size()).isEqualTo(c.getLong("size"));
        assertThat(checkpoint.cosignedAt()).isEqualTo(c.getLong("cosignedAt"));
        assertThat(checkpoint.note()).isEqualTo(note);
        assertThat(Note.read(note).bytes()).isEqualTo(note);
    }
}
