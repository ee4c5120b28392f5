package org.hublink.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.Call;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An errand begins anew with every answer and still goes one way: nothing is asked twice, nothing signed is another thing. */
@Tag("unit")
class ErrandTest {
    private static final Home HOME = JvmHome.system();

    private static ByteReader step(Errand errand) throws Malformed {
        var out = new ByteWriter();
        errand.into(out);
        return new ByteReader(out.toBytes());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Call get(String path) {
        return new Call("GET", path, null, "token", null);
    }

    @Test
    void whatIsDrawnAndSaidIsTheSameInEveryRun() throws Exception {
        List<String> drawn = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        var errand = new Errand(HOME, on -> {
            drawn.add(new String(on.home().randomness().bytes(16), StandardCharsets.ISO_8859_1));
            times.add(on.now());
            on.call(get("/a"));
            drawn.add(new String(on.home().randomness().bytes(16), StandardCharsets.ISO_8859_1));
            on.call(get("/b"));
            return Json.obj().put("done", true);
        });
        assertThat(step(errand).u8()).isOne();
        errand.answered(200, bytes("{}"));
        assertThat(step(errand).u8()).isOne();
        errand.answered(200, bytes("{}"));
        var end = step(errand);
        assertThat(end.u8()).isZero();
        assertThat(Utf8.decode(end.vector())).isEqualTo("{\"done\":true}");
        assertThat(drawn).hasSize(5);
        assertThat(drawn.get(0)).isEqualTo(drawn.get(1)).isEqualTo(drawn.get(3));
        assertThat(drawn.get(2)).isEqualTo(drawn.get(4)).isNotEqualTo(drawn.get(0));
        assertThat(times).hasSize(3).containsOnly(times.get(0));
    }

    @Test
    void theServersOwnReasonIsTheEnd() throws Exception {
        var errand = new Errand(HOME, on -> {
            on.get("/a", "token");
            return Json.obj();
        });
        step(errand);
        errand.answered(403, bytes("{\"type\":\"x\",\"code\":\"officers.own-subject\"}"));
        assertThatThrownBy(() -> step(errand))
                .isInstanceOfSatisfying(
                        Malformed.class, refused -> assertThat(refused.reason()).isEqualTo("officers.own-subject"));
    }

    @Test
    void whoGoesAnotherWayThanBeforeIsStopped() throws Exception {
        List<Integer> runs = new ArrayList<>();
        var errand = new Errand(HOME, on -> {
            runs.add(1);
            on.call(get(runs.size() == 1 ? "/a" : "/b"));
            return Json.obj();
        });
        step(errand);
        errand.answered(200, bytes("{}"));
        assertThatThrownBy(() -> step(errand))
                .isInstanceOfSatisfying(
                        Malformed.class, refused -> assertThat(refused.reason()).isEqualTo("errand-changed"));
    }

    @Test
    void anAnswerThatNobodyWaitsForIsRefused() {
        assertThatThrownBy(() -> new Errand(HOME, on -> Json.obj()).answered(200, bytes("{}")))
                .isInstanceOf(Malformed.class);
    }
}
