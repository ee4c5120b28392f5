package org.hublink.protocol;

import java.util.List;
import java.util.Set;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.primitives.XWing;
import org.jspecify.annotations.Nullable;

/** Somebody invited by France, with keys that follow from a seed. */
final class Applicant {
    static final long EXPIRES = 1_800_000_000L;
    static final Digest ROOT = Digest.of(Utf8.encode("a root"));
    static final CardPart CARD =
            new CardPart("Élodie Vasseur-Quirin", "Brigade des mineurs, Lyon", List.of("fr", "en"), "+33 199 00 12 34");

    final Home home;
    final Invitation invitation;
    final SigningKey statement;
    final SigningKey mls;
    final SigningKey persona;
    final DevicePart device;
    final PersonaPart face;

    Applicant(String seed) {
        SeededRandomness randomness = new SeededRandomness(seed);
        Home system = JvmHome.system();
        home = new Home(randomness, () -> EXPIRES - 3600, system.text(), system.zones());
        invitation = Invitation.create(
                "FR",
                EXPIRES,
                ROOT,
                "fr-o-7k2m9q",
                Set.of(Role.OFFICER),
                List.of(Digest.of(new byte[] {2}), Digest.of(new byte[] {1})),
                randomness);
        statement = SigningKey.ed25519(randomness.bytes(32));
        mls = SigningKey.ed25519(randomness.bytes(32));
        persona = SigningKey.ed25519(randomness.bytes(32));
        device = new DevicePart(
                "fr-o-7k2m9q",
                statement.publicKey(),
                mls.publicKey(),
                XWing.publicKey(randomness.bytes(32)),
                Set.of(Role.OFFICER));
        face = new PersonaPart("lynx-27", Role.OFFICER, List.of(), persona.publicKey());
    }

    Application application(boolean withPersona) {
        return application(invitation, withPersona ? face : null);
    }

    Application application(Invitation to, @Nullable PersonaPart face) {
        SigningKey signer = face == null ? null : persona;
        return Application.make(to, device, CARD, face, new Application.Signers(statement, mls, signer), home);
    }

    Application opened(byte[] sealed) throws Malformed {
        return SealedApplication.open(sealed, invitation, home.text());
    }
}
