package org.hublink.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.hublink.protocol.Leaf;
import org.hublink.protocol.LoggedStatement;
import org.hublink.transparency.LogWorld;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients are called to the log when there is something to see there, and for nothing that takes nobody's place away. */
@Tag("unit")
class LogBellTest {
    private static final Leaf ROSTER = LogWorld.desk("FR", 1, 1).leaf();
    private static final Leaf DEVICE = LogWorld.device("FR", "fr-o-1", "fr-o-1").leaf();

    private int rung;
    private final LogBell bell = new LogBell(() -> rung++);

    @Test
    void itRingsOnceACheckpointHoldsTheStatementAndNotBefore() {
        bell.logged(new LoggedStatement(7, ROSTER));
        bell.shown(7);
        assertThat(rung).isZero();
        bell.shown(8);
        bell.shown(8);
        bell.shown(9);
        assertThat(rung).isEqualTo(1);
    }

    @Test
    void whatIsLoggedBetweenTwoCheckpointsIsSaidOnceForEach() {
        bell.logged(new LoggedStatement(3, ROSTER));
        bell.logged(new LoggedStatement(4, ROSTER));
        bell.logged(new LoggedStatement(9, ROSTER));
        bell.shown(5);
        assertThat(rung).isEqualTo(1);
        bell.shown(9);
        assertThat(rung).isEqualTo(1);
        bell.shown(10);
        assertThat(rung).isEqualTo(2);
    }

    @Test
    void aNewDeviceCallsNobody() {
        bell.logged(new LoggedStatement(3, DEVICE));
        bell.shown(20);
        assertThat(rung).isZero();
    }
}
