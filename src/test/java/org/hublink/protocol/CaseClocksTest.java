package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Terms run from signed acts, in seconds. */
@Tag("unit")
class CaseClocksTest {
    private static final long HOUR = 3_600;
    private static final CaseClocks CLOCKS = CaseClocks.USUAL;

    private final SampleCases cases = new SampleCases();
    private final List<VerifiedAct> acts = new ArrayList<>();

    private void add(String officer, Transition transition, long time) {
        acts.add(cases.act(officer, transition, acts.isEmpty() ? null : acts.get(acts.size() - 1), time));
    }

    private void send(CaseRequest request, long time) {
        add("fr-o-1", new Transition(CaseStep.SEND, SampleCases.GROUP, request, Transition.Words.NONE), time);
    }

    private List<CaseClocks.Due> due() {
        return CLOCKS.due(SampleCases.story(acts));
    }

    private static CaseClocks.Due due(CaseClocks.Kind kind, long at) {
        return new CaseClocks.Due(kind, at);
    }

    @Test
    void anEmergencyIsAcknowledgedInTenMinutesAndAnsweredInEightHours() {
        send(SampleCases.emergency(), Realm.NOW);
        assertThat(due())
                .containsExactly(
                        due(CaseClocks.Kind.ACKNOWLEDGE, Realm.NOW + 600),
                        due(CaseClocks.Kind.ANSWER, Realm.NOW + 8 * HOUR));
        add("br-o-1", SampleCases.step(CaseStep.ACKNOWLEDGE), Realm.NOW + 60);
        assertThat(due()).containsExactly(due(CaseClocks.Kind.ANSWER, Realm.NOW + 8 * HOUR));
    }

    @Test
    void theShorterOfTermAndDeadlineHoldsAndADelayMovesIt() {
        CaseRequest usual = SampleCases.preservation();
        long deadline = Realm.NOW + Realm.DAY;
        CaseUrgency soon = new CaseUrgency(Urgency.ROUTINE, null, null, deadline);
        send(
                new CaseRequest(
                        usual.to(),
                        usual.measure(),
                        usual.offence(),
                        soon,
                        usual.purpose(),
                        usual.identifiers(),
                        usual.handling()),
                Realm.NOW);
        add("br-o-1", SampleCases.step(CaseStep.ACKNOWLEDGE), Realm.NOW + 1);
        assertThat(due()).containsExactly(due(CaseClocks.Kind.ANSWER, deadline));
        add("br-o-1", SampleCases.step(CaseStep.ACCEPT), Realm.NOW + 2);
        add("br-o-1", SampleCases.step(CaseStep.DELAY), Realm.NOW + 3);
        assertThat(due()).containsExactly(due(CaseClocks.Kind.ANSWER, Realm.NOW + 30 * Realm.DAY));
    }

    @Test
    void aRoutineTermIsSevenTimesTwentyFourHoursAcrossTheChangeOfTheClocks() {
        ZonedDateTime before = ZonedDateTime.of(2027, 3, 26, 12, 0, 0, 0, ZoneId.of("Europe/Paris"));
        send(SampleCases.preservation(), before.toEpochSecond());
        long answer = due().get(due().size() - 1).at();
        assertThat(answer - before.toEpochSecond()).isEqualTo(7 * 24 * HOUR);
        assertThat(ZonedDateTime.ofInstant(Instant.ofEpochSecond(answer), before.getZone())
                        .getHour())
                .isEqualTo(13);
    }

    @Test
    void aPreservationRemindsTwiceAndEnds() {
        send(SampleCases.preservation(), Realm.NOW);
        for (CaseStep step : List.of(CaseStep.ACKNOWLEDGE, CaseStep.ACCEPT, CaseStep.PRESERVE, CaseStep.ANSWER)) {
            add("br-o-1", SampleCases.step(step), Realm.NOW + acts.size());
        }
        add("fr-o-1", SampleCases.step(CaseStep.CONFIRM), Realm.NOW + 9);
        long end = Realm.NOW + 60 * Realm.DAY;
        assertThat(due())
                .containsExactly(
                        due(CaseClocks.Kind.REMIND_PRESERVATION, end - 14 * Realm.DAY),
                        due(CaseClocks.Kind.REMIND_PRESERVATION, end - 3 * Realm.DAY),
                        due(CaseClocks.Kind.END_PRESERVATION, end));
        add("br-o-1", SampleCases.step(CaseStep.LAPSE), end);
        assertThat(due()).isEmpty();
    }
}
