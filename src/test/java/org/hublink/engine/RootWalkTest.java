package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.RootFacts;
import org.hublink.protocol.SigningKey;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.Subject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** New keys of the log come from the holders of the root and from nobody else (L5). */
@Tag("unit")
class RootWalkTest {
    private static final Home HOME = JvmHome.system();
    private static final long NOW = HOME.clock().now();

    private final byte[] first = root(1, "log-1", "holder");
    private final Ledger ledger = ledger(first);

    @Test
    void aRootThatTheHoldersSignedNamesTheNewKeys() {
        byte[] second = root(2, "log-2", "holder");
        byte[] third = root(3, "log-3", "holder");
        assertThat(logKey(List.of(Utf8.encode("noise"), second))).isEqualTo("log-2");
        assertThat(logKey(List.of(second, third))).isEqualTo("log-3");
        assertThat(ledger.size()).isEqualTo(1);
    }

    @Test
    void aRootByOthersOrOutOfOrderNamesNothing() {
        assertThat(logKey(List.of())).isEmpty();
        assertThat(logKey(List.of(first))).isEmpty();
        assertThat(logKey(List.of(root(2, "log-2", "stranger")))).isEmpty();
        assertThat(logKey(List.of(root(3, "log-3", "holder")))).isEmpty();
    }

    private String logKey(List<byte[]> leaves) {
        RootFacts facts = RootWalk.among(leaves, ledger, HOME);
        for (String name : List.of("log-2", "log-3")) {
            if (facts != null && facts.logKey().equals(key(name).publicKey())) return name;
        }
        return "";
    }

    private static byte[] root(int version, String logKey, String signer) {
        RootFacts facts = new RootFacts(
                "hublink.example/log",
                1,
                List.of(key("holder").publicKey()),
                key(logKey).publicKey(),
                key("cosigner").publicKey(),
                null);
        try {
            return Leaf.of(new StatementSigner(key(signer))
                            .sign(StatementSigner.header(
                                    Subject.ROOT, version, NOW - 60, NOW + 86_400, List.of(), facts)))
                    .bytes();
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Ledger ledger(byte[] root) {
        try {
            Ledger ledger = new Ledger(Leaf.read(root).headerDigest(), HOME.text());
            ledger.add(root);
            return ledger;
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static SigningKey key(String name) {
        return SigningKey.ed25519(Digest.of(Utf8.encode(name)).bytes());
    }
}
