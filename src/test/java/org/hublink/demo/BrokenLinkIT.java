package org.hublink.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small round of {@code hub prove content}: server and clients as processes of their own, links that break. */
@Tag("faults")
class BrokenLinkIT {
    private static final int MIB = 8;
    private static final int CUTS = 2;

    @TempDir
    Path folder;

    @Test
    void anAttachmentArrivesIdenticalAndNobodyGrows() throws Exception {
        var figures = new ContentRound(folder, 20_261_123L, MIB, CUTS).run();
        assertThat(figures).as("%s", figures).containsEntry("identical", true).containsEntry("cuts-up", CUTS);
        assertThat(figures).as("%s", figures).containsEntry("passed", true);
    }
}
