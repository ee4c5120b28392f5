package org.hublink.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class DeskReachTest {
    private static final JsonLimits LIMITS = new JsonLimits(1_000, 4, 100, 1_000);

    private static DeskReach read(String json) throws Malformed {
        return DeskReach.read(
                Fields.of(Json.read(Utf8.encode(json), LIMITS, JvmHome.system().text()), "reach"));
    }

    @Test
    void whoSendsToADeskWhereNobodyIsIsToldToCall() throws Malformed {
        assertThat(read("{\"connected\":0,\"lastConnected\":null}").words("BR-CSE-247"))
                .contains("nobody of BR-CSE-247")
                .endsWith("hub directory show BR-CSE-247");
        assertThat(read("{\"connected\":0,\"lastConnected\":1800000000}")).isEqualTo(new DeskReach(0, 1_800_000_000L));
    }

    @Test
    void whereSomebodyIsNothingIsSaid() throws Malformed {
        assertThat(read("{\"connected\":2,\"lastConnected\":1800000000}").words("BR-CSE-247"))
                .isEmpty();
    }
}
