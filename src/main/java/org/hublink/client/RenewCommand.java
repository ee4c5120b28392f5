package org.hublink.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.engine.Approve;
import org.hublink.engine.Renewal;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Parts;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hub authority renew}: all that is due in one go; the second operator runs the same command. */
@Command(
        name = "renew",
        mixinStandardHelpOptions = true,
        header = "Renew all devices that are due, after a preview; a second operator runs the same command.")
final class RenewCommand extends OperatorCommand {
    private static final int DEVICES_MAX = 100_000;

    @Option(names = "--due", description = "All devices with 45 days or less left.")
    private boolean due;

    @Mixin
    private DeviceDays days = new DeviceDays();

    @Mixin
    private Consent consent = new Consent();

    @Override
    void prepare() throws Ended {
        if (!due) {
            throw new Ended(ExitCode.USAGE, "nothing-named", "Say what to renew: --due.");
        }
        days.check();
    }

    @Override
    void work(OperatorClient operator) throws IOException, Ended {
        var found = Renewal.due(
                operator.trust(),
                operator.country(),
                parts(operator),
                lastSeen(operator),
                days.seconds(),
                operator.now());
        var waiting = operator.pending();
        var mine = new ArrayList<Renewal.Due>();
        var table = new Table()
                .left("device")
                .left("officer")
                .right("expires in")
                .right("last seen")
                .text("now");
        for (var one : found) {
            var other = waiting(waiting, one);
            boolean signed = other != null && other.signedBy(operator.key().keyId());
            if (!signed && one.part() != null) {
                mine.add(one);
            }
            table.row(
                    Spoken.shortened(one.device()),
                    one.officer() == null ? "?" : one.officer(),
                    one.daysLeft() + " d",
                    seen(operator.now(), one),
                    signed ? "waits for another operator" : other == null ? "you sign first" : "you sign second");
        }
        if (!found.isEmpty()) {
            screen().table(table);
        }
        if (mine.isEmpty()) {
            screen().line("Nothing is due for your signature.");
        } else {
            consent.ask("Renew these " + mine.size() + "?");
        }
        sign(operator, waiting, mine);
    }

    private void sign(OperatorClient operator, List<Waiting> waiting, List<Renewal.Due> mine)
            throws IOException, Ended {
        int logged = 0;
        long last = -1;
        for (var one : mine) {
            var outcome = sign(operator, waiting(waiting, one), one);
            logged += outcome.logged() ? 1 : 0;
            last = Math.max(last, outcome.index());
        }
        if (last >= 0) {
            operator.awaitPublished(last);
        }
        if (!mine.isEmpty()) {
            screen().good(logged + " renewed; " + (mine.size() - logged) + " wait for another operator.");
        }
        output().answer(Json.obj().put("renewed", logged).put("waiting", mine.size() - logged));
    }

    private static OperatorClient.Outcome sign(OperatorClient operator, @Nullable Waiting other, Renewal.Due one)
            throws Ended {
        if (other == null) {
            var envelope = new StatementSigner(operator.key()).sign(one.next());
            return operator.propose(envelope, Arrays.asList(one.part(), null), null);
        }
        var own = Renewal.expected(operator.trust(), other.header(), operator.now());
        if (own == null) {
            throw Ended.refused("statement-differs", "The log has nothing that this would renew.");
        }
        return operator.countersign(OperatorClient.must(
                Approve.countersign(other.envelope(), own, operator.key(), operator.now()),
                "What the other operator signed"));
    }

    private static @Nullable Waiting waiting(List<Waiting> all, Renewal.Due due) {
        for (var one : all) {
            if (one.header().type() == StatementType.DEVICE
                    && one.header().id().equals(due.device())
                    && one.header().version() == due.next().version()) {
                return one;
            }
        }
        return null;
    }

    private static String seen(long now, Renewal.Due one) {
        var seen = one.lastSeen();
        return seen == null ? "never" : Ages.of(Math.max(0, now - seen)) + (one.unseen() ? " !" : "");
    }

    /** Device parts from the server; the judge compares each with the header's digest. */
    private static Parts parts(OperatorClient operator) throws Ended {
        var leaves = new ArrayList<Long>();
        for (var subject : operator.trust().ledger().subjects(StatementType.DEVICE, operator.country())) {
            var newest = operator.newest(subject);
            if (newest != null) {
                leaves.add(newest.index());
            }
        }
        var parts = operator.parts(leaves);
        return (statement, n) -> parts.getOrDefault(statement.index(), Map.of()).get(n);
    }

    private static Map<String, Long> lastSeen(OperatorClient operator) throws Ended {
        var server = operator.server();
        var answer = server.fields(server.get("/api/v1/officers/devices", operator.token()), "devices");
        var seen = new LinkedHashMap<String, Long>();
        try {
            for (var item : answer.objects("devices", 0, DEVICES_MAX)) {
                seen.put(item.text("device", 1, 80), item.integer("seen", 0, Json.INTEGER_MAX));
            }
        } catch (Malformed malformed) {
            throw Ended.refused("unexpected-answer", "The devices cannot be read (" + malformed.reason() + ").");
        }
        return seen;
    }
}
