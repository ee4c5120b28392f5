package org.hublink.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Act;
import org.hublink.protocol.DeskDoors;
import org.hublink.protocol.DeskDuty;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Hours;
import org.hublink.protocol.ListingId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub desk}: who of one's desk is rung, and how. */
@Command(
        mixinStandardHelpOptions = true,
        name = "desk",
        header = "Your desk: who is on duty, by which doors it is woken, and what was said of it.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            OwnDeskCommand.Duty.class,
            OwnDeskCommand.Doors.class,
            OwnDeskCommand.Alerts.class,
            DeskNewsCommand.class
        })
final class OwnDeskCommand {
    private static final String DESKS = "/api/v1/messaging/desks/";
    private static final long HOUR_SECONDS = 3_600;
    private static final int ALERTS_MAX = 30;
    private static final int TRIES_MAX = 10_000;

    private OwnDeskCommand() {}

    /** What each of them needs: an officer of the desk, signed in. */
    abstract static class OfDesk extends HubCommand {
        @Mixin
        private ClientOptions own = new ClientOptions();

        @Parameters(index = "0", paramLabel = "DESK", description = "Your desk, such as FR-CSE-247.")
        private String desk = "";

        final String desk() {
            return desk;
        }

        /** Does the work with an open client. */
        abstract void work(OfficerClient client, ServerCalls calls, Home home) throws IOException, Ended;

        @Override
        public Integer call() throws IOException, Ended {
            if (!ListingId.valid(desk)) {
                throw new Ended(ExitCode.USAGE, "bad-desk", "A desk is named like FR-CSE-247.");
            }
            var home = JvmHome.system();
            try (var client = own.open(home, view -> {})) {
                CaseOptions.ended(client, client.connect(), "");
                work(client, client.calls(), home);
            }
            return ExitCode.DONE;
        }

        final Json get(OfficerClient client, ServerCalls calls, String what) throws Ended {
            return calls.get(DESKS + desk + "/" + what, client.engine().token());
        }

        final void said(OfficerClient client, View.Finished finished) throws Ended {
            CaseOptions.ended(client, finished, "");
        }
    }

    /** {@code hub desk duty}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "duty",
            header = "Say that you are on duty: alerts ring those on duty first, all members after two minutes.")
    static final class Duty extends OfDesk {
        @Option(names = "--hours", paramLabel = "N", description = "For so long (default: ${DEFAULT-VALUE}).")
        private int hours = 8;

        @Option(names = "--off", description = "Your duty ends now.")
        private boolean off;

        @Override
        void work(OfficerClient client, ServerCalls calls, Home home) throws IOException, Ended {
            long now = home.clock().now();
            long until = off ? now : now + hours * HOUR_SECONDS;
            if (hours < 1 || until - now > DeskDuty.SECONDS_MAX) {
                throw new Ended(ExitCode.USAGE, "duty-times", "A duty is from one hour to seven days.");
            }
            said(client, client.runAndSettle(new Wish.Duty(desk(), new DeskDuty(now, until))));
            screen().good(
                            off
                                    ? "You are off duty at " + desk() + "."
                                    : "On duty at " + desk() + " until " + CaseWords.time(until)
                                            + ". Ring here: hub watch");
            output().answer(Json.obj().put("desk", desk()).put("until", until));
        }
    }

    /** {@code hub desk doors}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "doors",
            header = "Show by which doors the desk is woken beside its open clients; a head sets them.",
            description = "Alerts say that something waits and for which desk, never what. A webhook must not lead into"
                    + " closed networks unless the server's settings list them.")
    static final class Doors extends OfDesk {
        @Option(names = "--webhook", paramLabel = "URL", description = "https://…; more than one is allowed.")
        private List<String> webhooks = new ArrayList<>();

        @Option(names = "--mail", paramLabel = "ADDRESS", description = "More than one is allowed.")
        private List<String> mails = new ArrayList<>();

        @Option(names = "--none", description = "No doors: open clients and hub watch alone.")
        private boolean none;

        @Override
        void work(OfficerClient client, ServerCalls calls, Home home) throws IOException, Ended {
            DeskDoors before = stored(get(client, calls, "doors"), home);
            if (!none && webhooks.isEmpty() && mails.isEmpty()) {
                show(before);
                return;
            }
            Hours hours = before == null ? null : before.hours();
            DeskDoors doors;
            try {
                doors = new DeskDoors(webhooks, mails, hours);
            } catch (IllegalArgumentException refused) {
                throw new Ended(
                        ExitCode.USAGE,
                        String.valueOf(refused.getMessage()),
                        "At most 4 webhooks (https://host/path) and 8 mail addresses, each once.");
            }
            said(client, client.runAndSettle(new Wish.Doors(desk(), doors)));
            screen().good("Set by your signature. What came of each try: hub desk alerts " + desk());
            show(doors);
        }

        private void show(@Nullable DeskDoors doors) {
            if (doors == null || (doors.webhooks().isEmpty() && doors.mails().isEmpty())) {
                screen().line("No doors but the clients and watches that are open.");
            } else {
                doors.webhooks().forEach(one -> screen().line("  webhook  " + one));
                doors.mails().forEach(one -> screen().line("  mail     " + one));
            }
            output().answer(Json.obj()
                    .put("desk", desk())
                    .putTexts("webhooks", doors == null ? List.of() : doors.webhooks())
                    .putTexts("mails", doors == null ? List.of() : doors.mails()));
        }

        /** As the server has it; it is shown, and nothing is decided by it. */
        private static @Nullable DeskDoors stored(Json answer, Home home) throws Ended {
            try {
                Json act = ((Json.Obj) answer).members().get("act");
                if (!(act instanceof Json.Obj signed)) {
                    return null;
                }
                return DeskDoors.read(
                        Act.read(Envelope.read(Json.write(signed)), home.text()).body());
            } catch (Malformed malformed) {
                throw Ended.refused("unexpected-answer", "The doors cannot be read: " + malformed.reason() + ".");
            }
        }
    }

    /** {@code hub desk alerts}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "alerts",
            header = "The newest alerts of the desk and what came of each try, as the server tells it.")
    static final class Alerts extends OfDesk {
        @Override
        void work(OfficerClient client, ServerCalls calls, Home home) throws IOException, Ended {
            var answer = get(client, calls, "alerts");
            var table = new Table()
                    .left("raised")
                    .left("what")
                    .right("round")
                    .left("door")
                    .right("reached")
                    .text("outcome")
                    .left("at");
            try {
                for (var alert : calls.fields(answer, "alerts").objects("alerts", 0, ALERTS_MAX)) {
                    rows(table, alert);
                }
            } catch (Malformed malformed) {
                throw Ended.refused("unexpected-answer", "The alerts cannot be read: " + malformed.reason() + ".");
            }
            if (table.size() == 0) {
                screen().line("No alerts of " + desk() + ".");
            } else {
                screen().table(table);
            }
            output().answer(Json.write(answer));
        }

        private static void rows(Table table, Fields alert) throws Malformed {
            var raised = CaseWords.time(alert.integer("raised", 0, Json.INTEGER_MAX));
            var what = alert.text("urgency", 1, 40) + " " + alert.text("step", 1, 40);
            var tries = alert.objects("tries", 0, TRIES_MAX);
            if (tries.isEmpty()) {
                table.row(raised, what, "", "none yet", "", "", "");
            }
            for (var one : tries) {
                table.row(
                        raised,
                        what,
                        String.valueOf(one.integer("round", 0, Integer.MAX_VALUE)),
                        one.text("door", 1, 40),
                        String.valueOf(one.integer("reached", 0, Integer.MAX_VALUE)),
                        one.text("outcome", 1, 200),
                        CaseWords.time(one.integer("at", 0, Json.INTEGER_MAX)));
            }
        }
    }
}
