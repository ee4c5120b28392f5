package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.SampleCases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The forms that conversations are stored and sent in: one form each, and whatever the bytes, read or refused. */
@Tag("unit")
class EngineFormsTest {
    private static final int ALTERED = 3_000;
    private static final Home HOME = JvmHome.system();

    @Test
    void everyFormIsReadAsItWasWritten() throws Malformed {
        for (Map.Entry<String, byte[]> form : TalkForms.all().entrySet()) {
            byte[] again = EngineDecoders.all().get(form.getKey()).again(form.getValue(), List.of(), HOME);
            if (!form.getKey().equals("bundle")) {
                assertThat(again).as(form.getKey()).isEqualTo(form.getValue());
            }
        }
    }

    @Test
    void alteredBytesAreReadOrRefusedAndNothingElse() {
        for (Map.Entry<String, byte[]> form : TalkForms.all().entrySet()) {
            Random random = new Random(form.getKey().hashCode());
            for (int i = 0; i < ALTERED; i++) {
                byte[] in = altered(form.getValue(), random);
                try {
                    EngineDecoders.all().get(form.getKey()).again(in, List.of(), HOME);
                } catch (Malformed refused) {
                    assertThat(refused.reason()).as(form.getKey()).isNotEmpty();
                } catch (RuntimeException bug) {
                    throw new AssertionError(form.getKey() + " " + Arrays.toString(in), bug);
                }
            }
        }
    }

    private static byte[] altered(byte[] sound, Random random) {
        byte[] out = Arrays.copyOf(sound, Math.max(0, sound.length - random.nextInt(2) * random.nextInt(9)));
        for (int n = random.nextInt(4); n >= 0 && out.length > 0; n--) {
            out[random.nextInt(out.length)] = (byte) random.nextInt(256);
        }
        return out;
    }

    @Test
    void nothingThatHoldsASecretPrints() {
        for (Object secret : TalkForms.secrets()) {
            assertThat(secret).as(secret.getClass().getSimpleName()).hasToString("[hidden]");
        }
    }

    /** Leaf, checkpoint and verdict at the time of use stand in the record of the act (C4). */
    @Test
    void aKeptActKeepsWhatItsVerdictUsed() throws Malformed {
        TalkWorld world = new TalkWorld();
        TalkWorld.Client paris = world.client("paris", "fr-o-1", ConversationWorld.FRENCH);
        TalkWorld.Client rio = world.client("rio", "br-o-1", ConversationWorld.BRAZILIAN);
        world.sync();
        paris.run(new Wish.OpenCase(SampleCases.preservation(), ConversationWorld.FRENCH));
        world.sync();
        Records records = new Records(rio.vault.storeKey(), rio.generation(), HOME.randomness());
        KeptAct kept = null;
        for (Map.Entry<String, byte[]> row : rio.store.entrySet()) {
            if (row.getKey().startsWith(KeptAct.PREFIX)) {
                kept = KeptAct.read(records.open(new Row(row.getKey(), row.getValue())));
            }
        }
        assertThat(kept).isNotNull();
        KeptAct.Judged judged = kept.judged();
        assertThat(judged).isNotNull();
        assertThat(judged.checkpoint()).isEqualTo(world.note());
        assertThat(judged.leaf().bytes()).isEqualTo(world.world.ledger.bytes(judged.index()));
        assertThat(judged.leaf().subject().id()).isEqualTo(paris.id);
    }
}
