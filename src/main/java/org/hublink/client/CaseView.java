package org.hublink.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hublink.engine.CaseBook;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Act;
import org.hublink.protocol.CaseClocks;
import org.hublink.protocol.CaseLink;
import org.hublink.protocol.CaseMember;
import org.hublink.protocol.CaseParty;
import org.hublink.protocol.CaseRequest;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.CaseStory;
import org.hublink.protocol.CaseUse;
import org.hublink.protocol.Identifier;
import org.hublink.protocol.IdentifierKind;
import org.hublink.protocol.Transition;
import org.jspecify.annotations.Nullable;

/** Cases on a screen: a list with clocks, one case whole, one line for each thing that is said. */
public final class CaseView {
    /** So much of an id is shown, and taken as its name. */
    public static final int ID_CHARS = 8;

    private static final int LABEL = 16;

    private final CaseBook book;
    private final CaseWords words;
    private final Screen screen;

    public CaseView(CaseBook book, CaseWords words, Screen screen) {
        this.book = book;
        this.words = words;
        this.screen = screen;
    }

    public static String shortId(String conversation) {
        return conversation.substring(0, ID_CHARS);
    }

    /** Open cases, soonest due first; {@code all} = the ended ones too. Returns how many there are. */
    public int list(boolean all, long now) {
        var table = new Table()
                .left("case")
                .left("with")
                .text("what")
                .left("urgency")
                .text("state")
                .text("due");
        var ids = new ArrayList<>(book.conversations());
        ids.removeIf(id -> !all && over(book.story(id).position().state()));
        ids.sort((a, b) -> Long.compare(soonest(a), soonest(b)));
        for (var id : ids) {
            var story = book.story(id);
            var request = story.position().request();
            var due = CaseClocks.USUAL.due(story);
            table.row(
                    shortId(id),
                    other(id),
                    request == null ? "" : book.opensAt(id) > 0 ? "sealed for you as well" : words.title(request),
                    request == null
                            ? ""
                            : words.label("urgencies", request.urgency().level()),
                    words.state(story.position()),
                    due.isEmpty() ? "" : words.due(due.get(0), now));
        }
        if (table.size() > 0) {
            screen.table(table);
        }
        return table.size();
    }

    private static boolean over(CaseState state) {
        return state == CaseState.CLOSED || state == CaseState.WITHDRAWN;
    }

    private long soonest(String id) {
        var due = CaseClocks.USUAL.due(book.story(id));
        return due.isEmpty() ? Long.MAX_VALUE : due.get(0).at();
    }

    /** The desk on the other side; where this device speaks for neither, who asks whom. */
    private String other(String id) {
        var own = book.own(id);
        var places = book.places(id);
        var others = new ArrayList<String>();
        places.forEach((desk, party) -> {
            boolean same = own != null && own.desk().equals(desk);
            if (!same && party != CaseParty.ALTERNATE) {
                others.add(desk);
            }
        });
        var request = book.story(id).position().request();
        return !others.isEmpty() ? others.get(0) : request == null ? "" : request.to();
    }

    /** A case in one line. */
    String heading(String id) {
        var story = book.story(id);
        var request = story.position().request();
        return shortId(id) + "  " + other(id) + "  " + words.state(story.position())
                + (request == null || book.opensAt(id) > 0 ? "" : "  " + words.title(request));
    }

    /** One case whole. */
    public void show(String id, long now) {
        var story = book.story(id);
        var at = story.position();
        screen.line();
        screen.line(screen.bold(shortId(id)) + "  " + words.state(at));
        var request = at.request();
        long opens = book.opensAt(id);
        if (opens > 0) {
            standingIn(id, opens, now);
            return;
        }
        if (request != null) {
            request(request);
        }
        for (var due : CaseClocks.USUAL.due(story)) {
            field(
                    words.label("clocks", due.kind()),
                    CaseWords.time(due.at()) + ", " + CaseWords.counted(due.at() - now));
        }
        members(id);
        screen.line();
        for (var said : book.said(id)) {
            said(said, story);
        }
        conflict(story);
        next(id, story);
    }

    /** A desk that stands in opens it only when nobody else does, and says so. */
    private void standingIn(String id, long opens, long now) {
        field("asked", String.join(", ", answerers(id)));
        field("your part", "you stand in; this emergency is sealed for your devices as well, and is not yours yet");
        field("opens", CaseWords.time(opens) + ", " + CaseWords.counted(opens - now) + ", unless it is acknowledged");
        screen.line();
        screen.dim("  " + (now < opens ? "Then" : "Next") + ": hub case escalate " + shortId(id)
                + "   (all desks of the case are told that you opened it)");
    }

    private List<String> answerers(String id) {
        List<String> out = new ArrayList<>();
        book.places(id).forEach((desk, party) -> {
            if (party == CaseParty.ANSWERER) {
                out.add(desk);
            }
        });
        return out;
    }

    /** What is asked, as it is signed. */
    void request(CaseRequest request) {
        field("asks", words.title(request));
        field("of", request.to());
        var urgency = request.urgency();
        var ground = urgency.ground();
        field(
                "urgency",
                words.label("urgencies", urgency.level())
                        + (ground == null ? "" : " · " + words.label("urgentGrounds", ground)));
        field("because", urgency.facts());
        if (urgency.deadline() != 0) {
            field("of use until", CaseWords.time(urgency.deadline()));
        }
        for (var identifier : request.identifiers()) {
            field(words.label("identifiers", identifier.kind()), text(identifier));
        }
        var purpose = request.purpose();
        field("authority", purpose.authority());
        field("facts", purpose.facts());
        field("data", purpose.data());
        field("holder", purpose.holder());
        field("link", purpose.link());
        field("basis", purpose.basis());
        field("needed for", purpose.necessity());
        var handling = request.handling();
        var codes = new ArrayList<>(List.of(CaseWords.tlp(handling.tlp())));
        handling.codes().forEach(code -> codes.add(words.label("handling", code)));
        field("handling", String.join(" · ", codes));
        field("reference", handling.reference());
        field("call back", handling.callBack());
    }

    static String text(Identifier identifier) {
        if (identifier.kind() == IdentifierKind.IP_PORT_TIME) {
            return identifier.value() + " port " + identifier.port() + ", " + CaseWords.time(identifier.time());
        }
        return identifier.place() == null ? identifier.value() : identifier.value() + " (" + identifier.place() + ")";
    }

    private void members(String id) {
        var members = book.members(id);
        if (members == null) {
            var archives = book.archived(id);
            field(
                    "devices",
                    archives.isEmpty()
                            ? "this device is not in it any more; nothing further of it can be read here"
                            : "this device is not in it; read out of the archive of " + String.join(", ", archives)
                                    + ". A colleague who is in it brings you in: hub case bring " + shortId(id));
            return;
        }
        int silent = members.notReached().size();
        field(
                "devices",
                members.devices().size()
                        + (silent == 0
                                ? ", all have confirmed"
                                : ", not reached: " + silent + " of "
                                        + members.devices().size()));
        for (var file : book.attached(id)) {
            field("attached", file.name() + ", " + Sizes.of(file.size()) + ", goes with your next step");
        }
        if (members.waiting() > 0) {
            field("waiting", members.waiting() + " to be sent; it goes out with the next connection");
        }
        if (members.missing() > 0) {
            screen.warn(members.missing() + " messages missing: the server has not handed them over.");
        }
        if (!members.trouble().isEmpty()) {
            screen.warn("Nothing further can be taken here [" + members.trouble() + "].");
        }
    }

    /** One thing that was said, or refused with its reason. */
    public void said(CaseBook.Said said, CaseStory story) {
        var act = said.act();
        if (!said.verdict().equals(TRUSTED) || act == null) {
            var why = said.verdict().isEmpty() ? "cannot be judged yet" : said.verdict();
            screen.warn("from device " + shortId(said.device()) + ": not shown [" + why + "]");
            return;
        }
        var line = new StringBuilder(CaseWords.time(act.time())).append("  ");
        if (act.kind().equals(Transition.KIND)) {
            transition(act, story, line);
        } else if (act.body().members().containsKey("text")) {
            var text = act.body().members().get("text");
            screen.line("  " + screen.paint("2", line.toString()) + act.signer().country() + ":");
            screen.prose(6, text instanceof Json.Str words1 ? words1.value() : "");
        }
    }

    private static final String TRUSTED = "trusted";

    private void transition(Act act, CaseStory story, StringBuilder line) {
        Transition transition;
        try {
            transition = Transition.read(act.body());
        } catch (Malformed broken) {
            screen.warn("a step that cannot be read [" + broken.reason() + "]");
            return;
        }
        var member = member(act, story);
        var who = member == null ? act.signer().country() : member.desk();
        screen.line("  " + screen.paint("2", line.toString()) + who + "  " + screen.bold(words.step(transition.step()))
                + mark(act, story));
        for (var words1 : CaseWords.said(transition, words)) {
            screen.prose(6, words1);
        }
    }

    private static @Nullable CaseMember member(Act act, CaseStory story) {
        for (CaseLink link : story.taken()) {
            if (link.digest().equals(act.digest())) {
                return link.member();
            }
        }
        return null;
    }

    private static String mark(Act act, CaseStory story) {
        var digest = act.digest();
        for (CaseStory.Refusal refusal : story.refused()) {
            if (refusal.act().digest().equals(digest)) {
                return "  does not count [" + refusal.reason() + "]";
            }
        }
        for (var waiting : story.waiting()) {
            if (waiting.digest().equals(digest)) {
                return "  waits for the step before it";
            }
        }
        return "";
    }

    private void conflict(CaseStory story) {
        if (!story.conflict().isEmpty()) {
            screen.warn(
                    "Two steps follow the same one. The case stays where it was until a head of the desk resolves it.");
        }
    }

    /** The steps that are open to this device's desk, by the commands that take them. */
    private void next(String id, CaseStory story) {
        var steps = open(book, id, story);
        if (!steps.isEmpty()) {
            screen.line();
            screen.dim("  Next: hub case " + String.join(" | ", steps) + "  " + shortId(id));
        }
    }

    /** Commands that the table allows now. */
    static List<String> open(CaseBook book, String id, CaseStory story) {
        var own = book.own(id);
        List<String> out = new ArrayList<>();
        if (own == null || !story.conflict().isEmpty()) {
            return out;
        }
        for (var step : CaseStep.values()) {
            var command = command(step);
            boolean offered = command != null && !out.contains(command) && offered(step, story);
            if (command != null && offered && story.position().allows(step, own.party())) {
                out.add(command);
            }
        }
        return out;
    }

    /** What TLP and handling codes forbid is not offered. */
    private static boolean offered(CaseStep step, CaseStory story) {
        var request = story.position().request();
        return step != CaseStep.FORWARD || (request != null && CaseUse.forward(request.handling()) == null);
    }

    private static @Nullable String command(CaseStep step) {
        return switch (step) {
            case ACKNOWLEDGE -> "ack";
            case ASK, CLARIFY -> "clarify";
            case ACCEPT, REFUSE, FORWARD, ANSWER, CONFIRM, CLOSE, WITHDRAW, ESCALATE ->
                step.name().toLowerCase(Locale.ROOT);
            default -> null;
        };
    }

    private void field(String label, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return;
        }
        boolean first = true;
        for (var part : Columns.wrap(value.replace('\n', ' '), screen.width() - LABEL - 3)) {
            screen.line("  " + screen.paint("2", Columns.left(first ? Columns.fit(label, LABEL) : "", LABEL)) + " "
                    + part);
            first = false;
        }
    }
}
