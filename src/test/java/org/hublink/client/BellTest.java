package org.hublink.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A duty room's bell: a program, one argument, no shell; and what a server may have it say. */
@Tag("unit")
class BellTest {
    private static final Text TEXT = JvmHome.system().text();
    private static final String GOOD =
            "{\"alert\":\"00112233445566778899aabbccddeeff\",\"desk\":\"FR-CSE-247\",\"listing\":\"FR-CSE-247\",\"urgency\":"
                    + "\"emergency\",\"step\":\"sent\",\"round\":1,\"over\":false,\"text\":\"anything at all\"}";

    @TempDir
    Path folder;

    @Test
    void theLineIsOneArgumentAndItsPartsStandInTheEnvironment() throws IOException {
        Path out = folder.resolve("out");
        Path program = Files.writeString(
                folder.resolve("ring it"),
                "#!/bin/sh\nprintf '%s|%s|%s|%s|%s' \"$#\" \"$1\" \"$HUBLINK_DESK\" \"$HUBLINK_URGENCY\" \"$HUBLINK_STEP\" > '"
                        + out + ".part'\nmv '" + out + ".part' '" + out + "'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        List<String> failed = new ArrayList<>();
        new Bell(program.toString(), failed::add)
                .accept(new Watch.Ring("00", "FR-CSE-247", "emergency", "sent", "a line; $(touch x) `y`"));
        long end = System.nanoTime() + 20_000_000_000L;
        while (!Files.exists(out) && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(Files.readString(out)).isEqualTo("1|a line; $(touch x) `y`|FR-CSE-247|emergency|sent");
        assertThat(failed).isEmpty();
    }

    @Test
    void aProgramThatDoesNotRunIsSaid() {
        List<String> failed = new ArrayList<>();
        new Bell(folder.resolve("none").toString(), failed::add)
                .accept(new Watch.Ring("00", "FR-CSE-247", "emergency", "sent", "line"));
        assertThat(failed).singleElement().asString().contains("does not run");
    }

    @Test
    void noTextOfTheServerReachesTheBell() throws Malformed {
        Told told = Told.read(GOOD, TEXT);
        assertThat(told.ring().text()).isEqualTo("Hublink: emergency for FR-CSE-247, open the Hub");
        assertThat(told.repeats()).isTrue();
        for (String bad : List.of(
                GOOD.replace("\"desk\":\"FR-CSE-247\"", "\"desk\":\"FR-CSE-$(x)\""),
                GOOD.replace("emergency", "calm"),
                GOOD.replace("\"sent\"", "\"rm -rf\""),
                GOOD.replace("00112233", "zz112233"),
                GOOD.replace("\"over\"", "\"more\""))) {
            assertThatThrownBy(() -> Told.read(bad, TEXT)).as(bad).isInstanceOf(Malformed.class);
        }
    }
}
