package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The one table of a case's steps (C3). */
@Tag("unit")
class CaseTableTest {
    @Test
    void noPlaceHasTwoRows() {
        Set<String> places = new LinkedHashSet<>();
        for (CaseTable.Row row : CaseTable.all()) {
            assertThat(places.add(row.from() + " " + row.step() + " " + row.party()))
                    .as("%s", row)
                    .isTrue();
        }
    }

    @Test
    void everyStateIsReachedAndEveryStepIsUsedButTheOneThatResolves() {
        Set<CaseState> reached = EnumSet.of(CaseState.DRAFT);
        Set<CaseStep> used = EnumSet.of(CaseStep.RESOLVE);
        ArrayDeque<CaseState> next = new ArrayDeque<>(reached);
        while (!next.isEmpty()) {
            CaseState from = next.remove();
            for (CaseTable.Row row : CaseTable.all()) {
                if (row.from() == from) {
                    used.add(row.step());
                    CaseState to = row.to();
                    if (to != null && reached.add(to)) {
                        next.add(to);
                    }
                }
            }
        }
        assertThat(reached).containsExactly(CaseState.values());
        assertThat(used).containsExactly(CaseStep.values());
    }

    @Test
    void nobodyLeavesAClosedCaseAndNobodyButTheRequesterSends() {
        for (CaseTable.Row row : CaseTable.all()) {
            if (row.from() == CaseState.CLOSED || row.from() == CaseState.WITHDRAWN) {
                assertThat(row.to()).isEqualTo(CaseState.CLOSED);
            }
            if (row.from() == CaseState.DRAFT) {
                assertThat(row.party()).isEqualTo(CaseParty.REQUESTER);
            }
        }
    }

    @Test
    void theAnswererCannotConfirmItsOwnAnswerNorTheRequesterAnswer() {
        assertThat(CaseTable.row(CaseState.ANSWERED, CaseStep.CONFIRM, CaseParty.ANSWERER))
                .isNull();
        assertThat(CaseTable.row(CaseState.IN_PROGRESS, CaseStep.ANSWER, CaseParty.REQUESTER))
                .isNull();
        assertThat(CaseTable.row(CaseState.SENT, CaseStep.ACKNOWLEDGE, CaseParty.ALTERNATE))
                .isNull();
    }
}
