package org.hublink.browser;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hublink.engine.Approve;
import org.hublink.engine.Call;
import org.hublink.engine.Invite;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Application;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.CardPart;
import org.hublink.protocol.DevicePart;
import org.hublink.protocol.Invitation;
import org.hublink.protocol.PersonaPart;
import org.hublink.protocol.Role;
import org.hublink.protocol.SealedApplication;
import org.hublink.protocol.StatementType;
import org.jspecify.annotations.Nullable;

/** Who wishes to become an officer: invited, opened by each operator himself, compared by telephone, signed by two (V4). */
final class OfficeApplications {
    private static final String APPLICATIONS = "/api/v1/officers/applications";
    private static final int APPLICATIONS_MAX = 1_000;
    private static final int LINK_CHARS_MAX = 4_000;
    private static final int HOURS_MAX = 72;
    private static final long HOUR_SECONDS = 3_600;
    private static final int DAYS_MAX = 90;
    private static final long DAY_SECONDS = 86_400;
    private static final int PSEUDONYM_CHARS_MAX = 71;
    private static final String PSEUDONYM_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int PSEUDONYM_LETTERS_NEW = 6;
    private static final String LINK_PATH = "/enrol";

    private OfficeApplications() {}

    static List<Json> list(Operator operator) throws Malformed, Unanswered {
        List<Json> items = new ArrayList<>();
        Fields answer = operator.errand().get(APPLICATIONS, operator.token());
        for (Fields item : answer.objects("applications", 0, APPLICATIONS_MAX)) {
            items.add(Json.obj()
                    .put("invitation", item.digest("invitation"))
                    .put("received", item.integer("received", 0, Json.INTEGER_MAX))
                    .put("expires", item.integer("expires", 0, Json.INTEGER_MAX))
                    .build());
        }
        return items;
    }

    /** {@code officer} is empty for a new one, else whose further device it will be. */
    static Json.Builder invite(Operator operator, Fields in) throws Malformed, Unanswered {
        String officer = in.text("officer", 0, PSEUDONYM_CHARS_MAX);
        boolean expert = in.bool("expert");
        long hours = in.integer("hours", 1, HOURS_MAX);
        in.end();
        Set<Role> roles = new LinkedHashSet<>();
        roles.add(Role.OFFICER);
        if (expert) roles.add(Role.EXPERT);
        String named = officer.isEmpty() ? pseudonym(operator) : officer;
        Invitation invitation = Operator.must(Invite.invite(
                operator.trust(),
                operator.country(),
                named,
                roles,
                hours * HOUR_SECONDS,
                operator.errand().home()));
        operator.errand()
                .post(
                        "/api/v1/officers/invitations",
                        operator.token(),
                        Json.obj().put("id", invitation.id()).put("expires", invitation.expires()));
        return Json.obj()
                .put("invitation", invitation.id())
                .put("officer", named)
                .put("expires", invitation.expires())
                .put("link", operator.origin() + LINK_PATH + "#" + invitation.fragment());
    }

    /** A new pseudonym, which says nothing but the country. */
    private static String pseudonym(Operator operator) {
        StringBuilder name = new StringBuilder(
                        operator.errand().home().text().lower(operator.country().code()))
                .append("-o-");
        for (byte b : operator.errand().home().randomness().bytes(PSEUDONYM_LETTERS_NEW)) {
            name.append(PSEUDONYM_LETTERS.charAt((b & 0xff) % PSEUDONYM_LETTERS.length()));
        }
        return name.toString();
    }

    /** What the applicant wrote, what fits, and the digits to be compared by telephone. */
    static Json.Builder open(Operator operator, Fields in) throws Malformed, Unanswered {
        Application application = opened(operator, in.text("link", 1, LINK_CHARS_MAX));
        in.end();
        Waits waits = waiting(operator, application);
        AuthorityFacts authority = operator.authority();
        CardPart card = application.card().value();
        DevicePart device = application.device().value();
        List<String> roles = new ArrayList<>();
        for (Role role : device.roles()) roles.add(role.code());
        Json.Builder out = Json.obj()
                .put("invitation", application.invitation())
                .put("officer", device.officer())
                .put("name", card.name())
                .put("unit", card.unit())
                .put("phone", card.phone())
                .putTexts("languages", card.languages())
                .putTexts("roles", roles)
                .put("device", device.id())
                .put("known", OfficePeople.devices(operator, device.officer()))
                .putTexts("digits", application.digits())
                .putTexts("signed", waits == null ? List.of() : waits.signers(authority))
                .put("mine", waits != null && waits.signedBy(operator.key().keyId()))
                .put("needed", authority.threshold());
        Application.Salted<PersonaPart> persona = application.persona();
        if (persona != null) out.put("handle", persona.value().handle());
        return out;
    }

    /** Signs the application whose digits were compared; another one that came in its place is not signed. */
    static Json.Builder approve(Operator operator, Fields in) throws Malformed, Unanswered {
        Application application = opened(operator, in.text("link", 1, LINK_CHARS_MAX));
        List<String> compared = in.texts("digits", Application.DIGIT_GROUPS, Application.DIGIT_GROUPS, 5);
        long days = in.integer("days", 1, DAYS_MAX);
        in.end();
        if (!compared.equals(application.digits())) throw new Malformed("digits-differ");
        long now = operator.errand().now();
        long ends = now + days * DAY_SECONDS;
        Application.Salted<PersonaPart> persona = application.persona();
        List<Waits> pending = operator.pending();
        if (persona != null) {
            Waits face = Operator.waiting(
                    pending, StatementType.PERSONA, persona.value().handle(), 1);
            if (face != null && !face.signedBy(operator.key().keyId())) {
                second(operator, application, face);
            } else if (face == null
                    && operator.newest(operator.subject(
                                    StatementType.PERSONA, persona.value().handle()))
                            == null) {
                Approve.Draft draft = Approve.persona(application, operator.key(), now, ends);
                operator.propose(draft.envelope(), draft.parts(), null);
            }
        }
        Waits waits = Operator.waiting(
                pending, StatementType.DEVICE, application.device().value().id(), 1);
        if (waits != null) return second(operator, application, waits);
        Approve.Draft draft = Approve.device(application, operator.key(), now, ends);
        return operator.propose(draft.envelope(), draft.parts(), application.invitation());
    }

    private static Json.Builder second(Operator operator, Application application, Waits waits)
            throws Malformed, Unanswered {
        operator.notTwice(waits);
        return operator.second(Approve.second(
                application, waits.envelope(), operator.key(), operator.errand().now()));
    }

    /** It is erased at the server; nobody can approve it any more. */
    static Json.Builder decline(Operator operator, Fields in) throws Malformed, Unanswered {
        Digest invitation = in.digest("invitation");
        in.end();
        operator.errand().call(new Call("DELETE", APPLICATIONS + "/" + invitation.hex(), null, operator.token(), null));
        return Json.obj().put("declined", invitation);
    }

    private static @Nullable Waits waiting(Operator operator, Application application) throws Malformed, Unanswered {
        return Operator.waiting(
                operator.pending(),
                StatementType.DEVICE,
                application.device().value().id(),
                1);
    }

    private static Application opened(Operator operator, String link) throws Malformed, Unanswered {
        int hash = link.indexOf('#');
        if (hash < 0 || !link.startsWith(operator.origin() + "/")) throw new Malformed("bad-invitation");
        Invitation invitation = Invitation.read(link.substring(hash + 1));
        if (!invitation.country().equals(operator.country().code())) throw new Malformed("foreign-country");
        if (!invitation.root().equals(operator.trust().ledger().pinnedRoot())) throw new Malformed("root-mismatch");
        String path = APPLICATIONS + "/" + invitation.id().hex();
        byte[] sealed = operator.errand().get(path, operator.token()).base64("sealed", 1, SealedApplication.BYTES_MAX);
        return SealedApplication.open(
                sealed, invitation, operator.errand().home().text());
    }
}
