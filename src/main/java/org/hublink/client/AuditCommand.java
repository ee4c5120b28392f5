package org.hublink.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.OwnKey;
import org.hublink.engine.VaultContents;
import org.hublink.engine.VaultOwner;
import org.hublink.engine.Wish;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Ignored;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Moment;
import org.hublink.protocol.RevocationFacts;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Trust;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hub audit}: the log read whole and judged whole, with what counts for nothing and why. */
@Command(
        mixinStandardHelpOptions = true,
        name = "audit",
        header = "Follow the log, check that it only ever grew, show what was said and what was ignored and why.")
final class AuditCommand extends HubCommand {
    private static final String EMPTY = "-";

    @Mixin
    private ClientOptions options = new ClientOptions();

    @Option(names = "--country", paramLabel = "CODE", description = "Show what this country said, such as FR.")
    private @Nullable String country;

    @Option(names = "--server", paramLabel = "URL", description = "Audit this server without a vault; wants --root.")
    private @Nullable String server;

    @Option(names = "--root", paramLabel = "HASH", description = "The hash of the first root, as it was published.")
    private @Nullable String root;

    @Option(
            names = "--evidence",
            paramLabel = "FILE",
            description = "Judge a case that was exported by hub case export, by this log and nothing else.")
    private @Nullable Path evidence;

    @Option(names = "--offline", description = "Judge what is stored; ask nobody.")
    private boolean offline;

    @Override
    public Integer call() throws IOException, Ended {
        var home = JvmHome.system();
        var thrown = server == null ? null : Files.createTempDirectory("hub-audit-");
        try {
            return audit(home, thrown);
        } finally {
            if (thrown != null) {
                PrivateFiles.delete(thrown);
            }
        }
    }

    private int audit(Home home, @Nullable Path thrown) throws IOException, Ended {
        try (var client = client(home, thrown)) {
            try {
                client.must(offline ? new Wish.Open() : new Wish.Follow());
            } catch (Ended refused) {
                Contradictions.show(screen(), client.engine().contradictions());
                throw refused;
            }
            var checkpoint = client.engine().checkpoint();
            if (checkpoint == null) {
                throw Ended.local("not-synced", "Nothing of the log is stored here yet.");
            }
            var trust = client.engine().trust();
            var moment = client.engine().moment();
            if (evidence != null) {
                return new EvidenceReport(screen(), output()).show(client.engine(), evidence);
            }
            int subjects = judgeAll(trust, moment);
            var ignored = trust.ledger().ignored();
            screen().good("Every leaf fits the signed root: " + moment.size() + " leaves, checkpoint "
                    + Ages.of(home.clock().now() - checkpoint.cosignedAt()) + " old");
            screen().good(subjects + " subjects judged by their newest statements");
            if (country != null) {
                said(trust, moment, country, home.clock().now());
            }
            ignored(trust.ledger(), ignored);
            var contradictions = client.engine().contradictions();
            Contradictions.show(screen(), contradictions);
            output().answer(json(trust, moment, ignored, checkpoint.root().hex())
                    .put("contradictions", Contradictions.json(contradictions)));
            return ExitCode.DONE;
        }
    }

    /** With a vault on its store; without one on a store that is thrown away afterwards: the log is open to all. */
    private OfficerClient client(Home home, @Nullable Path thrown) throws IOException, Ended {
        var origin = server;
        if (origin == null || thrown == null) {
            return options.open(home, new Watching(screen()));
        }
        var nobody = new VaultOwner.RootHolder(OwnKey.ed25519(home.randomness()));
        var contents = VaultContents.fresh(nobody, pin(), origin, home.randomness());
        return OfficerClient.open(contents, thrown, options.http(origin), home, options.demo(), new Watching(screen()));
    }

    private Digest pin() throws Ended {
        try {
            return Digest.fromHex(root == null ? "" : root);
        } catch (Malformed malformed) {
            throw new Ended(ExitCode.USAGE, "no-root", "--server wants --root with the 64 digits of the root's hash.");
        }
    }

    /** Asks the judge about everything, so that what counts for nothing is found. */
    private static int judgeAll(Trust trust, Moment moment) {
        int count = 0;
        for (var type : StatementType.values()) {
            for (var subject : trust.ledger().subjects(type, null)) {
                trust.newest(subject, moment);
                count++;
            }
        }
        return count;
    }

    private void said(Trust trust, Moment moment, String code, long now) {
        screen().title("What " + code + " said");
        var table = new Table()
                .right("leaf")
                .left("type")
                .text("about")
                .right("version")
                .right("age")
                .left("stands");
        for (long i = 0; i < moment.size(); i++) {
            var leaf = trust.ledger().leaf(i);
            if (leaf != null && leaf.header().country().equals(code)) {
                table.row(
                        Long.toString(i),
                        leaf.header().type().code(),
                        about(leaf),
                        Integer.toString(leaf.header().version()),
                        Ages.of(now - leaf.header().issued()),
                        stands(trust, moment, i, leaf));
            }
        }
        if (table.size() == 0) {
            screen().line("  Nothing.");
        } else {
            screen().table(table);
        }
    }

    private static String about(Leaf leaf) {
        return leaf.header().facts() instanceof RevocationFacts facts
                ? facts.mode().code() + " " + leaf.header().id()
                : leaf.header().id();
    }

    /** {@code yes}, {@code replaced}, or the reason why not. */
    private static String stands(Trust trust, Moment moment, long index, Leaf leaf) {
        for (var one : trust.ledger().ignored()) {
            if (one.index() == index) {
                return "ignored: " + one.reason().code();
            }
        }
        var newest = trust.newest(leaf.subject(), moment);
        if (newest instanceof Verdict.Trusted<LoggedStatement> trusted) {
            return trusted.value().index() == index ? "yes" : "replaced";
        }
        return newest.code();
    }

    private void ignored(Ledger ledger, List<Ignored> ignored) {
        screen().line();
        if (ignored.isEmpty()) {
            screen().good("Nothing was ignored.");
            return;
        }
        screen().warn(ignored.size() + " leaves count for nothing; they are kept as evidence:");
        var table = new Table().right("leaf").text("claims to be").left("why").text("detail");
        for (var one : ignored) {
            var leaf = ledger.leaf(one.index());
            table.row(
                    Long.toString(one.index()),
                    leaf == null ? EMPTY : leaf.subject().toString(),
                    one.reason().code(),
                    one.detail());
        }
        screen().table(table);
    }

    private Json.Builder json(Trust trust, Moment moment, List<Ignored> ignored, String root) {
        List<Json> items = new ArrayList<>();
        for (var one : ignored) {
            items.add(Json.obj()
                    .put("leaf", one.index())
                    .put("reason", one.reason().code())
                    .put("detail", one.detail())
                    .build());
        }
        List<Json> statements = new ArrayList<>();
        for (long i = 0; country != null && i < moment.size(); i++) {
            var leaf = trust.ledger().leaf(i);
            if (leaf != null && leaf.header().country().equals(country)) {
                statements.add(Json.obj()
                        .put("leaf", i)
                        .put("type", leaf.header().type().code())
                        .put("id", leaf.header().id())
                        .put("version", leaf.header().version())
                        .put("stands", stands(trust, moment, i, leaf))
                        .build());
            }
        }
        return Json.obj()
                .put("leaves", moment.size())
                .put("root", root)
                .put("ignored", items)
                .put("statements", statements);
    }
}
