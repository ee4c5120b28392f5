package org.hublink.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hublink.jvm.JvmHome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of characters against that of the JDK that runs the test, and what is asked of a home. */
@Tag("unit")
class RepertoireTest {
    private static final int LAST = Character.MAX_CODE_POINT;

    /** The first JDK with a later Unicode (14.0); 15 to 18 have 13.0, and nothing older runs us. */
    private static final int LATER = 19;

    @Test
    void theTableIsThatOfTheOldestHome() {
        int jdk = Runtime.version().feature();
        if (jdk < LATER) {
            System.out.println("JDK " + jdk + ": the table is the JDK's own, code point by code point");
            assertThat(inWords(Repertoire.RUNS)).isEqualTo(inWords(runs()));
            return;
        }
        List<String> lost = new ArrayList<>();
        int later = 0;
        for (int point = 0; point <= LAST; point++) {
            if (Repertoire.holds(point) && !assigned(point)) lost.add(Integer.toHexString(point));
            if (!Repertoire.holds(point) && assigned(point)) later++;
        }
        System.out.println(
                "JDK " + jdk + ": all of the table is assigned, and " + later + " characters of later versions");
        assertThat(lost).isEmpty();
        assertThat(later).isPositive();
    }

    @Test
    void itHoldsAsManyCharactersAsTheStandardCounts() {
        int count = 0;
        for (int point = 0; point <= LAST; point++) {
            if (Repertoire.holds(point)) count++;
        }
        assertThat(Repertoire.VERSION).isEqualTo("13.0");
        assertThat(count).as("143,859 and the 65 controls").isEqualTo(143_859 + 65);
    }

    @Test
    void whatIsNoCharacterIsOut() {
        for (int in : new int[] {'a', 0xe9, 0x377, 0x4e00, 0x9ffc, 0xfffd, 0x1f600, 0x3134a, 0xe01ef}) {
            assertThat(Text.known(in)).as(Integer.toHexString(in)).isTrue();
        }
        for (int out : new int[] {
            0x378, 0x88c, 0x9ffd, 0xd800, 0xdfff, 0xe000, 0xf8ff, 0xfdd0, 0xffff, 0x1fae0, 0x31350, 0xf0000, 0x10ffff
        }) {
            assertThat(Text.known(out)).as(Integer.toHexString(out)).isFalse();
        }
    }

    @Test
    void theHomeIsNotAskedWhatALaterVersionSays() {
        Home ours = JvmHome.system();
        Home later = new Home(ours.randomness(), ours.clock(), new LaterHome(), ours.zones());
        for (String[] one : new String[][] {
            {"", ""},
            {"ab", ".."},
            {"\u088c", "\u088c"},
            {"a\u088cbc", ".\u088c.."},
            {"\u088c\ud83e\udee0a", "\u088c\ud83e\udee0."},
            {"a\ud83e\udee0", ".\ud83e\udee0"},
            {"\ue000a\uffff", "\ue000.\uffff"}
        }) {
            assertThat(later.text().nfc(one[0])).isEqualTo(one[1]);
            assertThat(later.text().nfkd(one[0])).isEqualTo(one[1]);
            assertThat(later.text().lower(one[0])).isEqualTo(one[1]);
        }
    }

    @Test
    void aLaterCharacterStandsBetweenWhatIsBeforeAndAfter() {
        Text text = JvmHome.system().text();
        assertThat(text.nfc("e\u088c\u0301e\u0301")).isEqualTo("e\u088c\u0301\u00e9");
        assertThat(text.nfkd("\ufb01\u088c\u00e9")).isEqualTo("fi\u088ce\u0301");
        assertThat(text.lower("AΣ\u088cΣ")).isEqualTo("aς\u088cσ");
    }

    /** A home that changes whatever it is asked about. */
    private static final class LaterHome implements Text {
        @Override
        public String nfc(String s) {
            return ".".repeat(s.codePointCount(0, s.length()));
        }

        @Override
        public String nfkd(String s) {
            return nfc(s);
        }

        @Override
        public String lower(String s) {
            return nfc(s);
        }
    }

    private static boolean assigned(int point) {
        int type = Character.getType(point);
        return type != Character.UNASSIGNED && type != Character.PRIVATE_USE && type != Character.SURROGATE;
    }

    /** The table as this JDK has it. */
    private static String runs() {
        StringBuilder out = new StringBuilder();
        boolean in = true;
        int from = 0;
        for (int point = 0; point <= LAST; point++) {
            if (assigned(point) != in) {
                out.append(point - from).append(' ');
                from = point;
                in = !in;
            }
        }
        return out.toString();
    }

    private static String inWords(String runs) {
        return String.join(" ", runs.trim().split("\\s+"));
    }
}
