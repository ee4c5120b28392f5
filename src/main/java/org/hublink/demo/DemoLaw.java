package org.hublink.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hublink.protocol.LegalBasis;
import org.hublink.protocol.LegalGround;
import org.hublink.protocol.MemberState;

/** Which legal bases the demo's desks name. Invented, close to life only where a group of states is well known. */
final class DemoLaw {
    private static final Set<String> EUROPEAN_UNION = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
            "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK");
    private static final Set<String> MERCOSUR = Set.of("AR", "BR", "PY", "UY");
    private static final Set<String> ASEAN = Set.of("BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN");
    private static final Set<String> INDEPENDENT_STATES = Set.of("AM", "AZ", "BY", "KG", "KZ", "MD", "RU", "TJ", "UZ");

    private DemoLaw() {}

    static boolean europeanUnion(String code) {
        return EUROPEAN_UNION.contains(code);
    }

    static List<LegalGround> bureauGrounds() {
        return List.of(LegalGround.of(LegalBasis.INTERPOL_RULES), LegalGround.of(LegalBasis.RECIPROCITY));
    }

    static List<LegalGround> grounds(MemberState state, int place) {
        String code = state.code();
        List<LegalGround> grounds = new ArrayList<>();
        add(grounds, LegalBasis.BUDAPEST, europeanUnion(code) || code.equals("BR") || place % 3 == 0);
        add(grounds, LegalBasis.LANZAROTE, state.region().equals("150"));
        add(grounds, LegalBasis.EU_INFORMATION_EXCHANGE, europeanUnion(code));
        add(grounds, LegalBasis.EU_E_EVIDENCE, europeanUnion(code) && !code.equals("DK"));
        add(grounds, LegalBasis.MERCOSUR, MERCOSUR.contains(code));
        add(grounds, LegalBasis.ASEAN, ASEAN.contains(code));
        add(grounds, LegalBasis.CIS, INDEPENDENT_STATES.contains(code));
        add(grounds, LegalBasis.ARAB_CYBERCRIME, state.official().contains("ar"));
        add(grounds, LegalBasis.MALABO, state.region().equals("002") && place % 2 == 0);
        add(grounds, LegalBasis.UN_CYBERCRIME, place % 5 != 1);
        if (code.equals("BR")) {
            grounds.add(new LegalGround(LegalBasis.BILATERAL, "FR"));
        }
        if (code.equals("FR")) {
            grounds.add(new LegalGround(LegalBasis.BILATERAL, "BR"));
        }
        add(grounds, LegalBasis.RECIPROCITY, grounds.isEmpty());
        return grounds;
    }

    private static void add(List<LegalGround> grounds, LegalBasis basis, boolean fits) {
        if (fits) {
            grounds.add(LegalGround.of(basis));
        }
    }
}
