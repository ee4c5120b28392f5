package org.hublink.engine;

import java.util.List;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.XWing;
import org.hublink.protocol.Application;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.CardPart;
import org.hublink.protocol.DevicePart;
import org.hublink.protocol.Invitation;
import org.hublink.protocol.PersonaPart;
import org.hublink.protocol.Reason;
import org.hublink.protocol.Role;
import org.hublink.protocol.SealedApplication;
import org.hublink.protocol.Trust;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/** The invitee's side (V3): walks the chain, makes his keys, signs and seals the application. */
public final class Apply {
    private Apply() {}

    /** How an officer wishes to appear in the forum. */
    public record Face(String handle, Role badge, List<String> topics) {
        public Face {
            topics = List.copyOf(topics);
        }
    }

    /**
     * What the home does next: store the vault first, then send token and sealed bytes, then show the digits.
     *
     * @param contents the new device's keys and parts
     * @param sealed for {@code POST /api/v1/officers/applications}, with the invitation's token
     */
    public record Made(VaultContents contents, Application application, byte[] sealed, byte[] token) {
        public Made {
            sealed = sealed.clone();
            token = token.clone();
        }

        /** A copy. */
        @Override
        public byte[] sealed() {
            return sealed.clone();
        }

        /** A copy. */
        @Override
        public byte[] token() {
            return token.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Made made && application.equals(made.application);
        }

        @Override
        public int hashCode() {
            return application.hashCode();
        }

        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /**
     * Applies, if the invitation stands ({@link Invite#check}) and card and face are well-formed.
     *
     * @param origin of the server this client is connected to; the vault keeps it for signing in
     */
    public static Verdict<Made> apply(
            Trust trust, Invitation invitation, CardPart card, @Nullable Face face, String origin, Home home) {
        Verdict<AuthorityFacts> checked =
                Invite.check(trust, invitation, home.clock().now());
        if (!(checked instanceof Verdict.Trusted<AuthorityFacts> trusted)) {
            return ((Verdict.Refused<AuthorityFacts>) checked).as();
        }
        OwnKey statement = OwnKey.ed25519(home.randomness());
        OwnKey mls = OwnKey.ed25519(home.randomness());
        byte[] sealingSeed = home.randomness().bytes(XWing.SEED_LENGTH);
        OwnKey personaKey = face == null ? null : OwnKey.ed25519(home.randomness());
        DevicePart device = new DevicePart(
                invitation.officer(),
                statement.publicKey(),
                mls.publicKey(),
                XWing.publicKey(sealingSeed),
                invitation.roles());
        PersonaPart persona = null;
        if (face != null && personaKey != null) {
            try {
                persona = PersonaPart.of(face.handle(), face.badge(), face.topics(), personaKey.publicKey());
            } catch (Malformed refused) {
                return Verdict.refused(Reason.MALFORMED, refused.reason());
            }
            if (!invitation.roles().contains(face.badge())) {
                return Verdict.refused(Reason.MALFORMED, "a badge that the invitation does not give");
            }
        }
        Application.Signers signers = new Application.Signers(
                statement.signing(), mls.signing(), personaKey == null ? null : personaKey.signing());
        Application application = Application.make(invitation, device, card, persona, signers, home);
        Application.Salted<PersonaPart> salted = application.persona();
        VaultOwner owner = new VaultOwner.Device(
                invitation.country(),
                statement,
                mls,
                sealingSeed,
                application.device().part(),
                application.card().part(),
                salted == null || personaKey == null ? null : new VaultOwner.Persona(personaKey, salted.part()));
        VaultContents contents = VaultContents.fresh(owner, invitation.root(), origin, home.randomness());
        byte[] sealed = SealedApplication.seal(application, invitation, home.randomness());
        return new Verdict.Trusted<>(new Made(contents, application, sealed, invitation.token()), trusted.proof());
    }
}
