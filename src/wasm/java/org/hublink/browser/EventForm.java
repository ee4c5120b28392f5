package org.hublink.browser;

import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.Event;
import org.hublink.engine.Row;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.primitives.Utf8;

/**
 * An event as bytes: {@code 1} command: id u64, wish ({@link WishForm}); {@code 2} reply: id u64, status u16, body; {@code 3}
 * loaded: id u64, number of rows, each name and value; {@code 4} tick; {@code 5} up; {@code 6} down; {@code 7} frame: batch;
 * {@code 8} chunk: id u64, bytes with 0 or 1 before them, whether it is the last; {@code 9} given: id u64, whether it was
 * written. Lengths as in RFC 9420 §2.1.2.
 */
final class EventForm {
    private static final int ROWS_MAX = 10_000;

    private EventForm() {}

    static Event read(byte[] bytes, Text text) throws Malformed {
        ByteReader in = new ByteReader(bytes);
        Event event = switch (in.u8()) {
            case 1 -> new Event.Command(in.u64(), WishForm.read(in, text));
            case 2 -> new Event.Reply(in.u64(), in.u16(), in.vector());
            case 3 -> new Event.Loaded(in.u64(), rows(in));
            case 4 -> new Event.Tick();
            case 5 -> new Event.Up();
            case 6 -> new Event.Down();
            case 7 -> new Event.Frame(in.vector());
            case 8 -> new Event.Chunk(in.u64(), flag(in) ? in.vector() : null, flag(in));
            case 9 -> new Event.Given(in.u64(), flag(in));
            default -> throw new Malformed("event-kind");
        };
        in.end();
        return event;
    }

    private static boolean flag(ByteReader in) throws Malformed {
        int flag = in.u8();
        if (flag > 1) throw new Malformed("event-flag");
        return flag == 1;
    }

    private static List<Row> rows(ByteReader in) throws Malformed {
        int count = in.varint();
        if (count > ROWS_MAX) throw new Malformed("too-many-rows");
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) rows.add(new Row(Utf8.decode(in.vector()), in.vector()));
        return rows;
    }
}
