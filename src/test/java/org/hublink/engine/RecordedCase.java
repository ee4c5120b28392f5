package org.hublink.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hublink.browser.EngineRecord;
import org.hublink.protocol.CaseFile;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.SampleCases;
import org.hublink.protocol.Transition;

/** A case of two parties from the first connection to its answer, with chats, a colleague, an attachment and the archive. */
final class RecordedCase {
    private static final int CHATS = 24;

    final TalkWorld world = new TalkWorld();
    final TalkWorld.Client paris = world.client("paris", "fr-o-1", ConversationWorld.FRENCH);
    final TalkWorld.Client rio = world.client("rio", "br-o-1", ConversationWorld.BRAZILIAN);

    /** What the two engines did, the asker's first. */
    List<EngineRecord> run() {
        List<EngineRecord> records = List.of(paris.reopenRecorded(), rio.reopenRecorded());
        world.sync();
        paris.run(new Wish.OpenCase(SampleCases.preservation(), ConversationWorld.FRENCH));
        world.sync();
        String conversation = rio.conversation();
        rio.run(new Wish.Step(conversation, CaseStep.ACKNOWLEDGE, Transition.Words.NONE));
        rio.run(new Wish.Step(conversation, CaseStep.ACCEPT, Transition.Words.NONE));
        for (int i = 0; i < CHATS; i++) {
            TalkWorld.Client one = i % 3 == 0 ? rio : paris;
            one.run(new Wish.Chat(conversation, "é ä 漢 " + i));
            if (i % 4 == 0) world.pass(61);
            world.sync();
        }
        TalkWorld.Client lyon = world.client("lyon", "fr-o-2", ConversationWorld.FRENCH);
        lyon.run(new Wish.Connect());
        paris.run(new Wish.BringIn(conversation, ConversationWorld.FRENCH));
        world.sync();
        answer(conversation);
        rio.run(new Wish.Archive(ConversationWorld.BRAZILIAN));
        paris.run(new Wish.MaySend());
        world.sync();
        return records;
    }

    /** With a file of three chunks, which the asker fetches. */
    private void answer(String conversation) {
        byte[] file = new byte[2 * CaseFile.CHUNK_BYTES + 5];
        Arrays.fill(file, (byte) 'x');
        new Random(7).nextBytes(file);
        file[0] = 'x';
        rio.local.put("answer.bin", file);
        rio.run(new Wish.Attach(conversation, "answer.bin", "application/octet-stream", "answer.bin"));
        List<CaseFile> files = rio.book().attached(conversation);
        rio.run(new Wish.Step(
                conversation, CaseStep.ANSWER, new Transition.Words("see the file", null, 0, List.of(), files)));
        world.sync();
        paris.run(new Wish.Fetch(conversation, files.get(0).id(), "got.bin"));
    }
}
