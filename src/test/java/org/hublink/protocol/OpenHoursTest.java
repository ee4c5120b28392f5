package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Malformed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Days used: 2026-11-22 is a Sunday; Paris turns back on 2026-10-25 at 03:00 and forward on 2027-03-28 at 02:00. */
@Tag("unit")
class OpenHoursTest {
    private static final OpenHours OPEN = new OpenHours(JvmHome.system().zones());
    private static final int DAY = WeekSpan.DAY_MINUTES;

    @Test
    void anAlwaysOpenDeskNeverChanges() {
        Hours hours = Hours.always("America/Sao_Paulo");
        assertThat(OPEN.at(hours, at("2026-11-22T03:00:00Z"))).isEqualTo(OpenHours.State.OPEN);
        assertThat(OPEN.opensAt(hours, 0)).isEqualTo(OpenHours.NEVER);
        assertThat(OPEN.closesAt(hours, 0)).isEqualTo(OpenHours.NEVER);
    }

    @Test
    void officeHoursFollowTheLocalClock() {
        Hours hours = hours("Europe/Paris", new WeekSpan(1, 9 * 60, 17 * 60));
        assertThat(OPEN.at(hours, at("2026-11-23T07:59:59Z"))).isEqualTo(OpenHours.State.CLOSED);
        assertThat(OPEN.at(hours, at("2026-11-23T08:00:00Z"))).isEqualTo(OpenHours.State.OPEN);
        assertThat(OPEN.at(hours, at("2026-11-23T16:00:00Z"))).isEqualTo(OpenHours.State.CLOSED);
        assertThat(OPEN.opensAt(hours, at("2026-11-22T12:00:00Z"))).isEqualTo(at("2026-11-23T08:00:00Z"));
        assertThat(OPEN.closesAt(hours, at("2026-11-23T10:00:00Z"))).isEqualTo(at("2026-11-23T16:00:00Z"));
        assertThat(OPEN.opensAt(hours, at("2026-11-23T10:00:00Z"))).isEqualTo(at("2026-11-30T08:00:00Z"));
        assertThat(OPEN.opensAt(hours("Europe/Paris", new WeekSpan(1, 9 * 60, 17 * 60)), at("2027-03-28T12:00:00Z")))
                .isEqualTo(at("2027-03-29T07:00:00Z"));
    }

    @Test
    void nightsCrossMidnightAndTheEndOfTheWeek() {
        Hours hours = hours("Asia/Kathmandu", new WeekSpan(7, 22 * 60, 30 * 60));
        assertThat(OPEN.at(hours, at("2026-11-22T16:15:00Z"))).isEqualTo(OpenHours.State.OPEN);
        assertThat(OPEN.at(hours, at("2026-11-22T16:14:59Z"))).isEqualTo(OpenHours.State.CLOSED);
        assertThat(OPEN.at(hours, at("2026-11-23T00:14:59Z"))).isEqualTo(OpenHours.State.OPEN);
        assertThat(OPEN.at(hours, at("2026-11-23T00:15:00Z"))).isEqualTo(OpenHours.State.CLOSED);
        assertThat(OPEN.closesAt(hours, at("2026-11-22T20:00:00Z"))).isEqualTo(at("2026-11-23T00:15:00Z"));
    }

    @Test
    void hoursThatTouchAreOne() {
        Hours hours = hours(
                "Australia/Adelaide", new WeekSpan(1, 8 * 60, DAY), new WeekSpan(2, 0, DAY), new WeekSpan(3, 0, 60));
        assertThat(OPEN.closesAt(hours, at("2026-11-23T00:00:00Z"))).isEqualTo(at("2026-11-24T14:30:00Z"));
    }

    @Test
    void anOpeningInTheHourThatIsLeftOutComesWhenTheClockJumps() {
        Hours hours = hours("Europe/Paris", new WeekSpan(7, 2 * 60 + 30, 8 * 60));
        assertThat(OPEN.opensAt(hours, at("2027-03-27T12:00:00Z"))).isEqualTo(at("2027-03-28T01:00:00Z"));
        assertThat(OPEN.at(hours, at("2027-03-28T01:00:00Z"))).isEqualTo(OpenHours.State.OPEN);
    }

    @Test
    void inTheHourThatComesTwiceTheDeskIsOpenBothTimes() {
        Hours hours = hours("Europe/Paris", new WeekSpan(7, 2 * 60, 3 * 60));
        assertThat(OPEN.opensAt(hours, at("2026-10-24T12:00:00Z"))).isEqualTo(at("2026-10-25T00:00:00Z"));
        assertThat(OPEN.at(hours, at("2026-10-25T00:30:00Z"))).isEqualTo(OpenHours.State.OPEN);
        assertThat(OPEN.at(hours, at("2026-10-25T01:30:00Z"))).isEqualTo(OpenHours.State.OPEN);
        assertThat(OPEN.at(hours, at("2026-10-25T02:00:00Z"))).isEqualTo(OpenHours.State.CLOSED);
    }

    @Test
    void onAHolidayNothingBegins() throws Malformed {
        WeekSpan[] week = new WeekSpan[7];
        for (int day = 1; day <= 7; day++) {
            week[day - 1] = new WeekSpan(day, 20 * 60, 28 * 60);
        }
        Hours hours = new Hours(
                false,
                "UTC",
                List.of(week),
                List.of(ClosedDay.parse("--12-25"), ClosedDay.parse("2026-12-26"), ClosedDay.parse("--02-29")));
        assertThat(OPEN.at(hours, at("2026-12-25T03:00:00Z"))).isEqualTo(OpenHours.State.OPEN);
        assertThat(OPEN.opensAt(hours, at("2026-12-25T05:00:00Z"))).isEqualTo(at("2026-12-27T20:00:00Z"));
        assertThat(OPEN.opensAt(hours, at("2027-12-25T05:00:00Z"))).isEqualTo(at("2027-12-26T20:00:00Z"));
        assertThat(OPEN.at(hours, at("2028-02-29T21:00:00Z"))).isEqualTo(OpenHours.State.CLOSED);
    }

    @Test
    void aZoneThatThisHomeDoesNotKnowIsSaidToBeUnknown() {
        Hours hours = hours("Mars/Olympus_Mons", new WeekSpan(1, 0, DAY));
        assertThat(OPEN.at(hours, 0)).isEqualTo(OpenHours.State.UNKNOWN);
        assertThat(OPEN.opensAt(hours, 0)).isEqualTo(OpenHours.NEVER);
    }

    @Property(tries = 300)
    void theNextOpeningIsTheFirstOpenSecond(
            @ForAll @LongRange(min = 1_700_000_000L, max = 1_900_000_000L) long time,
            @ForAll @IntRange(min = 1, max = 7) int day,
            @ForAll @IntRange(min = 0, max = 1439) int from,
            @ForAll @IntRange(min = 1, max = 1440) int length,
            @ForAll @IntRange(min = 0, max = 4) int zone) {
        String[] zones = {"Europe/Paris", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"};
        Hours hours = hours(zones[zone], new WeekSpan(day, from, from + length));
        if (OPEN.at(hours, time) == OpenHours.State.CLOSED) {
            long opens = OPEN.opensAt(hours, time);
            assertThat(opens).isGreaterThan(time);
            assertThat(OPEN.at(hours, opens - 1)).isEqualTo(OpenHours.State.CLOSED);
        } else {
            long closes = OPEN.closesAt(hours, time);
            assertThat(OPEN.at(hours, closes - 1)).isEqualTo(OpenHours.State.OPEN);
            assertThat(OPEN.at(hours, closes)).isEqualTo(OpenHours.State.CLOSED);
        }
    }

    private static Hours hours(String zone, WeekSpan... week) {
        return new Hours(false, zone, List.of(week), List.of());
    }

    private static long at(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }
}
