package org.hublink.browser;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.engine.Renewal;
import org.hublink.engine.Revoke;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.DevicePart;
import org.hublink.protocol.Header;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Part;
import org.hublink.protocol.Parts;
import org.hublink.protocol.RevocationFacts;
import org.hublink.protocol.Role;
import org.hublink.protocol.Standing;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/** The own country's devices: who they are by pseudonym, which are due, and how one is cut off or let back in. */
final class OfficePeople {
    private static final int DEVICES_MAX = 100_000;
    private static final int RENEWED_AT_ONCE_MAX = 25;
    private static final long LIFE_SECONDS = 90L * 86_400;
    private static final int TARGET_CHARS_MAX = 90;
    private static final String DEVICE = "device:";

    private OfficePeople() {}

    /** The newest leaf of each device, whether it counts now or not. */
    static List<LoggedStatement> newest(Operator operator) {
        Ledger ledger = operator.trust().ledger();
        List<LoggedStatement> all = new ArrayList<>();
        for (Subject subject : ledger.subjects(StatementType.DEVICE, operator.country())) {
            LoggedStatement newest = newestVersion(ledger, subject);
            if (newest != null) all.add(newest);
        }
        return all;
    }

    private static @Nullable LoggedStatement newestVersion(Ledger ledger, Subject subject) {
        List<Long> candidates = ledger.candidates(subject);
        for (int i = candidates.size() - 1; i >= 0; i--) {
            Leaf leaf = ledger.leaf(candidates.get(i));
            if (leaf != null) return new LoggedStatement(candidates.get(i), leaf);
        }
        return null;
    }

    static List<Long> leaves(List<LoggedStatement> statements) {
        List<Long> leaves = new ArrayList<>();
        for (LoggedStatement one : statements) leaves.add(one.index());
        return leaves;
    }

    /** How many devices of that officer are in the log. */
    static int devices(Operator operator, String officer) throws Malformed, Unanswered {
        List<LoggedStatement> all = newest(operator);
        Parts parts = operator.parts(leaves(all));
        int count = 0;
        for (LoggedStatement one : all) {
            DevicePart part = read(operator, one, parts);
            if (part != null && part.officer().equals(officer)) count++;
        }
        return count;
    }

    private static @Nullable DevicePart read(Operator operator, LoggedStatement device, Parts parts) {
        Part part = parts.part(device, 0);
        byte[] body = operator.trust().part(device, 0, part).valueOrNull();
        if (part == null || body == null) return null;
        operator.trust().learn(device, part);
        try {
            return DevicePart.read(body, operator.errand().home().text());
        } catch (Malformed refused) {
            return null;
        }
    }

    /** Each device with its officer, how it stands, and what is due of it. */
    static List<Json> list(Operator operator, List<Waits> pending, List<LoggedStatement> all, Parts parts)
            throws Malformed, Unanswered {
        Map<String, Long> seen = lastSeen(operator);
        Map<String, Renewal.Due> due = new LinkedHashMap<>();
        for (Renewal.Due one : due(operator, parts, seen)) due.put(one.device(), one);
        List<Json> items = new ArrayList<>();
        for (LoggedStatement one : all) {
            DevicePart part = read(operator, one, parts);
            String officer = part == null ? "" : part.officer();
            Verdict<LoggedStatement> verdict =
                    operator.trust().newest(one.header().subject(), operator.moment());
            Standing standing = standing(operator, Revoke.device(one.header().id()));
            Standing whole = officer.isEmpty() ? Standing.FREE : standing(operator, Revoke.officer(officer));
            Long last = seen.get(one.header().id());
            List<String> roles = new ArrayList<>();
            if (part != null) for (Role role : part.roles()) roles.add(role.code());
            Renewal.Due renewal = due.get(one.header().id());
            items.add(Json.obj()
                    .put("device", one.header().id())
                    .put("officer", officer)
                    .putTexts("roles", roles)
                    .put("version", one.header().version())
                    .put("leaf", one.index())
                    .put("expires", one.header().expires())
                    .put("result", verdict.code())
                    .put(
                            "standing",
                            (standing.free() ? whole : standing).state().name())
                    .put(
                            "cut",
                            standing.free() && !whole.free()
                                    ? Revoke.officer(officer)
                                    : Revoke.device(one.header().id()))
                    .put("seen", last == null ? -1 : last)
                    .put("renewal", renewal == null ? "" : turn(operator, pending, renewal))
                    .build());
        }
        return items;
    }

    private static Standing standing(Operator operator, String target) {
        return operator.trust().standing(target, operator.country(), operator.moment());
    }

    private static List<Renewal.Due> due(Operator operator, Parts parts, Map<String, Long> seen) {
        long now = operator.errand().now();
        return Renewal.due(operator.trust(), operator.country(), parts, seen, LIFE_SECONDS, now);
    }

    /** {@code first}, {@code second}, {@code waits} for another operator, or {@code withheld}. */
    private static String turn(Operator operator, List<Waits> pending, Renewal.Due due) {
        Waits waits = waiting(pending, due);
        if (due.part() == null) return "withheld";
        if (waits == null) return "first";
        return waits.signedBy(operator.key().keyId()) ? "waits" : "second";
    }

    private static @Nullable Waits waiting(List<Waits> pending, Renewal.Due due) {
        return Operator.waiting(
                pending, StatementType.DEVICE, due.device(), due.next().version());
    }

    static List<Json> thin(Operator operator, Parts parts) {
        List<Json> items = new ArrayList<>();
        for (Renewal.ThinDesk desk : Renewal.thinDesks(
                operator.trust(), operator.country(), parts, operator.errand().now())) {
            items.add(Json.obj()
                    .put("desk", desk.desk())
                    .put("devices", desk.devices())
                    .build());
        }
        return items;
    }

    private static Map<String, Long> lastSeen(Operator operator) throws Malformed, Unanswered {
        Map<String, Long> seen = new LinkedHashMap<>();
        Fields answer = operator.errand().get("/api/v1/officers/devices", operator.token());
        for (Fields item : answer.objects("devices", 0, DEVICES_MAX)) {
            seen.put(item.text("device", 1, 80), item.integer("seen", 0, Json.INTEGER_MAX));
        }
        return seen;
    }

    /** Signs the renewals of these devices: first what nobody has signed, second what another operator has. */
    static Json.Builder renew(Operator operator, Fields in) throws Malformed, Unanswered {
        List<String> wanted = in.texts("devices", 1, RENEWED_AT_ONCE_MAX, 80);
        in.end();
        List<Waits> pending = operator.pending();
        List<LoggedStatement> all = newest(operator);
        Parts parts = operator.parts(leaves(all));
        int renewed = 0;
        int waiting = 0;
        long index = -1;
        for (Renewal.Due due : due(operator, parts, Map.of())) {
            if (!wanted.contains(due.device())) continue;
            Waits waits = waiting(pending, due);
            if (waits != null && waits.signedBy(operator.key().keyId())) continue;
            if (due.part() == null) throw new Malformed("part-withheld");
            Json.Builder outcome = waits == null
                    ? operator.propose(due.next(), Arrays.asList(due.part(), null))
                    : operator.second(waits, expected(operator, waits.header()));
            long leaf = index(outcome);
            if (leaf < 0) waiting++;
            else renewed++;
            index = Math.max(index, leaf);
        }
        return Json.obj()
                .put("renewed", renewed)
                .put("waiting", waiting)
                .put("logged", index >= 0)
                .put("index", index);
    }

    static long index(Json.Builder outcome) throws Malformed {
        return Fields.of(outcome.build(), "outcome").integer("index", -1, Json.INTEGER_MAX);
    }

    static Header expected(Operator operator, Header theirs) throws Malformed {
        Header own =
                Renewal.expected(operator.trust(), theirs, operator.errand().now());
        if (own == null) throw new Malformed("statement-differs");
        return own;
    }

    /** Hold, lift or final on one target: as the first, or as the second where another operator proposed it. */
    static Json.Builder cut(Operator operator, Fields in) throws Malformed, Unanswered {
        String target = in.text("target", 1, TARGET_CHARS_MAX);
        RevocationFacts.Mode mode = mode(in.text("mode", 1, 8));
        in.end();
        for (Waits waits : operator.pending()) {
            boolean same = waits.header().id().equals(target)
                    && waits.header().facts() instanceof RevocationFacts facts
                    && facts.mode() == mode;
            if (same) return operator.second(waits, revocation(operator, waits.header()));
        }
        Header header;
        try {
            header = Revoke.header(
                    operator.trust(),
                    operator.country(),
                    target,
                    mode,
                    operator.trust().ledger().size() - 1,
                    null,
                    operator.errand().now());
        } catch (IllegalArgumentException noTarget) {
            throw new Malformed("bad-target");
        }
        notHisOwn(operator, header);
        return operator.propose(header, List.of());
    }

    private static RevocationFacts.Mode mode(String code) throws Malformed {
        for (RevocationFacts.Mode mode : RevocationFacts.Mode.values()) {
            if (mode.code().equals(code)) return mode;
        }
        throw new Malformed("bad-mode");
    }

    /** The next revocation of the target as this operator's own log gives it; mode, reach and times are the proposer's. */
    static Header revocation(Operator operator, Header theirs) throws Malformed, Unanswered {
        Header own = Revoke.expected(operator.trust(), operator.country(), theirs);
        notHisOwn(operator, own);
        return own;
    }

    /** Who signs that a device comes back or ends may not be its officer; the server refuses it too. */
    private static void notHisOwn(Operator operator, Header header) throws Malformed, Unanswered {
        if (!header.id().startsWith(DEVICE)) return;
        Subject subject = Subject.device(operator.country(), header.id().substring(DEVICE.length()));
        LoggedStatement device = newestVersion(operator.trust().ledger(), subject);
        if (device == null) throw new Malformed("target-unknown");
        read(operator, device, operator.parts(List.of(device.index())));
        if (operator.trust().ownDevice(header, operator.id())) throw new Malformed("own-subject");
    }
}
