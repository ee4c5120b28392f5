package org.hublink.protocol;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Utf8;

/** Makes {@code src/test/vectors/notes.json}: checkpoints good and broken, with the verdict each must get. */
final class NoteVectors {
    static final Path FILE = Path.of("src/test/vectors/notes.json");
    static final String ORIGIN = "hublink.example/log";
    static final SigningKey LOG = key(1);
    static final SigningKey COSIGNER = key(2);
    private static final long TIME = 1_800_000_000L;
    private static final Checkpoint AT = new Checkpoint(ORIGIN, 70_000, Digest.of(Utf8.encode("root")));
    private static final String DASH = "\u2014 ";

    private final JsonArray cases = new JsonArray();

    private NoteVectors() {}

    static SigningKey key(int fill) {
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) fill);
        return SigningKey.ed25519(seed);
    }

    public static void main(String[] args) throws IOException {
        JsonObject all = new NoteVectors().all();
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, all.encodePrettily() + "\n");
    }

    private JsonObject all() {
        Note good = SignedCheckpoint.sign(AT, LOG, COSIGNER, TIME);
        String text = text(good.bytes());
        trusted("cosigned checkpoint", text, AT.size(), TIME);
        Checkpoint empty = new Checkpoint(ORIGIN, 0, Digest.of());
        trusted(
                "empty tree",
                text(SignedCheckpoint.sign(empty, LOG, COSIGNER, TIME).bytes()),
                0,
                TIME);
        NoteSignature log = good.signatures().get(0);
        NoteSignature witness = good.signatures().get(1);
        NoteSignature stranger = new NoteSignature("witness.example/w1", 7, new byte[72]);
        trusted("unknown signature is ignored", note(AT, stranger, log, witness), AT.size(), TIME);
        trusted(
                "known name with unknown id is ignored",
                note(AT, log, new NoteSignature(ORIGIN, 7, new byte[64]), witness),
                AT.size(),
                TIME);
        trusted("sixteen signatures", note(AT, many(14, log, witness)), AT.size(), TIME);
        malformed(text);
        signatures(log, witness);
        return new JsonObject()
                .put("origin", ORIGIN)
                .put("logKey", LOG.publicKey().text())
                .put("cosignerKey", COSIGNER.publicKey().text())
                .put("cases", cases);
    }

    private void malformed(String text) {
        String code = "checkpoint-malformed";
        refused("empty", "", code);
        refused("no final newline", text.substring(0, text.length() - 1), code);
        refused("second final newline", text + "\n", code);
        refused("line after the signatures", text + "x\n", code);
        refused("carriage return", text.replace("\n", "\r\n"), code);
        refused("tab", text.replaceFirst("\n", "\t\n"), code);
        refused("no empty line", text.replace("\n\n", "\n"), code);
        refused("hyphen for the dash", text.replace(DASH, "- "), code);
        refused("two spaces before the name", text.replace(DASH, DASH + " "), code);
        refused("key name with a plus", text.replaceFirst(DASH + "hublink", DASH + "hub+link"), code);
        refused("key name with a no-break space", text.replaceFirst(DASH + "hublink", DASH + "hub\u00a0link"), code);
        refused("leading zero in the size", text.replace("\n70000\n", "\n070000\n"), code);
        refused("signed size", text.replace("\n70000\n", "\n+70000\n"), code);
        refused("size of 19 digits", text.replace("\n70000\n", "\n9999999999999999999\n"), code);
        refused("hexadecimal size", text.replace("\n70000\n", "\n0x11170\n"), code);
        refused("size with Arabic digits", text.replace("\n70000\n", "\n\u0667\u0660\u0660\u0660\u0660\n"), code);
        refused(
                "root of 31 bytes",
                text.replaceFirst("\n[^\n]{44}\n\n", "\n" + Base64.encode(new byte[31]) + "\n\n"),
                code);
        refused("root without padding", text.replaceFirst("=\n\n", "\n\n"), code);
        refused(
                "root in the URL alphabet",
                text.replaceFirst("\n[^\n]{43}=\n\n", "\n" + "_".repeat(42) + "8=\n\n"),
                code);
        refused("extension line", text.replaceFirst("\n\n", "\nextension\n\n"), code);
        refused("origin with a blank", text.replaceFirst("hublink", "hub link"), code);
        refused("no signature", AT.text() + "\n", code);
        refused("base64 with spare bits", text.replaceFirst("(?s)\\A(.*)[A-Za-z0-9+/]==\n\\z", "$1B==\n"), code);
        byte[] overlong = Utf8.encode(text);
        overlong[0] = (byte) 0xc0;
        overlong[1] = (byte) 0xa8;
        bytes("overlong UTF-8", overlong, code);
    }

    private void signatures(NoteSignature log, NoteSignature witness) {
        String signature = "checkpoint-signature";
        refused("seventeen signatures", note(AT, many(15, log, witness)), "checkpoint-malformed");
        refused("the log's signature twice", note(AT, log, log, witness), "checkpoint-malformed");
        refused("a stranger's signature twice", note(AT, log, witness, stranger(), stranger()), "checkpoint-malformed");
        refused("log signature missing", note(AT, witness), signature);
        refused("log signature of another key", note(AT, AT.signedBy(ORIGIN, key(3)), witness), signature);
        refused(
                "log signature of another key under the right id",
                note(AT, relabelled(AT.signedBy(ORIGIN, key(3)), log), witness),
                signature);
        refused(
                "log signature of another size",
                note(new Checkpoint(ORIGIN, 70_001, AT.root()), log, witness),
                signature);
        refused(
                "log signature cut short",
                note(AT, new NoteSignature(log.name(), log.keyId(), Arrays.copyOf(log.value(), 63)), witness),
                signature);
        Checkpoint other = new Checkpoint("other.example/log", 70_000, AT.root());
        refused(
                "another log's checkpoint",
                text(SignedCheckpoint.sign(other, LOG, COSIGNER, TIME).bytes()),
                signature);
        refused("cosignature missing", note(AT, log), "cosignature-missing");
        refused(
                "cosigner signed as a log does",
                note(AT, log, AT.signedBy(ORIGIN + "/cosigner", COSIGNER)),
                "cosignature-missing");
        refused(
                "the log's key as cosigner",
                note(AT, log, Cosignature.sign(AT.text(), cosigner(LOG), LOG, TIME)),
                "cosignature-missing");
        refused(
                "cosignature by another key under the right id",
                note(AT, log, relabelled(Cosignature.sign(AT.text(), cosigner(key(3)), key(3), TIME), witness)),
                signature);
        byte[] later = witness.value();
        later[7]++;
        refused(
                "cosignature with its time changed",
                note(AT, log, new NoteSignature(witness.name(), witness.keyId(), later)),
                signature);
        byte[] negative = witness.value();
        negative[0] = (byte) 0x80;
        refused(
                "cosignature with a negative time",
                note(AT, log, new NoteSignature(witness.name(), witness.keyId(), negative)),
                signature);
        refused(
                "cosignature without time",
                note(AT, log, new NoteSignature(witness.name(), witness.keyId(), Arrays.copyOf(witness.value(), 64))),
                signature);
    }

    private static NoteKey cosigner(SigningKey key) {
        return NoteKey.cosigner(ORIGIN, key.publicKey());
    }

    private static NoteSignature stranger() {
        return new NoteSignature("witness.example/w1", 7, new byte[72]);
    }

    private static NoteSignature relabelled(NoteSignature value, NoteSignature label) {
        return new NoteSignature(label.name(), label.keyId(), value.value());
    }

    private static NoteSignature[] many(int strangers, NoteSignature... known) {
        List<NoteSignature> all = new ArrayList<>(List.of(known));
        for (int i = 0; i < strangers; i++) all.add(new NoteSignature("witness.example/" + i, i, new byte[72]));
        return all.toArray(NoteSignature[]::new);
    }

    private static String note(Checkpoint checkpoint, NoteSignature... signatures) {
        return text(new Note(checkpoint.text(), List.of(signatures)).bytes());
    }

    private void trusted(String name, String note, long size, long time) {
        cases.add(new JsonObject()
                .put("name", name)
                .put("note", Base64.encode(Utf8.encode(note)))
                .put("verdict", "trusted")
                .put("size", size)
                .put("cosignedAt", time));
    }

    private void refused(String name, String note, String code) {
        bytes(name, Utf8.encode(note), code);
    }

    private void bytes(String name, byte[] note, String code) {
        cases.add(new JsonObject()
                .put("name", name)
                .put("note", Base64.encode(note))
                .put("verdict", code));
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
