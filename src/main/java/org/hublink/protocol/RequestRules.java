package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which parts of a request its measure and urgency make compulsory. */
final class RequestRules {
    private static final String MISSING = "request-missing";

    private RequestRules() {}

    static List<CaseProblem> problems(CaseRequest request) {
        List<CaseProblem> out = new ArrayList<>();
        urgency(request, out);
        purpose(request, out);
        identifiers(request, out);
        if (request.urgency().level() == Urgency.EMERGENCY && request.handling().callBack() == null) {
            out.add(new CaseProblem("handling.callBack", MISSING));
        }
        String callBack = request.handling().callBack();
        if (callBack != null && !(callBack.startsWith("+") && PartText.phone(callBack))) {
            out.add(new CaseProblem("handling.callBack", "request-phone"));
        }
        return out;
    }

    private static void urgency(CaseRequest request, List<CaseProblem> out) {
        CaseUrgency urgency = request.urgency();
        boolean routine = urgency.level() == Urgency.ROUTINE;
        if (routine && (urgency.ground() != null || urgency.facts() != null)) {
            out.add(new CaseProblem("urgency.ground", "request-spare"));
        }
        if (!routine) {
            need(out, "urgency.ground", urgency.ground());
            need(out, "urgency.facts", urgency.facts());
        }
        if (urgency.level() == Urgency.EMERGENCY
                && urgency.ground() != null
                && urgency.ground() != UrgentGround.DANGER_TO_LIFE) {
            out.add(new CaseProblem("urgency.ground", "request-not-emergency"));
        }
    }

    /** Budapest Convention art. 29 (2): for preservation all six elements. */
    private static void purpose(CaseRequest request, List<CaseProblem> out) {
        CasePurpose purpose = request.purpose();
        if (request.measure() == Measure.PRESERVE) {
            need(out, "purpose.holder", purpose.holder());
            need(out, "purpose.necessity", purpose.necessity());
            if (!purpose.mla()) {
                out.add(new CaseProblem("purpose.mla", MISSING));
            }
        }
    }

    private static void identifiers(CaseRequest request, List<CaseProblem> out) {
        if (request.identifiers().isEmpty() && about(request.measure())) {
            out.add(new CaseProblem("identifiers", MISSING));
        }
        for (int i = 0; i < request.identifiers().size(); i++) {
            String problem = request.identifiers().get(i).problem();
            if (problem != null) {
                out.add(new CaseProblem("identifiers." + i, problem));
            }
        }
    }

    /** Measures that nobody can act on without knowing what they are about. */
    private static boolean about(Measure measure) {
        return switch (measure) {
            case PRESERVE,
                    IDENTIFY_SUBSCRIBER,
                    TRAFFIC_DATA,
                    CONTENT_DATA,
                    STOP_STREAM,
                    REMOVE_CONTENT,
                    EMERGENCY_DISCLOSURE -> true;
            default -> false;
        };
    }

    private static void need(List<CaseProblem> out, String field, @Nullable Object value) {
        if (value == null) {
            out.add(new CaseProblem(field, MISSING));
        }
    }
}
