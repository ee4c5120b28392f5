package org.hublink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the doors of a home are asked. With {@code -Dgenerate=true} both files are written anew, by this JVM's tables. */
@Tag("vectors")
class DoorVectorsTest {
    private static final Path DOORS = Path.of("src/test/vectors/doors.json");
    private static final Path ZONES = Path.of("src/test/vectors/zones.json");

    @Test
    void theDoorsFileIsWhatItsMakerMakes() throws Exception {
        if (Boolean.getBoolean("generate")) Files.writeString(DOORS, DoorVectors.doors());
        assertThat(Files.readString(DOORS)).isEqualTo(DoorVectors.doors());
    }

    @Test
    void everyZoneOfTheProductIsInTheZonesFile() throws Exception {
        if (Boolean.getBoolean("generate")) Files.writeString(ZONES, DoorVectors.zones());
        Set<String> zones = new TreeSet<>();
        for (Object one : new JsonObject(Files.readString(ZONES)).getJsonArray("cases")) {
            zones.add(((JsonObject) one).getString("zone"));
        }
        assertThat(zones).isEqualTo(DoorVectors.zonesOfTheProduct()).hasSizeGreaterThan(300);
    }

    @Test
    void aChangeThatOneHomeLacksIsSaid() {
        // Paris with one change of clocks left out, and with one that never was.
        String lacking = zone("3600 1585443600 7200 1616893200 7200");
        assertThat(lacking).startsWith("WRONG Europe/Paris: ").contains(" and at 160");
        assertThat(zone("3600 1580000000 3600")).startsWith("WRONG Europe/Paris: 3600 1580000000 3600 and at ");
        assertThat(zone("7200")).startsWith("WRONG Europe/Paris: 3600 and at ");
    }

    private static String zone(String offsets) {
        String file = "{\"kind\":\"zones\",\"cases\":[{\"zone\":\"Europe/Paris\",\"until\":2082758400,\"offsets\":\""
                + offsets + "\"}]}";
        return VectorFile.run("zones.json", Utf8.encode(file), JvmHome.system());
    }
}
