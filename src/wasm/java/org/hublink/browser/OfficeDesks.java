package org.hublink.browser;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.DeskPart;
import org.hublink.protocol.Header;
import org.hublink.protocol.ListingId;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Part;
import org.hublink.protocol.Parts;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;

/** The own country's desks: who sits at which, who heads it, who stands in. */
final class OfficeDesks {
    private static final long DESK_SECONDS = 380L * 86_400;
    private static final int CODE_CHARS_MAX = 80;

    private OfficeDesks() {}

    static List<LoggedStatement> newest(Operator operator) {
        List<LoggedStatement> all = new ArrayList<>();
        for (Subject subject : operator.trust().ledger().subjects(StatementType.DESK, operator.country())) {
            LoggedStatement newest = operator.newest(subject);
            if (newest != null) all.add(newest);
        }
        return all;
    }

    static List<Json> list(Operator operator, List<LoggedStatement> desks, Parts parts) throws Malformed {
        List<Json> items = new ArrayList<>();
        for (LoggedStatement desk : desks) {
            byte[] body = operator.trust().part(desk, 0, parts.part(desk, 0)).valueOrNull();
            Json.Builder item = body == null
                    ? Json.obj()
                    : json(DeskPart.read(body, operator.errand().home().text()));
            items.add(item.put("desk", desk.header().id())
                    .put("version", desk.header().version())
                    .put("expires", desk.header().expires())
                    .put("leaf", desk.index())
                    .build());
        }
        return items;
    }

    static Json.Builder json(DeskPart roster) {
        return Json.obj()
                .putTexts("functions", roster.functions())
                .putTexts("members", roster.members())
                .putTexts("heads", roster.heads())
                .putTexts("alternates", roster.alternates());
    }

    /** Proposes a desk's roster, the whole of it. */
    static Json.Builder set(Operator operator, Fields in) throws Malformed, Unanswered {
        String desk = in.text("desk", 1, CODE_CHARS_MAX);
        Json.Builder given = Json.obj()
                .putTexts("functions", in.texts("functions", 1, DeskPart.FUNCTIONS_MAX, CODE_CHARS_MAX))
                .putTexts("members", in.texts("members", DeskPart.MEMBERS_MIN, DeskPart.MEMBERS_MAX, CODE_CHARS_MAX))
                .putTexts("heads", in.texts("heads", 1, DeskPart.HEADS_MAX, CODE_CHARS_MAX))
                .putTexts("alternates", in.texts("alternates", 0, DeskPart.ALTERNATES_MAX, CODE_CHARS_MAX));
        in.end();
        if (!ListingId.valid(desk) || !desk.startsWith(operator.country().code()))
            throw new Malformed("foreign-country");
        // Read as the log's readers will.
        DeskPart roster = DeskPart.read(
                Json.write(given.build()), operator.errand().home().text());
        long now = operator.errand().now();
        Part part = operator.salted(roster.body());
        return operator.propose(header(operator, desk, part, now, now + DESK_SECONDS), List.of(part));
    }

    private static Header header(Operator operator, String desk, Part part, long issued, long expires) {
        Subject subject = operator.subject(StatementType.DESK, desk);
        return StatementSigner.header(subject, operator.trust().nextVersion(subject), issued, expires, List.of(part));
    }

    /** The roster that another operator proposed, hashed again from what is shown. */
    static DeskPart proposed(Operator operator, Waits waits) throws Malformed {
        return DeskPart.read(waits.part(0).body(), operator.errand().home().text());
    }

    static Header expected(Operator operator, Waits waits) throws Malformed {
        Header theirs = waits.header();
        Part part = new Part(waits.part(0).salt(), proposed(operator, waits).body());
        return header(operator, theirs.id(), part, theirs.issued(), theirs.expires());
    }
}
