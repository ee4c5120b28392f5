package org.hublink.browser;

import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.Engine;
import org.hublink.engine.VaultContents;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.Header;
import org.hublink.protocol.Ignored;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Part;
import org.hublink.protocol.Parts;
import org.hublink.protocol.RevocationFacts;
import org.hublink.protocol.StatementType;

/** What an operator asks of his administration and what he gets, as JSON: {@code OfficeTask} and its answers of core.d.ts. */
final class OfficeForm {
    private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 10, 50_000, 64 * 1024);
    private static final int TASK_CHARS_MAX = 20;

    private OfficeForm() {}

    /** Reads a task; it begins when the errand runs. */
    static Errand.Work read(byte[] json, Engine engine, VaultContents vault, Text text) throws Malformed {
        String task = Fields.of(Json.read(json, LIMITS, text), "task").text("task", 1, TASK_CHARS_MAX);
        if (task.startsWith(ForumForm.PREFIX)) return ForumForm.read(json, engine, text);
        return errand -> {
            Fields in = Fields.of(Json.read(json, LIMITS, text), "task");
            in.text("task", 1, TASK_CHARS_MAX);
            return run(task, Operator.of(vault, engine, errand), in);
        };
    }

    private static Json.Builder run(String task, Operator operator, Fields in) throws Malformed, Unanswered {
        return switch (task) {
            case "overview" -> overview(operator, in);
            case "invite" -> OfficeApplications.invite(operator, in);
            case "open" -> OfficeApplications.open(operator, in);
            case "approve" -> OfficeApplications.approve(operator, in);
            case "decline" -> OfficeApplications.decline(operator, in);
            case "look" -> look(operator, in);
            case "sign" -> sign(operator, in);
            case "withdraw" -> withdraw(operator, in);
            case "cut" -> OfficePeople.cut(operator, in);
            case "renew" -> OfficePeople.renew(operator, in);
            case "desk" -> OfficeDesks.set(operator, in);
            case "preview" -> OfficeListings.preview(operator, in);
            case "publish" -> OfficeListings.publish(operator, in);
            case "attest" -> OfficeListings.attest(operator, in);
            default -> throw new Malformed("no-such-task");
        };
    }

    private static Json.Builder overview(Operator operator, Fields in) throws Malformed, Unanswered {
        in.end();
        AuthorityFacts authority = operator.authority();
        List<Json> applications = OfficeApplications.list(operator);
        List<Waits> pending = operator.pending();
        List<Json> waiting = new ArrayList<>();
        for (Waits one : pending) {
            waiting.add(one.json(authority, operator.key().keyId()).build());
        }
        List<LoggedStatement> devices = OfficePeople.newest(operator);
        List<LoggedStatement> desks = OfficeDesks.newest(operator);
        List<LoggedStatement> all = new ArrayList<>(devices);
        all.addAll(desks);
        Parts parts = operator.parts(OfficePeople.leaves(all));
        List<String> operators = new ArrayList<>();
        for (AuthorityFacts.Operator one : authority.operators()) operators.add(one.id());
        List<Json> alarms = new ArrayList<>();
        for (Ignored one : operator.trust().alarms(operator.country())) {
            alarms.add(Json.obj()
                    .put("index", one.index())
                    .put("reason", one.reason().code())
                    .build());
        }
        return Json.obj()
                .put("time", operator.errand().now())
                .put("country", operator.country().code())
                .put("operator", operator.id())
                .putTexts("operators", operators)
                .put("needed", authority.threshold())
                .put("applications", applications)
                .put("pending", waiting)
                .put("people", OfficePeople.list(operator, pending, devices, parts))
                .put("desks", OfficeDesks.list(operator, desks, parts))
                .put("thin", OfficePeople.thin(operator, parts))
                .put("alarms", alarms);
    }

    private static Waits chosen(Operator operator, Fields in) throws Malformed, Unanswered {
        Digest digest = in.digest("digest");
        in.end();
        for (Waits one : operator.pending()) {
            if (one.header().digest().equals(digest)) return one;
        }
        throw new Malformed("statement-unknown");
    }

    /** What waits, in full: what it would change, and whether this operator's client comes to the same bytes. */
    private static Json.Builder look(Operator operator, Fields in) throws Malformed, Unanswered {
        Waits waits = chosen(operator, in);
        Json.Builder out = waits.json(operator.authority(), operator.key().keyId());
        Header theirs = waits.header();
        if (theirs.type() == StatementType.MANIFEST) {
            out.put("changes", OfficeListings.review(operator, waits));
        } else if (theirs.type() == StatementType.DESK) {
            out.put("roster", OfficeDesks.json(OfficeDesks.proposed(operator, waits)));
            LoggedStatement former = operator.newest(theirs.subject());
            if (former != null) {
                Part part = operator.parts(List.of(former.index())).part(former, 0);
                out.put(
                        "before",
                        OfficeDesks.list(operator, List.of(former), (one, n) -> part)
                                .get(0));
            }
        } else if (theirs.facts() instanceof RevocationFacts facts) {
            out.put("mode", facts.mode().code());
        }
        boolean elsewhere = theirs.version() == 1
                && (theirs.type() == StatementType.DEVICE || theirs.type() == StatementType.PERSONA);
        String result = elsewhere ? "sign-elsewhere" : same(operator, waits) ? "trusted" : "statement-differs";
        return out.put("result", result);
    }

    private static boolean same(Operator operator, Waits waits) throws Malformed, Unanswered {
        return Bytes.equal(expected(operator, waits).bytes(), waits.envelope().payload());
    }

    private static Json.Builder sign(Operator operator, Fields in) throws Malformed, Unanswered {
        Waits waits = chosen(operator, in);
        return operator.second(waits, expected(operator, waits));
    }

    /** The same statement as this operator's client builds it from what it knows itself. */
    private static Header expected(Operator operator, Waits waits) throws Malformed, Unanswered {
        Header theirs = waits.header();
        if (theirs.facts() instanceof RevocationFacts) return OfficePeople.revocation(operator, theirs);
        if (theirs.type() == StatementType.DEVICE && theirs.version() > 1)
            return OfficePeople.expected(operator, theirs);
        if (theirs.type() == StatementType.DESK) return OfficeDesks.expected(operator, waits);
        if (theirs.type() == StatementType.MANIFEST) return OfficeListings.expected(operator, waits);
        throw new Malformed("sign-elsewhere");
    }

    private static Json.Builder withdraw(Operator operator, Fields in) throws Malformed, Unanswered {
        Waits waits = chosen(operator, in);
        operator.withdraw(waits.header().digest());
        return Json.obj().put("withdrawn", waits.header().digest());
    }
}
