package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Zones;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The facts that the product carries with it. */
@Tag("unit")
class ReferenceTest {
    private static final Reference REFERENCE = SampleListings.reference();

    @Test
    void thereAre193MemberStatesAndNoObserver() {
        Set<String> codes = new TreeSet<>();
        for (MemberState state : REFERENCE.states()) {
            codes.add(state.code());
        }
        assertThat(codes).hasSize(193).contains("BR", "FR", "SS", "TL", "CH").doesNotContain("VA", "PS", "TW", "XK");
    }

    @Test
    void everyStateHasZonesThatTheJavaHomeKnowsAndNamedLanguages() {
        Zones zones = JvmHome.system().zones();
        Set<String> named = new TreeSet<>();
        for (Named language : REFERENCE.languages()) {
            named.add(language.code());
        }
        List<String> wrong = new ArrayList<>();
        for (MemberState state : REFERENCE.states()) {
            for (String zone : state.zones()) {
                if (!zones.known(zone)) {
                    wrong.add(state.code() + " " + zone);
                }
            }
            if (state.official().isEmpty() || !named.containsAll(state.official())) {
                wrong.add(state.code() + " " + state.official());
            }
            if (!state.region().equals(REFERENCE.parents().get(state.subregion()))) {
                wrong.add(state.code() + " " + state.subregion());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyCodeOfEveryListHasItsNames() {
        assertThat(codes("functions")).isEqualTo(codes(DeskFunction.values()));
        assertThat(codes("offences")).isEqualTo(codes(Offence.values()));
        assertThat(codes("measures")).isEqualTo(codes(Measure.values()));
        assertThat(codes("legalBases")).isEqualTo(codes(LegalBasis.values()));
        assertThat(codes("channels")).isEqualTo(codes(ChannelKind.values()));
        assertThat(codes("levels")).isEqualTo(codes(LanguageLevel.values()));
        assertThat(codes("handling")).isEqualTo(codes(HandlingCode.values()));
        assertThat(codes("dualCriminality")).isEqualTo(codes(DualCriminality.values()));
        assertThat(codes("freshness")).isEqualTo(codes(Freshness.values()));
        assertThat(codes("urgencies")).isEqualTo(codes(Urgency.values()));
        assertThat(codes("urgentGrounds")).isEqualTo(codes(UrgentGround.values()));
        assertThat(codes("identifiers")).isEqualTo(codes(IdentifierKind.values()));
        assertThat(codes("refusals")).isEqualTo(codes(CaseRefusal.values()));
        assertThat(codes("delayGrounds")).isEqualTo(codes(DelayGround.values()));
        assertThat(codes("parties")).isEqualTo(codes(CaseParty.values()));
        assertThat(codes("caseStates")).isEqualTo(codes(CaseState.values()));
        assertThat(codes("preservation")).isEqualTo(codes(PreservationState.values()));
        assertThat(codes("steps")).isEqualTo(codes(CaseStep.values()));
        assertThat(codes("clocks")).isEqualTo(codes(CaseClocks.Kind.values()));
        assertThat(codes("opening")).containsExactly("open-now", "always");
    }

    @Test
    void aCodeReadsInTheReadersLanguage() {
        assertThat(REFERENCE.label("functions", "mla", "nl"))
                .isEqualTo("Centrale autoriteit voor wederzijdse rechtshulp");
        assertThat(REFERENCE.label("languages", "pt", "zh")).isEqualTo("葡萄牙语");
        assertThat(REFERENCE.label("functions", "not-a-code", "en")).isEqualTo("not-a-code");
        MemberState brazil = REFERENCE.state("BR");
        assertThat(brazil).isNotNull();
        assertThat(brazil.name().in("ru")).isEqualTo("Бразилия");
        assertThat(REFERENCE.state("VA")).isNull();
    }

    private static List<String> codes(String list) {
        List<String> codes = new ArrayList<>();
        for (Named row : REFERENCE.codes().getOrDefault(list, List.of())) {
            codes.add(row.code());
        }
        return codes;
    }

    private static List<String> codes(Coded[] values) {
        List<String> codes = new ArrayList<>();
        for (Coded value : values) {
            codes.add(value.code());
        }
        return codes;
    }
}
