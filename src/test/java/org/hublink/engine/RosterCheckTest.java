package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hublink.mls.CommitPlan;
import org.hublink.mls.Committing;
import org.hublink.mls.CredentialCheck;
import org.hublink.mls.Group;
import org.hublink.mls.Joined;
import org.hublink.mls.KeyPackageSecrets;
import org.hublink.mls.Received;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.CaseParty;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Parts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who comes into a conversation and what a commit may do there, each refusal by its reason (M2 to M6, M12). */
@Tag("unit")
class RosterCheckTest {
    private final ConversationWorld world = new ConversationWorld();
    private final ConversationContext context = ConversationWorld.context();
    private final ConversationWorld.Device french = world.device("laptop", "fr-o-1");
    private final ConversationWorld.Device colleague = world.device("tower", "fr-o-2");
    private final ConversationWorld.Device brazilian = world.device("desk", "br-o-1");

    private static byte[] data(List<String> added, List<String> removed) {
        return new CommitData(new byte[] {1}, added, removed).bytes();
    }

    /** Makes a commit; the group it came from, the pending one, or the reason why not. */
    private Committing commit(Group group, CommitPlan plan, byte[] data) throws Malformed {
        ConversationContext before = ConversationContext.of(group.extensions());
        return group.commit(
                plan.authenticatedData(data), world.committing(before, data), world.world.home.randomness());
    }

    private String reason(Group group, CommitPlan plan, byte[] data) throws Malformed {
        return commit(group, plan, data) instanceof Committing.Refused refused ? refused.reason() : "made";
    }

    private String addReason(ConversationWorld.Device device) throws Malformed {
        Group group = world.create(french, context);
        return reason(
                group, new CommitPlan().add(world.keyPackage(device).message()), data(List.of(device.id()), List.of()));
    }

    /** French creates, the others are added in one commit; all groups, the creator's first. */
    private List<Group> groupOf(ConversationWorld.Device... others) throws Malformed {
        Group group = world.create(french, context);
        CommitPlan plan = new CommitPlan();
        List<KeyPackageSecrets> keys = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (ConversationWorld.Device other : others) {
            keys.add(world.keyPackage(other));
            ids.add(other.id());
            plan.add(keys.get(keys.size() - 1).message());
        }
        Committing made = commit(group, plan, data(ids, List.of()));
        assertThat(made).isInstanceOf(Committing.Prepared.class);
        Committing.Prepared prepared = (Committing.Prepared) made;
        List<Group> out = new ArrayList<>();
        out.add(prepared.pending().accepted(prepared.next(), ConversationWorld.POLICY));
        for (KeyPackageSecrets key : keys) {
            Joined joined = Group.join(prepared.pending().welcome(), key, null, world.joining());
            assertThat(joined).isInstanceOf(Joined.Welcomed.class);
            Group next = ((Joined.Welcomed) joined).group();
            assertThat(RosterCheck.joining(world.rosters())
                            .members(ConversationContext.of(next.extensions()), next.members()))
                    .isNull();
            out.add(next);
        }
        return out;
    }

    @Test
    void twoDesksMeetAndTalk() throws Malformed {
        List<Group> groups = groupOf(colleague, brazilian);
        Group.Sent sent = groups.get(2).seal(new byte[] {4}, new byte[0], 10, world.world.home.randomness());
        Received got = groups.get(0).receive(sent.message(), world.joining());
        assertThat(got).isInstanceOf(Received.Message.class);
    }

    @Test
    void whoStandsOnNoRosterIsNotAdded() throws Malformed {
        assertThat(addReason(world.device("stranger", "br-o-7"))).isEqualTo("not-rostered");
        assertThat(addReason(world.device("standby", "br-o-9"))).isEqualTo("not-rostered");
        assertThat(addReason(world.device("second", "br-o-2"))).isEqualTo("made");
    }

    @Test
    void aDeviceOnHoldOrExpiredIsNotAdded() throws Malformed {
        world.hold(Revoke.device(brazilian.id()), "BR");
        assertThat(addReason(brazilian)).isIn("revoked", "on-hold");
        ConversationWorld.Device other = world.device("second", "br-o-2");
        world.hold(Revoke.officer("br-o-2"), "BR");
        assertThat(addReason(other)).isIn("revoked", "on-hold");
        ConversationWorld.Device shortLived = world.device("third", "br-o-1", 1);
        world.world.now += 2 * FlowWorld.DAY;
        assertThat(addReason(shortLived)).isEqualTo("expired");
    }

    @Test
    void aLeafMustBeTheLoggedDevicesOwn() throws Malformed {
        var stolen = new ConversationWorld.SeatKeys(
                colleague.keys().mls(), brazilian.keys().part());
        assertThat(addReason(new ConversationWorld.Device("x", brazilian.id(), stolen)))
                .isEqualTo("leaf-mismatch");
        var elsewhere = new ConversationWorld.SeatKeys(
                brazilian.keys().mls(), new LeafPart(2, brazilian.keys().part().part()));
        assertThat(addReason(new ConversationWorld.Device("x", brazilian.id(), elsewhere)))
                .isEqualTo("leaf-mismatch");
        var ahead = new ConversationWorld.SeatKeys(
                brazilian.keys().mls(),
                new LeafPart(world.world.ledger.size(), brazilian.keys().part().part()));
        assertThat(addReason(new ConversationWorld.Device("x", brazilian.id(), ahead)))
                .isEqualTo("not-logged");
        var otherPart = new ConversationWorld.SeatKeys(
                brazilian.keys().mls(),
                new LeafPart(
                        brazilian.keys().part().index(), colleague.keys().part().part()));
        assertThat(addReason(new ConversationWorld.Device("x", brazilian.id(), otherPart)))
                .isEqualTo("part-mismatch");
    }

    @Test
    void aWithheldRosterIsNoRefusalButADelay() throws Malformed {
        Group group = world.create(french, context);
        byte[] data = data(List.of(brazilian.id()), List.of());
        var blind = new Rosters(world.world.trust, Parts.NONE, new Moment(world.world.ledger.size(), world.world.now));
        Committing made = group.commit(
                new CommitPlan().add(world.keyPackage(brazilian).message()).authenticatedData(data),
                world.terms(RosterCheck.commit(blind, context, data)),
                world.world.home.randomness());
        assertThat(made).isEqualTo(new Committing.Refused(RosterCheck.UNSURE));
    }

    @Test
    void theListForTheServerIsWhatTheCommitDoes() throws Malformed {
        Group group = world.create(french, context);
        CommitPlan plan = new CommitPlan().add(world.keyPackage(brazilian).message());
        assertThat(reason(group, plan, data(List.of(), List.of()))).isEqualTo("routing-mismatch");
        assertThat(reason(group, plan, data(List.of(brazilian.id()), List.of(french.id()))))
                .isEqualTo("routing-mismatch");
        assertThat(reason(group, plan, new byte[0])).isEqualTo("truncated");
    }

    @Test
    void aCommitHasAPathAndComesSealed() throws Malformed {
        Group group = world.create(french, context);
        byte[] data = data(List.of(brazilian.id()), List.of());
        byte[] keyPackage = world.keyPackage(brazilian).message();
        assertThat(reason(group, new CommitPlan().add(keyPackage).withoutPath(), data))
                .isEqualTo("commit-form");
        assertThat(reason(group, new CommitPlan().add(keyPackage).inTheClear(), data))
                .isEqualTo("commit-form");
    }

    @Test
    void colleaguesMayBeRemovedOthersOnlyWhenNothingJustifiesThem() throws Malformed {
        List<Group> groups = groupOf(colleague, brazilian);
        assertThat(reason(groups.get(0), new CommitPlan().remove(2), data(List.of(), List.of(brazilian.id()))))
                .isEqualTo("remove-unfounded");
        assertThat(reason(groups.get(1), new CommitPlan().remove(0), data(List.of(), List.of(french.id()))))
                .isEqualTo("made");
        world.hold(Revoke.device(brazilian.id()), "BR");
        Committing made = commit(groups.get(0), new CommitPlan().remove(2), data(List.of(), List.of(brazilian.id())));
        assertThat(made).isInstanceOf(Committing.Prepared.class);
    }

    @Test
    void aDeskThatLeftTheRosterMayBeRemovedByAnybody() throws Malformed {
        List<Group> groups = groupOf(colleague, brazilian);
        world.desk(ConversationWorld.BRAZILIAN, 2, "br-o-2", "br-o-3");
        assertThat(reason(groups.get(0), new CommitPlan().remove(2), data(List.of(), List.of(brazilian.id()))))
                .isEqualTo("made");
    }

    @Test
    void aNewDeskComesWithItsDevicesAndByTheCasesPartiesAlone() throws Malformed {
        List<ConversationContext.Place> desks = new ArrayList<>(context.desks());
        desks.add(new ConversationContext.Place(ConversationWorld.STANDBY, CaseParty.ALTERNATE));
        ConversationContext wider = ConversationContext.ofCase(context.conversation(), desks);
        ConversationWorld.Device standby = world.device("standby", "br-o-9");
        List<Group> groups = groupOf(brazilian);
        byte[] keyPackage = world.keyPackage(standby).message();
        CommitPlan empty = new CommitPlan().groupExtensions(List.of(wider.extension()));
        assertThat(reason(groups.get(0), empty, data(List.of(), List.of()))).isEqualTo("context-change");
        CommitPlan whole =
                new CommitPlan().groupExtensions(List.of(wider.extension())).add(keyPackage);
        assertThat(reason(groups.get(1), whole, data(List.of(standby.id()), List.of())))
                .isEqualTo("made");
        ConversationContext swapped = ConversationContext.ofCase(
                context.conversation(),
                List.of(
                        context.desks().get(0),
                        new ConversationContext.Place(ConversationWorld.STANDBY, CaseParty.ANSWERER)));
        CommitPlan swap =
                new CommitPlan().groupExtensions(List.of(swapped.extension())).add(keyPackage);
        assertThat(reason(groups.get(0), swap, data(List.of(standby.id()), List.of())))
                .isEqualTo("context-change");
    }

    @Test
    void aReceiverJudgesTheSameAtTheSameMoment() throws Malformed {
        List<Group> groups = groupOf(brazilian);
        byte[] data = data(List.of(colleague.id()), List.of());
        Committing made = commit(
                groups.get(0), new CommitPlan().add(world.keyPackage(colleague).message()), data);
        byte[] commit = ((Committing.Prepared) made).pending().commit();
        var other = world.committing(context, data(List.of(), List.of()));
        assertThat(groups.get(1).receive(commit, other)).isEqualTo(new Received.Refused("commit-data-differs"));
        world.desk(ConversationWorld.FRENCH, 2, "fr-o-1", "fr-o-3");
        assertThat(groups.get(1).receive(commit, world.committing(context, data)))
                .as("judged at a later moment it would be refused")
                .isEqualTo(new Received.Refused("not-rostered"));
        var then =
                new Rosters(world.world.trust, world.world, new Moment(world.world.ledger.size() - 1, world.world.now));
        assertThat(groups.get(1).receive(commit, world.terms(RosterCheck.commit(then, context, data))))
                .isInstanceOf(Received.Committed.class);
    }

    @Test
    void nobodyComesFromOutside() {
        var check = RosterCheck.joining(world.rosters());
        @Nullable
        String external = check.refusal(
                CredentialCheck.Occasion.EXTERNAL_SENDER,
                world.create(french, context).members().get(0),
                null,
                new byte[0]);
        assertThat(external).isEqualTo("commit-form");
    }
}
