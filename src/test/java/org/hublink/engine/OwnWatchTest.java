package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is said of one's desk and its people, and nobody there knows why (L6). */
@Tag("unit")
class OwnWatchTest {
    private final TalkWorld world = new TalkWorld();
    private final TalkWorld.Client paris = world.client("paris", "fr-o-1", ConversationWorld.FRENCH);
    private final TalkWorld.Client lyon = world.client("lyon", "fr-o-2", ConversationWorld.FRENCH);

    @BeforeEach
    void theDeskIsKnown() {
        look();
        assertThat(subjects()).isEmpty();
    }

    @Test
    void aDeviceOfAColleagueThatNobodyExpectedIsAnAlarmUntilItIsSaidToBeExpected() {
        var device = world.logged.device("foreign", "fr-o-2");
        look();
        String subject = "device FR/" + device.id();
        assertThat(subjects()).containsExactly(subject);
        assertThat(paris.engine().unexpected().get(0).officer()).isEqualTo("fr-o-2");
        assertThat(paris.alerts)
                .contains(OwnWatch.CODE + " " + subject + " at leaf "
                        + paris.engine().unexpected().get(0).leaf());
        paris.reopen();
        look();
        assertThat(subjects()).as("after a start").containsExactly(subject);
        assertThat(paris.run(new Wish.Expect(subject)).clean()).isTrue();
        assertThat(subjects()).isEmpty();
        paris.reopen();
        look();
        assertThat(subjects()).as("known from then on").isEmpty();
    }

    @Test
    void aChangedRosterIsAnAlarmAndWhoCameWithItIsKnownWithIt() {
        var before = world.logged.device("nantes", "fr-o-3");
        world.logged.desk(ConversationWorld.FRENCH, 2, "fr-o-1", "fr-o-2", "fr-o-3");
        look();
        String desk = "desk FR/" + ConversationWorld.FRENCH;
        assertThat(subjects()).containsExactly(desk);
        paris.run(new Wish.Expect(desk));
        look();
        assertThat(subjects())
                .as("the device " + before.id() + " came with its officer")
                .isEmpty();
        var later = world.logged.device("nantes 2", "fr-o-3");
        look();
        assertThat(subjects()).containsExactly("device FR/" + later.id());
    }

    @Test
    void whoIsTakenOffHisDeskIsTold() {
        world.logged.desk(ConversationWorld.FRENCH, 2, "fr-o-2", "fr-o-3");
        look();
        assertThat(subjects()).containsExactly("desk FR/" + ConversationWorld.FRENCH);
    }

    @Test
    void aHoldOfAColleagueOrOfHisDeviceIsTold() {
        world.logged.hold(Revoke.device(lyon.id), "FR");
        look();
        String subject = "revocation FR/" + Revoke.device(lyon.id);
        assertThat(subjects()).containsExactly(subject);
        paris.run(new Wish.Expect(subject));
        assertThat(subjects()).isEmpty();
        world.logged.hold(Revoke.officer("fr-o-2"), "FR");
        look();
        assertThat(subjects()).containsExactly("revocation FR/" + Revoke.officer("fr-o-2"));
    }

    @Test
    void aRenewalAndWhatIsSaidOfOthersAreNoAlarm() {
        world.logged.renew(lyon.device, 2);
        world.logged.device("other", "fr-o-9");
        world.logged.device("abroad", "br-o-1");
        world.logged.desk("FR-CYB-1", 1, "fr-o-8", "fr-o-9");
        world.logged.hold(Revoke.officer("fr-o-9"), "FR");
        look();
        assertThat(subjects()).isEmpty();
    }

    @Test
    void whatIsNoAlarmCannotBeExpected() {
        var finished = paris.run(new Wish.Expect("device FR/nobody"));
        assertThat(finished.failed()).isNotNull();
        assertThat(finished.failed().code()).isEqualTo("nothing-unexpected");
    }

    private void look() {
        paris.run(new Wish.ArchiveAll());
        lyon.run(new Wish.ArchiveAll());
    }

    private List<String> subjects() {
        List<String> out = new ArrayList<>();
        paris.engine().unexpected().forEach(one -> out.add(one.subject()));
        return out;
    }
}
