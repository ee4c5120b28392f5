package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Country;
import org.hublink.protocol.DeskPart;
import org.hublink.protocol.DevicePart;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;

/** The desks on whose roster this device's officer stands now, in the order of the log. */
final class OwnDesks {
    private static final int TRIES_MAX = 2;

    private final Talks talks;

    OwnDesks(Talks talks) {
        this.talks = talks;
    }

    /** What goes on with the desks. */
    interface Found {
        void on(Draft draft, List<String> desks);
    }

    /** Those whose roster is at hand. */
    List<String> known() {
        List<String> out = new ArrayList<>();
        Country country = new Country(talks.owner.country());
        Rosters rosters = talks.judge.now();
        String officer = officer();
        for (Subject subject : talks.following.trust().ledger().subjects(StatementType.DESK, country)) {
            DeskPart roster = rosters.desk(subject.id()).valueOrNull();
            if (roster != null && roster.members().contains(officer)) {
                out.add(subject.id());
            }
        }
        return out;
    }

    /** Pseudonym of the officer whose device this is; empty, as nobody's is, where the vault's own part cannot be read. */
    String officer() {
        try {
            return DevicePart.read(talks.owner.device().body(), talks.home.text())
                    .officer();
        } catch (Malformed unreadable) {
            return "";
        }
    }

    /** All of them: rosters of the own country that are not at hand are fetched first. */
    void all(Draft draft, Refusals refusals, Found then) {
        all(draft, refusals, 0, then);
    }

    private void all(Draft draft, Refusals refusals, int tries, Found then) {
        talks.judge.missing();
        List<String> desks = known();
        List<Long> missing = talks.judge.missing();
        if (missing.isEmpty() || tries >= TRIES_MAX) {
            then.on(draft, desks);
        } else {
            talks.parts(draft, missing, refusals, next -> all(next, refusals, tries + 1, then));
        }
    }
}
