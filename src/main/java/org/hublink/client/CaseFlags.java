package org.hublink.client;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Json;
import org.hublink.protocol.IdentifierKind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A request as flags. */
final class CaseFlags {
    @Option(names = "--to", paramLabel = "DESK", description = "The desk that is asked, such as BR-CSE-247.")
    private @Nullable String to;

    @Option(names = "--measure", paramLabel = "CODE", description = "What is asked: preserve, emergency-disclosure …")
    private @Nullable String measure;

    @Option(names = "--offence", paramLabel = "CODE", description = "Such as live-streaming, sexual-extortion.")
    private @Nullable String offence;

    @Option(names = "--urgency", defaultValue = "routine", description = "routine, urgent or emergency.")
    private String urgency = "routine";

    @Option(names = "--ground", paramLabel = "CODE", description = "Why it may not wait: danger-to-life …")
    private @Nullable String ground;

    @Option(names = "--urgent-facts", paramLabel = "TEXT", description = "The facts that bear the ground.")
    private @Nullable String urgentFacts;

    @Option(names = "--deadline", paramLabel = "TIME", description = "Of no use after, such as 2026-12-01T18:00:00Z.")
    private @Nullable String deadline;

    @Option(names = "--authority", paramLabel = "TEXT", description = "Who asks, as it is called at home.")
    private @Nullable String authority;

    @Option(names = "--facts", paramLabel = "TEXT", description = "What happened, in short.")
    private @Nullable String facts;

    @Option(names = "--wanted", paramLabel = "TEXT", description = "Which data.")
    private @Nullable String data;

    @Option(names = "--holder", paramLabel = "TEXT", description = "Who keeps the data.")
    private @Nullable String holder;

    @Option(names = "--link", paramLabel = "TEXT", description = "How person and data are tied to the purpose.")
    private @Nullable String link;

    @Option(names = "--basis", paramLabel = "TEXT", description = "Why the data should be there.")
    private @Nullable String basis;

    @Option(names = "--necessity", paramLabel = "TEXT", description = "Why it is needed.")
    private @Nullable String necessity;

    @Option(names = "--mla", description = "A request for mutual assistance will follow.")
    private boolean mla;

    @Option(
            names = "--about",
            paramLabel = "KIND=VALUE",
            description =
                    "What it is about; again for more. ip=ADDRESS,PORT,TIME; account=NAME,SERVICE; url=, phone=, mail=,"
                            + " hash=; payment=REFERENCE,SERVICE.")
    private List<String> about = new ArrayList<>();

    @Option(names = "--tlp", defaultValue = "amber", description = "clear, green, amber, amber-strict, red.")
    private String tlp = "amber";

    @Option(names = "--handling", split = ",", paramLabel = "CODE", description = "not-evidence, ask-first …")
    private List<String> handling = List.of();

    @Option(names = "--reference", paramLabel = "TEXT", description = "Your own file number.")
    private @Nullable String reference;

    @Option(names = "--call-back", paramLabel = "PHONE", description = "Number of the person on the case.")
    private @Nullable String callBack;

    /** The flag behind a field of the request. */
    static String named(String field) {
        return switch (field) {
            case "urgency.ground" -> "--ground";
            case "urgency.facts" -> "--urgent-facts";
            case "purpose.holder" -> "--holder";
            case "purpose.necessity" -> "--necessity";
            case "purpose.mla" -> "--mla";
            case "identifiers" -> "--about";
            case "handling.callBack" -> "--call-back";
            default -> field;
        };
    }

    /** The request, which its reader judges; what every request has is asked for at once. */
    byte[] json() throws Ended {
        var missing = new ArrayList<String>();
        need(missing, "--to", to);
        need(missing, "--measure", measure);
        need(missing, "--offence", offence);
        need(missing, "--authority", authority);
        need(missing, "--facts", facts);
        need(missing, "--wanted", data);
        need(missing, "--link", link);
        need(missing, "--basis", basis);
        need(missing, "--reference", reference);
        if (!missing.isEmpty()) {
            throw new Ended(
                    ExitCode.USAGE,
                    "request-missing",
                    "Every request has these too: " + String.join(", ", missing) + ".");
        }
        var soon =
                Json.obj().put("level", urgency).putOptional("ground", ground).putOptional("facts", urgentFacts);
        if (deadline != null) {
            soon.put("deadline", time(deadline));
        }
        var purpose = Json.obj()
                .putOptional("authority", authority)
                .putOptional("facts", facts)
                .putOptional("data", data)
                .putOptional("holder", holder)
                .putOptional("link", link)
                .putOptional("basis", basis)
                .putOptional("necessity", necessity)
                .put("mla", mla);
        var handled = Json.obj().put("tlp", tlp).putTexts("codes", handling).putOptional("reference", reference);
        handled.putOptional("callBack", callBack);
        List<Json> identifiers = new ArrayList<>();
        for (var one : about) {
            identifiers.add(identifier(one));
        }
        return Json.write(Json.obj()
                .put("format", 1)
                .putOptional("to", to)
                .putOptional("measure", measure)
                .putOptional("offence", offence)
                .put("urgency", soon.build())
                .put("purpose", purpose.build())
                .put("identifiers", identifiers)
                .put("handling", handled.build())
                .build());
    }

    private static void need(List<String> missing, String flag, @Nullable String value) {
        if (value == null) {
            missing.add(flag);
        }
    }

    /** {@code ip=203.0.113.7,4021,2026-11-20T22:14:00Z}, {@code account=name,service}, {@code url=https://…}. */
    static Json identifier(String given) throws Ended {
        int equals = given.indexOf('=');
        if (equals < 1) {
            throw new Ended(
                    ExitCode.USAGE, "identifier-form", "--about is KIND=VALUE, such as url=https://…, not " + given);
        }
        var kind = given.substring(0, equals);
        var value = given.substring(equals + 1);
        return switch (kind) {
            case "ip", "ip-port-time" -> address(value.split(",", -1));
            case "account", "payment" -> placed(kind, value);
            default -> plain(kind, value);
        };
    }

    private static Json plain(String kind, String value) throws Ended {
        for (var known : IdentifierKind.values()) {
            if (known.code().equals(kind)) {
                return Json.obj().put("kind", kind).put("value", value).build();
            }
        }
        throw new Ended(
                ExitCode.USAGE,
                "identifier-kind",
                "There is no kind " + kind + "; see --about in hub case new --help.");
    }

    private static Json address(String[] parts) throws Ended {
        var out = Json.obj().put("kind", IdentifierKind.IP_PORT_TIME.code()).put("value", parts[0]);
        try {
            if (parts.length > 1 && !parts[1].isEmpty()) {
                out.put("port", Integer.parseInt(parts[1].strip()));
            }
        } catch (NumberFormatException none) {
            throw new Ended(ExitCode.USAGE, "identifier-port", "A port is a number, not " + parts[1] + ".");
        }
        if (parts.length > 2 && !parts[2].isEmpty()) {
            out.put("time", time(parts[2].strip()));
        }
        return out.build();
    }

    private static Json placed(String kind, String value) {
        int comma = value.lastIndexOf(',');
        var out = Json.obj().put("kind", kind).put("value", comma < 0 ? value : value.substring(0, comma));
        return comma < 0
                ? out.build()
                : out.put("place", value.substring(comma + 1).strip()).build();
    }

    /** Epoch seconds of a time in UTC. */
    static long time(String text) throws Ended {
        try {
            return Instant.parse(text).getEpochSecond();
        } catch (DateTimeParseException wrong) {
            throw new Ended(
                    ExitCode.USAGE,
                    "bad-time",
                    text
                            + " is no time. Write it in UTC as 2026-11-20T22:14:00Z, or the zone is guessed and the wrong person found.");
        }
    }
}
