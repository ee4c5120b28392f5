package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.hublink.engine.OwnKey;
import org.hublink.engine.Vault;
import org.hublink.engine.VaultOwner;
import org.hublink.primitives.Digest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * K4: the list of demo keys is the one of {@code keys-example}. With {@code -Dgenerate=true} it writes the list anew.
 */
@Tag("unit")
class DemoKeysTest {
    private static final Path LIST = Path.of("src/main/java/org/hublink/protocol/DemoKeyIds.java");

    @Test
    void theListHoldsEveryKeyOfTheFolder() throws Exception {
        TreeSet<String> ids = new TreeSet<>();
        try (var files = Files.list(Path.of("keys-example"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".vault")).toList()) {
                Vault vault = Vault.open(Files.readAllBytes(file), "for the demo only", Realm.TEXT);
                for (OwnKey key : keys(vault.contents().owner())) {
                    ids.add(key.publicKey().keyId().hex());
                }
            }
        }
        assertThat(ids).hasSizeGreaterThanOrEqualTo(11);
        if (Boolean.getBoolean("generate")) {
            write(List.copyOf(ids));
            return;
        }
        assertThat(Arrays.asList(DemoKeyIds.HEX)).containsExactlyElementsOf(ids);
        for (String id : ids) {
            assertThat(DemoKeys.contains(Digest.fromHex(id))).isTrue();
        }
        assertThat(DemoKeys.contains(Realm.key("r1").keyId())).isFalse();
    }

    @Test
    void demoKeysCountInTheDemoAlone() throws Exception {
        SigningKey one = vault("root-1").signing();
        SigningKey two = vault("root-2").signing();
        RootFacts facts = new RootFacts(
                "hublink.example/log",
                2,
                List.of(one.publicKey(), two.publicKey()),
                Realm.key("log").publicKey(),
                Realm.key("cosigner").publicKey(),
                null);
        Header header = StatementSigner.header(Subject.ROOT, 1, Realm.NOW, Realm.NOW + Realm.DAY, List.of(), facts);
        byte[] leaf = Realm.leaf(new StatementSigner(two).countersign(new StatementSigner(one).sign(header)))
                .bytes();
        Ledger strict = new Ledger(header.digest(), Realm.TEXT);
        strict.add(leaf);
        Moment moment = new Moment(1, Realm.NOW);
        assertThat(new Trust(strict).newest(Subject.ROOT, moment).code()).isEqualTo("demo-key");
        Ledger demo = Ledger.forDemo(header.digest(), Realm.TEXT);
        demo.add(leaf);
        assertThat(new Trust(demo).newest(Subject.ROOT, moment).code()).isEqualTo("trusted");
    }

    @Test
    void underAnHonestRootNoDemoKeyBecomesAnOperator() throws Exception {
        PublicKey operator = vault("FR-operator-1").publicKey();
        AuthorityFacts facts = new AuthorityFacts(1, List.of(new AuthorityFacts.Operator("nl-a", List.of(operator))));
        Header header = Realm.authorityHeader("NL", 1, facts);
        assertThat(new Realm().admits(header, "r1", "r2")).isEqualTo("demo-key");
        Envelope root = Realm.sign(Realm.rootHeader(1, "r1", "r2", "r3"), "r1", "r2");
        Ledger demo = Ledger.forDemo(Realm.leaf(root).headerDigest(), Realm.TEXT);
        demo.add(Realm.leaf(root).bytes());
        demo.add(Realm.leaf(Realm.sign(header, "r1", "r2")).bytes());
        assertThat(new Trust(demo)
                        .newest(header.subject(), new Moment(2, Realm.NOW))
                        .code())
                .isEqualTo("demo-key");
    }

    private static OwnKey vault(String name) throws Exception {
        byte[] file = Files.readAllBytes(Path.of("keys-example", name + ".vault"));
        return keys(Vault.open(file, "for the demo only", Realm.TEXT).contents().owner())
                .get(0);
    }

    private static List<OwnKey> keys(VaultOwner owner) {
        if (owner instanceof VaultOwner.RootHolder root) {
            return List.of(root.key());
        }
        if (owner instanceof VaultOwner.Operator operator) {
            return List.of(operator.key());
        }
        VaultOwner.Device device = (VaultOwner.Device) owner;
        return List.of(device.statementKey(), device.mlsKey());
    }

    private static void write(List<String> ids) throws Exception {
        String text = Files.readString(LIST);
        String head = text.substring(0, text.indexOf('{', text.indexOf("HEX =")) + 1);
        String tail = "\n    };\n\n    private DemoKeyIds() {}\n}\n";
        String items = String.join(
                ",\n", ids.stream().map(id -> "        \"" + id + "\"").toList());
        Files.writeString(LIST, head + "\n" + items + tail);
    }
}
