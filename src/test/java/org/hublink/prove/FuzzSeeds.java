package org.hublink.prove;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a target starts from: the build's own inputs of it, and members of vector files, others' (if there) and ours. */
final class FuzzSeeds {
    private static final Path OTHERS = Path.of(System.getProperty("vectors.dir", "../shared/vectors"));
    private static final Path OURS = Path.of("src/test/vectors");
    private static final int COUNT_MAX = 200;
    private static final int BYTES_MAX = 16_384;

    /** Members of that name, wherever in the file, in hexadecimal or Base64; the first bytes are left out. */
    private record Source(Path file, String member, int skip) {}

    private static Source mls(String file, String member, int skip) {
        return new Source(OTHERS.resolve("mls").resolve(file + ".json"), member, skip);
    }

    private static Source ours(String file, String member) {
        return new Source(OURS.resolve(file + ".json"), member, 0);
    }

    private static final int FRAME = 4;
    private static final Map<String, List<Source>> SOURCES = Map.ofEntries(
            Map.entry(
                    "MlsFuzzTest.message",
                    List.of(
                            mls("messages", "mls_welcome", 0),
                            mls("messages", "mls_group_info", 0),
                            mls("messages", "mls_key_package", 0),
                            mls("messages", "public_message_commit", 0),
                            mls("messages", "public_message_proposal", 0),
                            mls("messages", "private_message", 0),
                            mls("message-protection", "commit_priv", 0),
                            mls("passive-client-welcome", "welcome", 0))),
            Map.entry(
                    "MlsFuzzTest.publicMessage",
                    List.of(
                            mls("messages", "public_message_application", FRAME),
                            mls("messages", "public_message_proposal", FRAME),
                            mls("messages", "public_message_commit", FRAME))),
            Map.entry("MlsFuzzTest.privateMessage", List.of(mls("messages", "private_message", FRAME))),
            Map.entry(
                    "MlsFuzzTest.welcome",
                    List.of(mls("messages", "mls_welcome", FRAME), mls("welcome", "welcome", FRAME))),
            Map.entry("MlsFuzzTest.groupInfo", List.of(mls("messages", "mls_group_info", FRAME))),
            Map.entry(
                    "MlsFuzzTest.keyPackage",
                    List.of(mls("messages", "mls_key_package", FRAME), mls("welcome", "key_package", FRAME))),
            Map.entry(
                    "MlsFuzzTest.tree",
                    List.of(
                            mls("messages", "ratchet_tree", 0),
                            mls("tree-validation", "tree", 0),
                            mls("tree-operations", "tree_after", 0))),
            Map.entry("MlsStructuresFuzzTest.groupSecrets", List.of(mls("messages", "group_secrets", 0))),
            Map.entry("MlsStructuresFuzzTest.proposal", List.of(mls("tree-operations", "proposal", 0))),
            Map.entry("MlsStructuresFuzzTest.proposalBody", List.of(mls("messages", "add_proposal", 0))),
            Map.entry("MlsStructuresFuzzTest.leafNode", List.of(mls("messages", "update_proposal", 0))),
            Map.entry("MlsStructuresFuzzTest.preSharedKeyId", List.of(mls("messages", "pre_shared_key_proposal", 0))),
            Map.entry(
                    "MlsStructuresFuzzTest.extensions",
                    List.of(mls("messages", "group_context_extensions_proposal", 0))),
            Map.entry("MlsStructuresFuzzTest.commit", List.of(mls("messages", "commit", 0))),
            Map.entry("MlsStructuresFuzzTest.updatePath", List.of(mls("treekem", "update_path", 0))),
            Map.entry("MlsStructuresFuzzTest.groupContext", List.of(mls("key-schedule", "group_context", 0))),
            Map.entry(
                    "MlsStructuresFuzzTest.authenticatedContent",
                    List.of(mls("transcript-hashes", "authenticated_content", 0))),
            Map.entry("StatementFuzzTest.envelope", List.of(ours("envelopes", "bytes"), ours("acts", "bytes"))),
            Map.entry("StatementFuzzTest.header", List.of(ours("headers", "bytes"))),
            Map.entry("StatementFuzzTest.leaf", List.of(ours("leaves", "bytes"), ours("ledgers", "leaves"))),
            Map.entry("StatementFuzzTest.ledger", List.of(ours("ledgers", "leaves"))),
            Map.entry("StatementFuzzTest.act", List.of(ours("acts", "bytes"))),
            Map.entry("LogFuzzTest.note", List.of(ours("notes", "note"))),
            Map.entry("LogFuzzTest.checkpoint", List.of(ours("notes", "note"))),
            Map.entry("ListingFuzzTest.listing", List.of(ours("listings", "body"))),
            Map.entry("ListingFuzzTest.manifest", List.of(ours("listings", "body"))),
            Map.entry("ListingFuzzTest.attestation", List.of(ours("listings", "body"))),
            Map.entry("EnrolmentFuzzTest.invitation", List.of(ours("invitations", "bytes"))),
            Map.entry("EnrolmentFuzzTest.sealedApplication", List.of(ours("applications", "bytes"))),
            Map.entry("VaultFuzzTest.file", List.of(ours("vault", "bytes"))),
            Map.entry("VaultFuzzTest.contents", List.of(ours("vault", "contents"))));

    private FuzzSeeds() {}

    static List<String> targets() {
        return SOURCES.keySet().stream().sorted().toList();
    }

    /** Puts a target's seeds into a folder. */
    static void write(FuzzTarget target, Path folder) throws IOException {
        if (Files.isDirectory(target.ownInputs())) {
            try (Stream<Path> own = Files.list(target.ownInputs())) {
                for (Path file : own.sorted().toList()) {
                    Files.write(folder.resolve("own-" + file.getFileName()), Files.readAllBytes(file));
                }
            }
        }
        for (Source source : SOURCES.getOrDefault(target.name(), List.of())) {
            int at = 0;
            for (byte[] seed : read(source)) {
                Files.write(folder.resolve(source.file().getFileName() + "-" + source.member() + "-" + at++), seed);
            }
        }
    }

    private static List<byte[]> read(Source source) throws IOException {
        if (!Files.exists(source.file())) return List.of();
        List<String> texts = new ArrayList<>();
        collect(Json.decodeValue(Files.readString(source.file())), source.member(), texts);
        List<byte[]> out = new ArrayList<>();
        for (String text : texts) {
            byte[] bytes = source.file().startsWith(OTHERS)
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text);
            if (bytes.length >= source.skip() && bytes.length <= BYTES_MAX && out.size() < COUNT_MAX) {
                out.add(Arrays.copyOfRange(bytes, source.skip(), bytes.length));
            }
        }
        return out;
    }

    private static void collect(Object json, String member, List<String> out) {
        if (json instanceof JsonArray array) {
            for (Object item : array) collect(item, member, out);
        } else if (json instanceof JsonObject object) {
            for (Map.Entry<String, Object> entry : object) {
                if (!entry.getKey().equals(member)) {
                    collect(entry.getValue(), member, out);
                } else if (entry.getValue() instanceof String text) {
                    out.add(text);
                } else if (entry.getValue() instanceof JsonArray texts) {
                    for (Object text : texts) if (text instanceof String one) out.add(one);
                }
            }
        }
    }
}
