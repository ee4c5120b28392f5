package org.hublink.client;

import java.io.Console;
import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Json;
import org.hublink.protocol.Coded;
import org.hublink.protocol.HandlingCode;
import org.hublink.protocol.Measure;
import org.hublink.protocol.Offence;
import org.hublink.protocol.Tlp;
import org.hublink.protocol.Urgency;
import org.hublink.protocol.UrgentGround;
import org.jspecify.annotations.Nullable;

/** Asks for a request step by step at a terminal: codes by number in the reader's language, words as they are typed. */
final class CaseAsking {
    private final CaseWords words;
    private final Screen screen;

    CaseAsking(CaseWords words, Screen screen) {
        this.words = words;
        this.screen = screen;
    }

    /** The request as JSON; its reader judges it. */
    byte[] ask() throws Ended {
        Console console = Passphrases.terminal("request-missing", "flags or --file");
        screen.line("A request, step by step. Ctrl-C ends it and nothing is sent.");
        var to = typed(console, "Desk that is asked, such as BR-CSE-247");
        var measure = chosen(console, "What is asked", "measures", Measure.values());
        var offence = chosen(console, "Offence", "offences", Offence.values());
        var level = chosen(console, "How soon", "urgencies", Urgency.values());
        var urgency = Json.obj().put("level", level.code());
        if (level != Urgency.ROUTINE) {
            var ground = level == Urgency.EMERGENCY
                    ? UrgentGround.DANGER_TO_LIFE
                    : chosen(console, "Why it may not wait", "urgentGrounds", UrgentGround.values());
            urgency.put("ground", ground.code()).put("facts", typed(console, "Facts that bear it"));
        }
        var purpose = Json.obj()
                .put("authority", typed(console, "Authority that asks, as it is called at home"))
                .put("facts", typed(console, "What happened, in short"))
                .put("data", typed(console, "Which data"))
                .put("link", typed(console, "How person and data are tied to the purpose"))
                .put("basis", typed(console, "Why the data should be there"));
        boolean preserve = measure == Measure.PRESERVE;
        if (preserve) {
            purpose.put("holder", typed(console, "Who keeps the data"))
                    .put("necessity", typed(console, "Why it is needed"));
        }
        purpose.put("mla", preserve);
        var about = identifiers(console);
        var tlp = chosen(console, "Traffic light", "", Tlp.values());
        var handling = Json.obj()
                .put("tlp", tlp.code())
                .putTexts("codes", handling(console))
                .put("reference", typed(console, "Your own file number"));
        var callBack = optional(
                console,
                "Telephone of the person on the case, with +" + (level == Urgency.EMERGENCY ? "" : " (or Enter)"));
        handling.putOptional("callBack", callBack);
        return Json.write(Json.obj()
                .put("format", 1)
                .put("to", to)
                .put("measure", measure.code())
                .put("offence", offence.code())
                .put("urgency", urgency.build())
                .put("purpose", purpose.build())
                .put("identifiers", about)
                .put("handling", handling.build())
                .build());
    }

    private List<Json> identifiers(Console console) throws Ended {
        List<Json> out = new ArrayList<>();
        screen.dim(
                "  What it is about: ip=ADDRESS,PORT,TIME  account=NAME,SERVICE  url=  phone=  mail=  hash=  payment=");
        while (true) {
            var typed = optional(console, out.isEmpty() ? "First identifier (or Enter)" : "Another (or Enter)");
            if (typed == null) {
                return out;
            }
            try {
                out.add(CaseFlags.identifier(typed));
            } catch (Ended wrong) {
                screen.warn(wrong.sentence());
            }
        }
    }

    private List<String> handling(Console console) throws Ended {
        List<String> out = new ArrayList<>();
        for (var code : HandlingCode.values()) {
            var answer = optional(console, words.label("handling", code) + "? (y or Enter)");
            if ("y".equals(answer)) {
                out.add(code.code());
            }
        }
        return out;
    }

    private <E extends Coded> E chosen(Console console, String question, String list, E[] all) throws Ended {
        screen.line(question + ":");
        for (int i = 0; i < all.length; i++) {
            var label = list.isEmpty() ? all[i].code() : words.label(list, all[i]);
            screen.line("  " + Columns.right(Integer.toString(i + 1), 2) + "  " + label);
        }
        while (true) {
            var answer = typed(console, "Number");
            for (int i = 0; i < all.length; i++) {
                if (answer.equals(Integer.toString(i + 1)) || answer.equals(all[i].code())) {
                    return all[i];
                }
            }
            screen.warn("Type a number from 1 to " + all.length + ".");
        }
    }

    private static String typed(Console console, String question) throws Ended {
        while (true) {
            var answer = optional(console, question);
            if (answer != null) {
                return answer;
            }
        }
    }

    private static @Nullable String optional(Console console, String question) throws Ended {
        var answer = console.readLine("%s: ", question);
        if (answer == null) {
            throw Ended.refused("not-confirmed", "Nothing was sent.");
        }
        var text = answer.strip();
        return text.isEmpty() ? null : text;
    }
}
