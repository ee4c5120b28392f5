package org.hublink.browser;

import java.util.List;
import org.hublink.engine.VaultCases;
import org.hublink.mls.MlsCases;
import org.hublink.primitives.Answered;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.KnownAnswers;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.primitives.WycheproofCases;
import org.hublink.protocol.DeliveryCases;
import org.hublink.protocol.EnrolmentCases;
import org.hublink.protocol.ListingCases;
import org.hublink.protocol.MerkleCases;

/**
 * Runs a file of vectors, ours or others': the same Java on the JVM and in the browser, so that the two answers can be
 * compared byte for byte.
 */
public final class VectorFile {
    static final int CASES_MAX = 10_000;
    static final int TEXT_MAX = 65_536;
    private static final JsonLimits LIMITS = new JsonLimits(64 * 1024 * 1024, 32, 10_000_000, 8 * 1024 * 1024);

    /** The source's unsigned 64-bit 'minus one', which is none of our numbers; any negative one means the same. */
    private static final String MINUS_ONE = "18446744073709551615";

    private VectorFile() {}

    /**
     * One line a case: {@code ok name: answer}, {@code left out name: reason}, or {@code WRONG name: answer, want …}.
     *
     * @param fileName ours by their names alone, others' with their folder, such as {@code mls/treekem.json}
     */
    public static String run(String fileName, byte[] file, Home home) {
        StringBuilder lines = new StringBuilder();
        try {
            for (Answered one : answers(fileName, file, home)) {
                if (one.leftOut()) {
                    lines.append("left out ").append(one.name()).append(": ");
                    lines.append(one.answer().substring(Answered.LEFT_OUT.length()));
                } else {
                    lines.append(one.right() ? "ok " : "WRONG ").append(one.name());
                    lines.append(": ").append(one.answer());
                    if (!one.right()) lines.append(", want ").append(one.want());
                }
                lines.append('\n');
            }
        } catch (Malformed e) {
            lines.append("WRONG file: ").append(e.getMessage()).append('\n');
        }
        return lines.toString();
    }

    private static List<Answered> answers(String fileName, byte[] file, Home home) throws Malformed {
        int slash = fileName.indexOf('/');
        if (slash >= 0) return others(fileName.substring(0, slash), fileName.substring(slash + 1), file, home);
        Json json = Json.read(file, LIMITS, home.text());
        return switch (fileName) {
            case "primitives.json", "doors.json" -> PrimitiveCases.answers(Fields.of(json, fileName), home);
            case "zones.json" -> ZoneCases.answers(Fields.of(json, fileName), home.zones());
            case "hpke.json" -> KnownAnswers.hpke(KnownAnswers.objects(json));
            case "xwing.json" -> KnownAnswers.xWing(KnownAnswers.objects(json));
            case "notes.json" -> NoteCases.answers(Fields.of(json, fileName));
            case "envelopes.json", "headers.json", "leaves.json", "ledgers.json", "acts.json" ->
                StatementCases.answers(Fields.of(json, fileName), home);
            case "invitations.json", "applications.json" ->
                EnrolmentCases.answers(Fields.of(json, fileName), home.text());
            case "frames.json" -> DeliveryCases.answers(Fields.of(json, fileName));
            case "listings.json" -> ListingCases.answers(Fields.of(json, fileName), home.text());
            case "vault.json" -> VaultCases.answers(Fields.of(json, fileName), home.text());
            default -> throw new Malformed("no-runner-for-this-file");
        };
    }

    private static List<Answered> others(String folder, String fileName, byte[] file, Home home) throws Malformed {
        byte[] bytes = folder.equals("merkle") ? Utf8.encode(Utf8.decode(file).replace(MINUS_ONE, "-1")) : file;
        Json json = Json.read(bytes, LIMITS, home.text());
        return switch (folder) {
            case "mls" -> MlsCases.answers(json, home.randomness());
            case "merkle" -> MerkleCases.answers(fileName, json);
            case "wycheproof" -> WycheproofCases.answers(Fields.of(json, fileName));
            default -> throw new Malformed("no-runner-for-this-file");
        };
    }
}
