package org.hublink.engine;

import java.util.List;
import org.hublink.primitives.Malformed;

/** The stored records of conversations, as they are loaded before anything else is done. */
final class TalkRecords {
    private final Talks talks;
    private final OpenGroup.Stored stored = new OpenGroup.Stored();

    TalkRecords(Talks talks) {
        this.talks = talks;
    }

    /** Records that are read before anything else is done, in this order. */
    static List<String> prefixes() {
        return List.of(
                Instance.NAME,
                OwnWatch.NAME,
                OpenGroup.EPOCHS,
                OpenGroup.RATCHETS,
                OpenGroup.PENDING,
                OpenGroup.CURSORS,
                Strays.PREFIX,
                Outbox.PREFIX,
                Intent.PREFIX,
                KeyPackages.PREFIX,
                DeskArchive.PREFIX,
                KeptFile.PREFIX,
                KeptAct.PREFIX);
    }

    /** Takes a stored record; false if it is none of a conversation. */
    boolean load(Row row) throws Malformed {
        String name = row.name();
        if (name.equals(Instance.NAME)) {
            talks.instance.load(row);
        } else if (name.equals(OwnWatch.NAME)) {
            talks.watch.load(row);
        } else if (name.startsWith(Strays.PREFIX)) {
            talks.strays.load(row);
        } else if (name.startsWith(Outbox.PREFIX)) {
            talks.outbox.load(row);
        } else if (name.startsWith(Intent.PREFIX)) {
            talks.intents.load(row, talks.outbox);
        } else if (name.startsWith(KeyPackages.PREFIX)) {
            talks.packages.load(row);
        } else if (name.startsWith(DeskArchive.PREFIX)) {
            talks.archive(DeskArchive.desk(name)).load(row);
        } else if (name.startsWith(KeptFile.PREFIX)) {
            talks.loadFile(row);
        } else if (name.startsWith(KeptAct.PREFIX)) {
            talks.load(row);
        } else if (name.startsWith(OpenGroup.EPOCHS)
                || name.startsWith(OpenGroup.RATCHETS)
                || name.startsWith(OpenGroup.PENDING)
                || name.startsWith(OpenGroup.CURSORS)) {
            stored.load(row, talks.records);
        } else {
            return false;
        }
        return true;
    }

    /** All records are there. */
    void restored(Draft draft) {
        talks.groups.putAll(stored.restore(GroupJudge.POLICY, draft));
    }
}
