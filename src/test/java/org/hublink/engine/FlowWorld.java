package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Application;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.CardPart;
import org.hublink.protocol.Checkpoint;
import org.hublink.protocol.Country;
import org.hublink.protocol.EntryBundle;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Header;
import org.hublink.protocol.Invitation;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.MerkleHash;
import org.hublink.protocol.MerkleTree;
import org.hublink.protocol.Part;
import org.hublink.protocol.Parts;
import org.hublink.protocol.PublicKey;
import org.hublink.protocol.Role;
import org.hublink.protocol.RootFacts;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.SigningKey;
import org.hublink.protocol.TilePath;
import org.hublink.protocol.Trust;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/** A root of three holders, France with three operators of whom two sign, and a ledger; no server. Keys come from names. */
final class FlowWorld implements Parts {
    static final long DAY = 86_400;
    static final long NOW = 1_800_000_000L;
    static final Country FR = new Country("FR");
    static final CardPart CARD = new CardPart("Élodie Vasseur", "Lyon", List.of("fr"), "+33 199 00 12 34");
    private static final Home SYSTEM = JvmHome.system();

    final Header root;
    final Ledger ledger;
    final Trust trust;
    long now = NOW;
    final Home home = new Home(SYSTEM.randomness(), () -> now, SYSTEM.text(), SYSTEM.zones());
    private final Map<Digest, Part> parts = new LinkedHashMap<>();

    FlowWorld() {
        root = Ceremony.root(1, rootFacts("log", "r1", "r2", "r3"), NOW - DAY, NOW + 390 * DAY);
        ledger = new Ledger(Ceremony.pin(root), SYSTEM.text());
        trust = new Trust(ledger);
        log(signed(root, "r1", "r2"));
        log(signed(authority("FR", 1, 2, "fr-a", "fr-b", "fr-c"), "r1", "r3"));
    }

    static RootFacts rootFacts(String log, String... holders) {
        List<PublicKey> keys = new ArrayList<>();
        for (String holder : holders) {
            keys.add(key(holder).publicKey());
        }
        return new RootFacts(
                "hublink.example/log",
                2,
                keys,
                key(log).publicKey(),
                key("cosigner").publicKey(),
                null);
    }

    Header authority(String country, int version, int threshold, String... operators) {
        List<AuthorityFacts.Operator> list = new ArrayList<>();
        for (String operator : operators) {
            list.add(new AuthorityFacts.Operator(operator, List.of(key(operator).publicKey())));
        }
        return Ceremony.authority(
                new Country(country), version, new AuthorityFacts(threshold, list), now - 60, now + 380 * DAY);
    }

    /** The newest checkpoint, as a server signs it now. */
    byte[] checkpoint() {
        MerkleTree tree = new MerkleTree();
        for (long i = 0; i < ledger.size(); i++) {
            tree.append(MerkleHash.leaf(ledger.bytes(i)));
        }
        var checkpoint = new Checkpoint("hublink.example/log", tree.size(), tree.root());
        return SignedCheckpoint.sign(checkpoint, key("log"), key("cosigner"), now)
                .bytes();
    }

    /** The leaves of a tile, as a server hands them out. */
    byte[] tile(TilePath path) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < path.width(); i++) {
            leaves.add(ledger.bytes(path.n() * TilePath.WIDTH_MAX + i));
        }
        return EntryBundle.write(leaves);
    }

    static SigningKey key(String name) {
        return SigningKey.ed25519(Digest.of(Utf8.encode(name)).bytes());
    }

    static Envelope signed(Header header, String... signers) {
        Envelope envelope = Ceremony.begin(header, key(signers[0]));
        for (int i = 1; i < signers.length; i++) {
            try {
                envelope = Ceremony.join(envelope, header, key(signers[i]));
            } catch (Malformed refused) {
                throw new AssertionError(refused);
            }
        }
        return envelope;
    }

    long log(Envelope envelope) {
        try {
            return ledger.add(Leaf.of(envelope).bytes());
        } catch (Malformed refused) {
            throw new AssertionError(refused);
        }
    }

    Part keep(Part part) {
        parts.put(part.digest(), part);
        return part;
    }

    @Override
    public @Nullable Part part(LoggedStatement statement, int n) {
        return parts.get(statement.header().parts().get(n));
    }

    Invitation invitation(String officer) {
        return trusted(Invite.invite(trust, FR, officer, Set.of(Role.OFFICER), Invitation.LIFE_SECONDS_MAX, home));
    }

    Apply.Made apply(Invitation invitation) {
        return trusted(Apply.apply(trust, invitation, CARD, null, "https://hub.example", home));
    }

    /** A device logged now for 90 days. */
    VaultOwner.Device enrol(String officer) {
        Apply.Made made = apply(invitation(officer));
        Application application = made.application();
        keep(application.device().part());
        log(signed(Approve.deviceHeader(application, now, now + 90 * DAY), "fr-a", "fr-b"));
        return (VaultOwner.Device) made.contents().owner();
    }

    static <T> T trusted(Verdict<T> verdict) {
        if (verdict instanceof Verdict.Trusted<T> trusted) {
            return trusted.value();
        }
        throw new AssertionError(verdict);
    }
}
