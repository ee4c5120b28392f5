package org.hublink.client;

import java.util.EnumSet;
import java.util.Locale;
import org.hublink.engine.Invite;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.protocol.Country;
import org.hublink.protocol.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hub authority invite}. */
@Command(
        name = "invite",
        mixinStandardHelpOptions = true,
        header = "Invite an officer, or a further device of one; prints the link to hand over.")
final class InviteCommand extends OperatorCommand {
    private static final String PSEUDONYM = "[a-z0-9][a-z0-9._-]{0,70}";
    private static final int HOURS_MAX = 72;
    private static final long HOUR_SECONDS = 3600;
    private static final char[] PSEUDONYM_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789".toCharArray();
    private static final int PSEUDONYM_CHARS = 6;

    @Option(
            names = "--officer",
            paramLabel = "PSEUDONYM",
            description = "Whose device it will be (default: a new pseudonym, for a new officer).")
    private @Nullable String officer;

    @Option(names = "--expert", description = "The officer may answer as an expert, too.")
    private boolean expert;

    @Option(
            names = "--hours",
            defaultValue = "72",
            description = "How long it is valid, at most 72 (${DEFAULT-VALUE}).")
    private int hours = HOURS_MAX;

    @Override
    void prepare() throws Ended {
        if (hours < 1 || hours > HOURS_MAX) {
            throw new Ended(ExitCode.USAGE, "bad-hours", "An invitation is valid for 1 to " + HOURS_MAX + " hours.");
        }
        if (officer != null && !officer.matches(PSEUDONYM)) {
            throw new Ended(
                    ExitCode.USAGE,
                    "bad-pseudonym",
                    "A pseudonym is written like fr-o-7k2m9q: lower case, digits, hyphens.");
        }
    }

    @Override
    void work(OperatorClient operator) throws Ended {
        var named = officer == null ? pseudonym(operator.country(), operator.home()) : officer;
        var roles = expert ? EnumSet.of(Role.OFFICER, Role.EXPERT) : EnumSet.of(Role.OFFICER);
        var invitation = OperatorClient.must(
                Invite.invite(
                        operator.trust(), operator.country(), named, roles, hours * HOUR_SECONDS, operator.home()),
                "The invitation");
        var body = Json.obj().put("id", invitation.id()).put("expires", invitation.expires());
        operator.server().post("/api/v1/officers/invitations", operator.token(), body);
        var link = new InvitationLink(operator.origin(), invitation).link();
        screen().good("Invitation for " + screen().bold(named) + ", valid for " + hours + " hours:");
        screen().line();
        screen().line(link);
        screen().line();
        screen().prose(
                        2,
                        "Hand it to the officer himself, and to the operator who shall approve with you. Whoever holds it"
                                + " can apply in the officer's place: that is why both of you compare the digits by phone.");
        output().answer(Json.obj()
                .put("invitation", invitation.id())
                .put("officer", named)
                .put("expires", invitation.expires())
                .put("link", link));
    }

    /** A new pseudonym, which says nothing but the country. */
    static String pseudonym(Country country, Home home) {
        var name = new StringBuilder(country.code().toLowerCase(Locale.ROOT)).append("-o-");
        for (byte b : home.randomness().bytes(PSEUDONYM_CHARS)) {
            name.append(PSEUDONYM_LETTERS[(b & 0xff) % PSEUDONYM_LETTERS.length]);
        }
        return name.toString();
    }
}
