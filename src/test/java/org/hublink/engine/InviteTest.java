package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Country;
import org.hublink.protocol.Invitation;
import org.hublink.protocol.Role;
import org.hublink.protocol.SealedApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** V3: the invitee's client walks root → authority → the operators' keys before it makes any key of its own. */
@Tag("unit")
class InviteTest {
    private final FlowWorld world = new FlowWorld();
    private final Invitation invitation = world.invitation("fr-o-1");

    @Test
    void anInvitationNamesAllOperatorsInForce() {
        assertThat(invitation.operators())
                .containsExactlyInAnyOrder(
                        FlowWorld.key("fr-a").keyId(),
                        FlowWorld.key("fr-b").keyId(),
                        FlowWorld.key("fr-c").keyId());
        assertThat(FlowWorld.trusted(Invite.check(world.trust, invitation, world.now))
                        .threshold())
                .isEqualTo(2);
    }

    @Test
    void aKeyThatIsNoOperatorsIsRefused() {
        List<Digest> foreign = new ArrayList<>(invitation.operators());
        foreign.add(FlowWorld.key("mallory").keyId());
        assertThat(check(foreign)).isEqualTo("unknown-key");
        foreign.set(3, FlowWorld.key("r1").keyId());
        assertThat(check(foreign)).isEqualTo("unknown-key");
    }

    @Test
    void tooFewOperatorsAreRefused() {
        assertThat(check(List.of(FlowWorld.key("fr-a").keyId()))).isEqualTo("below-threshold");
        assertThat(check(List.of(
                        FlowWorld.key("fr-a").keyId(), FlowWorld.key("fr-c").keyId())))
                .isEqualTo("trusted");
    }

    @Test
    void operatorsWhoWereReplacedAreRefused() {
        world.log(FlowWorld.signed(world.authority("FR", 2, 2, "fr-x", "fr-y", "fr-z"), "r1", "r2"));
        assertThat(Invite.check(world.trust, invitation, world.now).code()).isEqualTo("unknown-key");
    }

    @Test
    void anotherRootAnotherCountryAndAnOldInvitationAreRefused() {
        Invitation other = Invitation.create(
                "FR",
                invitation.expires(),
                Digest.of(new byte[] {7}),
                "fr-o-1",
                Set.of(Role.OFFICER),
                invitation.operators(),
                world.home.randomness());
        assertThat(Invite.check(world.trust, other, world.now).code()).isEqualTo("root-mismatch");
        Invitation abroad = Invitation.create(
                "BR",
                invitation.expires(),
                invitation.root(),
                "br-o-1",
                Set.of(Role.OFFICER),
                invitation.operators(),
                world.home.randomness());
        assertThat(Invite.check(world.trust, abroad, world.now).code()).isNotEqualTo("trusted");
        assertThat(Invite.check(world.trust, invitation, invitation.expires()).code())
                .isEqualTo("expired");
        assertThat(Invite.invite(
                                world.trust,
                                new Country("FR"),
                                "fr-o-1",
                                Set.of(Role.OFFICER),
                                Invitation.LIFE_SECONDS_MAX + 1,
                                world.home)
                        .code())
                .isEqualTo("validity-too-long");
    }

    @Test
    void anApplicationCarriesTheVaultsOwnParts() throws Malformed {
        Apply.Made made = world.apply(invitation);
        VaultOwner.Device owner = (VaultOwner.Device) made.contents().owner();
        assertThat(SealedApplication.open(made.sealed(), invitation, world.home.text()))
                .isEqualTo(made.application());
        assertThat(owner.card()).isEqualTo(made.application().card().part());
        assertThat(owner.deviceId())
                .isEqualTo(made.application().device().value().id());
        assertThat(made.contents().root()).isEqualTo(invitation.root());
        assertThat(made).hasToString("[hidden]");
        Apply.Face boast = new Apply.Face("lynx", Role.EXPERT, List.of());
        assertThat(Apply.apply(world.trust, invitation, FlowWorld.CARD, boast, "https://hub.example", world.home)
                        .code())
                .isEqualTo("malformed");
    }

    private String check(List<Digest> operators) {
        Invitation altered = Invitation.create(
                "FR",
                invitation.expires(),
                invitation.root(),
                "fr-o-1",
                Set.of(Role.OFFICER),
                operators,
                world.home.randomness());
        return Invite.check(world.trust, altered, world.now).code();
    }
}
