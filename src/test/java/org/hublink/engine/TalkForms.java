package org.hublink.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Json;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.CaseFile;
import org.hublink.protocol.RandomId;

/** Sound bytes of every form that conversations, attachments and archives are stored or sent in. */
final class TalkForms {
    static final Digest DIGEST = Digest.of(Utf8.encode("digest"));
    static final RandomId ID = RandomId.make(n -> new byte[n]);
    private static final String DESK = EngineDecoders.DESK;

    private TalkForms() {}

    static byte[] bytes(int length) {
        return new byte[length];
    }

    static KeptFile file() {
        CaseFile named = new CaseFile(ID.hex(), "report.txt", "text/plain", 5, 1, DIGEST, DIGEST);
        return new KeptFile(ID, named, bytes(FileSeal.KEY_BYTES), "/tmp/report.txt", 1, true);
    }

    static FileKeys keys() {
        return new FileKeys(Map.of(ID, bytes(FileSeal.KEY_BYTES)));
    }

    static KeptAct act() {
        KeptAct.Found found = new KeptAct.Found(ID, ID, 3, DIGEST.hex(), FlowWorld.NOW);
        return new KeptAct(1, found, Utf8.encode("{}"), keys().bytes(), "act-context", null);
    }

    static ArchiveRecord record() {
        return new ArchiveRecord(Utf8.encode("{}"), bytes(20), Utf8.encode("{}"), keys().bytes());
    }

    static Map<String, byte[]> all() {
        Map<String, byte[]> out = new LinkedHashMap<>();
        out.put(
                "message-body",
                MessageBody.act(Utf8.encode("{}"), keys(), n -> new byte[n]).bytes());
        out.put("message-data", new MessageData(bytes(10)).bytes());
        out.put("commit-data", new CommitData(bytes(10), List.of(DIGEST.hex()), List.of()).bytes());
        out.put("intent", new Intent(1, ID, ID, DIGEST.hex(), true, bytes(10)).plain());
        out.put("kept-act", act().plain());
        out.put("kept-file", file().plain());
        out.put("file-keys", keys().bytes());
        out.put("archive-record", record().plain());
        out.put("archive-wraps", new ArchiveWraps(Map.of(DIGEST.hex(), bytes(9))).bytes());
        out.put(
                "bundle",
                Utf8.encode("{\"desk\":\"" + DESK + "\",\"devices\":[{\"device\":\"" + DIGEST.hex()
                        + "\",\"leaf\":1,\"keyPackage\":null}]}"));
        RejoinClaim claim = new RejoinClaim(ID.hex(), 3, DIGEST, "aead-open", DIGEST, bytes(10));
        out.put("rejoin-claim", Json.write(claim.json()));
        out.put("archive-version", Json.write(new ArchiveVersion(DESK, 2, DIGEST, DIGEST, bytes(48)).json()));
        out.put("archive-addendum", Json.write(new ArchiveAddendum(DESK, 2, DIGEST.hex(), DIGEST, DIGEST).json()));
        ArchiveRecord.Filing filing =
                new ArchiveRecord.Filing(DESK, DIGEST, DIGEST, ID.hex(), 3, DIGEST.hex(), ID.hex());
        out.put("archive-filing", Json.write(filing.json()));
        return out;
    }

    /** Everything of the room that holds a secret of a conversation, an attachment or an archive. */
    static List<Object> secrets() {
        ArchiveKey key = ArchiveKey.make(DESK, 1, n -> new byte[n]);
        DeskArchive.Version version = new DeskArchive.Version(1, key.digest());
        return List.of(
                key,
                version,
                new DeskArchive(DESK, new Records(bytes(32), bytes(16), n -> new byte[n])),
                record(),
                file(),
                keys(),
                act(),
                new Conversation.Attachment(file().file(), bytes(32)),
                new Intent(1, ID, ID, "", false, Bytes.concat(bytes(4))),
                MessageBody.act(bytes(2), FileKeys.NONE, n -> new byte[n]));
    }
}
