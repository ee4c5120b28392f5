package org.hublink.officers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.platform.TestDatabase.await;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hublink.platform.Database;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Utf8;

/** The whole database as text, and the search for what must not be in it, in any spelling. */
public final class DumpSearch {
    private DumpSearch() {}

    /** Every row of every table. */
    public static String dump(Database database) {
        List<String> tables = await(TableDumpStore.tables(database));
        assertThat(tables).contains("session", "application", "invitation", "pending", "part", "leaf");
        StringBuilder all = new StringBuilder();
        for (String table : tables) {
            all.append(await(TableDumpStore.rows(database, table))).append('\n');
        }
        return all.toString();
    }

    /** Raw text, hexadecimal, Base64 of both alphabets at each alignment; and each of these inside a bytea's hexadecimal. */
    public static void search(String dump, byte[] needle, String what, List<String> found) {
        List<String> spellings = new ArrayList<>();
        String hex = Hex.encode(needle);
        spellings.add(hex);
        spellings.add(Hex.encode(Utf8.encode(hex)));
        for (int offset = 0; offset < 3; offset++) {
            byte[] shifted = Bytes.concat(new byte[offset], needle);
            for (String text : List.of(Base64.encode(shifted), Base64.encodeUrl(shifted))) {
                String core = text.substring(offset == 0 ? 0 : 4, text.length() - 4);
                if (core.length() >= 5) {
                    spellings.add(core);
                    spellings.add(Hex.encode(Utf8.encode(core)));
                    nested(Utf8.encode(core), spellings);
                }
            }
        }
        for (String spelling : spellings) {
            if (dump.contains(spelling)) {
                found.add(what + " as " + spelling.substring(0, Math.min(20, spelling.length())));
                return;
            }
        }
        String raw = new String(needle, StandardCharsets.UTF_8);
        if (raw.indexOf('\ufffd') < 0 && dump.contains(raw)) {
            found.add(what + " in the clear");
        }
    }

    /** Base64 within Base64: a part's body inside a stored JSON. */
    private static void nested(byte[] inner, List<String> spellings) {
        for (int offset = 0; offset < 3; offset++) {
            String text = Base64.encode(Bytes.concat(new byte[offset], inner));
            String core = text.substring(offset == 0 ? 0 : 4, text.length() - 4);
            if (core.length() >= 5) {
                spellings.add(core);
                spellings.add(Hex.encode(Utf8.encode(core)));
            }
        }
    }
}
