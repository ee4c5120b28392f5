package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Invitations and applications (V3, V4). */
@Tag("unit")
class ApplicationTest {
    private final Applicant somebody = new Applicant("applications");
    private final Invitation invitation = somebody.invitation;

    @Test
    void anInvitationSurvivesItsUrl() throws Malformed {
        String fragment = invitation.fragment();
        assertThat(fragment).hasSizeLessThan(300).matches("[A-Za-z0-9_-]+");
        assertThat(Invitation.read(fragment)).isEqualTo(invitation);
        assertThat(invitation).hasToString("[hidden]");
    }

    @Test
    void theServerLearnsNothingThatOpensAnApplication() {
        byte[] token = invitation.token();
        assertThat(invitation.id()).isEqualTo(Digest.of(token));
        assertThat(token).isNotEqualTo(invitation.secret());
        assertThat(invitation.psk().secret()).isNotEqualTo(token).isNotEqualTo(invitation.secret());
        assertThat(invitation.keyPair().privateKey()).isNotEqualTo(token);
    }

    @Test
    void alteredInvitationsAreRefused() {
        String fragment = invitation.fragment();
        assertReason("truncated", () -> Invitation.read(fragment.substring(0, fragment.length() - 4)));
        assertReason("trailing-bytes", () -> Invitation.read(fragment + "AAAA"));
        assertReason("invitation-version", () -> Invitation.read("Ag" + fragment.substring(2)));
        assertReason("base64-malformed", () -> Invitation.read(fragment + "="));
        assertReason("invitation-malformed", () -> Invitation.read("A".repeat(2000)));
    }

    @Test
    void anApplicationIsSealedAndOpenedByItsInvitation() throws Malformed {
        for (boolean persona : new boolean[] {false, true}) {
            Application made = somebody.application(persona);
            byte[] sealed = SealedApplication.seal(made, invitation, somebody.home.randomness());
            assertThat(sealed).hasSizeLessThanOrEqualTo(SealedApplication.BYTES_MAX);
            Application opened = somebody.opened(sealed);
            assertThat(opened).isEqualTo(made).hasToString("[hidden]");
            assertThat(opened.card().value()).isEqualTo(Applicant.CARD);
            assertThat(opened.persona() == null).isEqualTo(!persona);
            assertThat(opened.digits()).isEqualTo(made.digits());
        }
    }

    @Test
    void theLengthOfANameDoesNotShow() {
        byte[] first = SealedApplication.seal(somebody.application(false), invitation, somebody.home.randomness());
        CardPart longer = new CardPart(
                "N".repeat(CardPart.NAME_CHARS_MAX),
                Applicant.CARD.unit(),
                Applicant.CARD.languages(),
                Applicant.CARD.phone());
        Application other = Application.make(
                invitation,
                somebody.device,
                longer,
                null,
                new Application.Signers(somebody.statement, somebody.mls, null),
                somebody.home);
        assertThat(SealedApplication.seal(other, invitation, somebody.home.randomness()))
                .hasSameSizeAs(first);
    }

    @Test
    void anotherSecretOrOneChangedByteOpensNothing() {
        byte[] sealed = SealedApplication.seal(somebody.application(false), invitation, somebody.home.randomness());
        Applicant other = new Applicant("somebody else");
        assertReason("aead-open", () -> other.opened(sealed));
        for (int at : new int[] {1, 600, 1120, 1121, 3000, sealed.length - 1}) {
            byte[] altered = sealed.clone();
            altered[at] ^= 1;
            assertReason("aead-open", () -> somebody.opened(altered));
        }
        byte[] version = sealed.clone();
        version[0] = 2;
        assertReason("application-version", () -> somebody.opened(version));
        assertReason("truncated", () -> somebody.opened(Bytes.slice(sealed, 0, 100)));
        assertReason("application-too-large", () -> somebody.opened(new byte[SealedApplication.BYTES_MAX + 1]));
    }

    @Test
    void whoKnowsTheSecretCannotHaveOtherRolesOrAnotherOfficer() {
        for (Invitation wanted :
                List.of(changed("fr-o-other", Set.of(Role.OFFICER)), changed("fr-o-7k2m9q", Set.of(Role.EXPERT)))) {
            byte[] sealed = SealedApplication.seal(somebody.application(false), wanted, somebody.home.randomness());
            assertReason(
                    "application-not-as-invited", () -> SealedApplication.open(sealed, wanted, somebody.home.text()));
        }
    }

    @Test
    void eachKeyMustHaveSigned() throws Malformed {
        Application made = somebody.application(true);
        String json = Utf8.decode(made.bytes());
        for (String member : List.of("statement", "mls", "persona")) {
            int at = json.indexOf("\"" + member + "\":\"") + member.length() + 4;
            String signature = json.substring(at, json.indexOf('"', at));
            byte[] other = Base64.decode(signature);
            other[5] ^= 1;
            String altered = json.replace(signature, Base64.encode(other));
            assertReason("bad-signature", () -> Application.read(Utf8.encode(altered), somebody.home.text()));
        }
        String without = json.substring(0, json.lastIndexOf(",\"persona\"")) + "}";
        assertReason("bad-signature", () -> Application.read(Utf8.encode(without), somebody.home.text()));
    }

    @Test
    void aSignatureOfOnePurposeServesNoOther() throws Malformed {
        Application made = somebody.application(false);
        String json = Utf8.decode(made.bytes());
        String statement = member(json, "statement");
        String mls = member(json, "mls");
        String swapped = json.replace(statement, "?").replace(mls, statement).replace("?", mls);
        assertReason("bad-signature", () -> Application.read(Utf8.encode(swapped), somebody.home.text()));
        byte[] body = Base64.decode(member(json, "body"));
        String dsseByMls = Base64.encode(somebody.mls.sign(Envelope.pae(Application.PAYLOAD_TYPE, body)));
        assertReason(
                "bad-signature",
                () -> Application.read(Utf8.encode(json.replace(mls, dsseByMls)), somebody.home.text()));
        String asAct = Base64.encode(somebody.statement.sign(Envelope.pae(Act.payloadType("sign-in"), body)));
        assertReason(
                "bad-signature",
                () -> Application.read(Utf8.encode(json.replace(statement, asAct)), somebody.home.text()));
    }

    @Test
    void aPersonaWithTheDevicesKeyIsRefused() {
        PersonaPart face = new PersonaPart("lynx-27", Role.OFFICER, List.of(), somebody.statement.publicKey());
        Application.Signers signers = new Application.Signers(somebody.statement, somebody.mls, somebody.statement);
        assertThatThrownBy(() ->
                        Application.make(invitation, somebody.device, Applicant.CARD, face, signers, somebody.home))
                .hasMessageContaining("application-key-twice");
        assertThat(signers).hasToString("[hidden]");
    }

    @Test
    void everyByteCountsInTheDigits() {
        Application made = somebody.application(false);
        Application again = somebody.application(false);
        assertThat(made.digits()).hasSize(6).allMatch(group -> group.matches("[0-9]{5}"));
        assertThat(again.digits()).isNotEqualTo(made.digits());
    }

    private Invitation changed(String officer, Set<Role> roles) {
        return new Invitation(
                invitation.country(),
                invitation.expires(),
                invitation.root(),
                invitation.secret(),
                officer,
                roles,
                invitation.operators());
    }

    private static String member(String json, String name) {
        int at = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return json.substring(at, json.indexOf('"', at));
    }

    private static void assertReason(String reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Malformed.class,
                        refused -> assertThat(Objects.requireNonNull(refused).reason())
                                .isEqualTo(reason));
    }
}
