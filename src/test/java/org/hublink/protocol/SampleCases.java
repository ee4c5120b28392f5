package org.hublink.protocol;

import java.util.List;
import java.util.Set;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Json;
import org.jspecify.annotations.Nullable;

/** Requests and judged transitions for tests: two desks, an alternate, and a stranger, each with a device of its own. */
public final class SampleCases {
    static final String CONVERSATION = "0123456789abcdef0123456789abcdef";
    static final String GROUP = "ffeeddccbbaa99887766554433221100";
    static final List<String> OFFICERS = List.of("fr-o-1", "br-o-1", "br-o-9", "de-o-1");

    private final Realm realm = Realm.ofTwoCountries();
    private final long size;
    private int acts;

    SampleCases() {
        realm.authority("DE", 1, 2, "de-a", "de-b", "de-c");
        for (String officer : OFFICERS) {
            realm.device(country(officer), officer, officer, 1, signers(officer));
        }
        size = realm.now().size();
    }

    /** A preservation request with all six elements of Budapest Convention art. 29 (2). */
    public static CaseRequest preservation() {
        return new CaseRequest(
                "BR-CSE-1",
                Measure.PRESERVE,
                Offence.MATERIAL_SHARING,
                new CaseUrgency(Urgency.ROUTINE, null, null, 0),
                new CasePurpose(
                        "Example unit",
                        "What happened.",
                        "Log files of one account.",
                        "A provider in the territory.",
                        "The account shared the material.",
                        "A report names it.",
                        "Logs are kept for 30 days.",
                        true),
                List.of(Identifier.of(IdentifierKind.ACCOUNT, "someone", "service.example")),
                new CaseHandling(Tlp.AMBER, List.of(HandlingCode.POLICE_ONLY), "FR-2026-1", null));
    }

    /** The same under another TLP and other handling codes. */
    public static CaseRequest with(CaseRequest one, Tlp tlp, List<HandlingCode> codes) {
        CaseHandling handling = new CaseHandling(
                tlp, codes, one.handling().reference(), one.handling().callBack());
        return new CaseRequest(
                one.to(), one.measure(), one.offence(), one.urgency(), one.purpose(), one.identifiers(), handling);
    }

    /** A child in danger now. */
    public static CaseRequest emergency() {
        return new CaseRequest(
                "BR-CSE-1",
                Measure.LOCATE_CHILD,
                Offence.DANGER_TO_LIFE,
                new CaseUrgency(Urgency.EMERGENCY, UrgentGround.DANGER_TO_LIFE, "A stream runs now.", 0),
                preservation().purpose(),
                List.of(Identifier.address("2001:db8::1", 443, Realm.NOW)),
                new CaseHandling(Tlp.RED, List.of(), "FR-2026-2", "+33 1 99 00 00 01"));
    }

    static Transition step(CaseStep step) {
        Transition.Words words = switch (step) {
            case ASK, CLARIFY, ANSWER, REOPEN, WITHDRAW, FILE_MLA -> Transition.Words.text("words");
            case REFUSE -> Transition.Words.code("not-competent", null);
            case FORWARD -> Transition.Words.code("BR-CSE-2", null);
            case DELAY -> Transition.Words.until(Realm.NOW + 30 * Realm.DAY, "judicial-order");
            case PRESERVE, RENEW -> Transition.Words.until(Realm.NOW + 60 * Realm.DAY, null);
            default -> Transition.Words.NONE;
        };
        return new Transition(step, GROUP, step == CaseStep.SEND ? preservation() : null, words);
    }

    VerifiedAct act(String officer, CaseStep step, @Nullable VerifiedAct follows) {
        return act(officer, step(step), follows, Realm.NOW + acts);
    }

    VerifiedAct act(String officer, Transition transition, @Nullable VerifiedAct follows, long time) {
        byte[] id = new byte[16];
        id[15] = (byte) ++acts;
        id[14] = (byte) (acts >> 8);
        String device = Realm.devicePart(officer, officer).id();
        Json.Obj body = transition.json();
        Act act = new Act(
                Transition.KIND,
                Hex.encode(id),
                CONVERSATION,
                new Act.Signer(Act.SignerType.DEVICE, country(officer), device, 1),
                size,
                Digest.of(new byte[] {7}),
                time,
                follows == null ? null : follows.digest(),
                body);
        ActPlace place = new ActPlace(Transition.KIND, CONVERSATION, Set.of(), realm);
        Envelope signed = act.signedBy(Realm.key(officer + "/statement"));
        Moment moment = new Moment(size, Math.max(time, realm.now().time()));
        Verdict<VerifiedAct> verdict = realm.trust.act(signed, place, moment);
        VerifiedAct judged = verdict.valueOrNull();
        if (judged == null) {
            throw new AssertionError("not judged: " + verdict.code());
        }
        return judged;
    }

    /** France asks, Brazil answers and has an alternate desk; Germany stands in no desk of the case. */
    static @Nullable CaseMember member(VerifiedAct act) {
        String officer = act.officer();
        if (officer == null) {
            return null;
        }
        return switch (officer) {
            case "fr-o-1" -> new CaseMember("FR-CSE-1", CaseParty.REQUESTER, true);
            case "br-o-1" -> new CaseMember("BR-CSE-1", CaseParty.ANSWERER, true);
            case "br-o-9" -> new CaseMember("BR-CSE-9", CaseParty.ALTERNATE, false);
            default -> null;
        };
    }

    static CaseStory story(List<VerifiedAct> acts) {
        return CaseStory.of(acts, SampleCases::member);
    }

    private static String country(String officer) {
        return switch (officer.substring(0, 2)) {
            case "fr" -> "FR";
            case "br" -> "BR";
            default -> "DE";
        };
    }

    private static String[] signers(String officer) {
        String country = officer.substring(0, 2);
        return new String[] {country + "-a", country + "-b"};
    }
}
