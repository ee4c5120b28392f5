package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests: what measure and urgency make compulsory, and the form of identifiers. */
@Tag("unit")
class CaseRequestTest {
    private static CaseRequest with(CaseUrgency urgency, CasePurpose purpose, CaseHandling handling) {
        CaseRequest sample = SampleCases.preservation();
        return new CaseRequest(
                sample.to(), sample.measure(), sample.offence(), urgency, purpose, sample.identifiers(), handling);
    }

    private static List<String> problems(CaseRequest request) {
        return request.problems().stream()
                .map(problem -> problem.field() + " " + problem.code())
                .toList();
    }

    @Test
    void aWholeRequestReadsBackAsItWasWritten() throws Malformed {
        for (CaseRequest request : List.of(SampleCases.preservation(), SampleCases.emergency())) {
            assertThat(request.problems()).isEmpty();
            assertThat(CaseRequest.read(Json.write(request.json()), Realm.TEXT)).isEqualTo(request);
        }
    }

    @Test
    void allProblemsAreToldAtOnce() {
        CasePurpose whole = SampleCases.preservation().purpose();
        CasePurpose bare = new CasePurpose(
                whole.authority(), whole.facts(), whole.data(), null, whole.link(), whole.basis(), null, false);
        CaseRequest request = new CaseRequest(
                "BR-CSE-1",
                Measure.PRESERVE,
                Offence.MATERIAL_SHARING,
                new CaseUrgency(Urgency.EMERGENCY, null, null, 0),
                bare,
                List.of(Identifier.address("10.0.0.1", 0, 0)),
                SampleCases.preservation().handling());
        assertThat(problems(request))
                .containsExactly(
                        "urgency.ground request-missing",
                        "urgency.facts request-missing",
                        "purpose.holder request-missing",
                        "purpose.necessity request-missing",
                        "purpose.mla request-missing",
                        "identifiers.0 identifier-port",
                        "handling.callBack request-missing");
    }

    @Test
    void anEmergencyIsDangerToLifeAndNothingLess() {
        CaseRequest sample = SampleCases.emergency();
        CaseUrgency lesser = new CaseUrgency(Urgency.EMERGENCY, UrgentGround.LOSS_OF_VALUE, "Soon gone.", 0);
        assertThat(problems(with(lesser, sample.purpose(), sample.handling())))
                .containsExactly("urgency.ground request-not-emergency");
        CaseUrgency routine = new CaseUrgency(Urgency.ROUTINE, UrgentGround.LOSS_OF_VALUE, null, 0);
        assertThat(problems(with(routine, sample.purpose(), sample.handling())))
                .containsExactly("urgency.ground request-spare");
    }

    @Test
    void anIncompleteRequestIsNoTransition() {
        CaseRequest whole = SampleCases.preservation();
        CaseRequest request = new CaseRequest(
                whole.to(),
                whole.measure(),
                whole.offence(),
                whole.urgency(),
                whole.purpose(),
                List.of(),
                whole.handling());
        Transition send = new Transition(CaseStep.SEND, SampleCases.GROUP, request, Transition.Words.NONE);
        assertThatThrownBy(() -> Transition.read(send.json()))
                .isInstanceOfSatisfying(
                        Malformed.class, refused -> assertThat(refused.reason()).isEqualTo("request-missing"));
    }

    @ParameterizedTest
    @CsvSource({
        "IP_PORT_TIME,192.0.2.7,true",
        "IP_PORT_TIME,192.0.2.256,false",
        "IP_PORT_TIME,192.0.2,false",
        "IP_PORT_TIME,192.0.02.1,false",
        "IP_PORT_TIME,2001:db8::1,true",
        "IP_PORT_TIME,::,true",
        "IP_PORT_TIME,1:2:3:4:5:6:7:8,true",
        "IP_PORT_TIME,1:2:3:4:5:6:7,false",
        "IP_PORT_TIME,1::2::3,false",
        "IP_PORT_TIME,1:2:3:4:5:6:7::8,false",
        "IP_PORT_TIME,2001:DB8::1,false",
        "URL,https://example.org/x,true",
        "URL,ftp://example.org/x,false",
        "URL,https://,false",
        "PHONE,+33 1 99 00 00 01,true",
        "PHONE,0199000001,false",
        "MAIL,a@example.org,true",
        "MAIL,a@@example.org,false",
        "MAIL,example.org,false",
        "HASH,d41d8cd98f00b204e9800998ecf8427e,true",
        "HASH,D41D8CD98F00B204E9800998ECF8427E,false",
        "HASH,d41d8cd98f00b204e9800998ecf8427,false"
    })
    void identifiersAreCheckedByTheirKind(IdentifierKind kind, String value, boolean fits) {
        Identifier identifier = kind == IdentifierKind.IP_PORT_TIME
                ? Identifier.address(value, 443, Realm.NOW)
                : Identifier.of(kind, value, null);
        assertThat(identifier.problem()).isEqualTo(fits ? null : "identifier-form");
    }

    @Test
    void anAccountNamesItsServiceAndAnAddressItsPortAndTime() {
        assertThat(Identifier.of(IdentifierKind.ACCOUNT, "x", null).problem()).isEqualTo("identifier-service");
        assertThat(Identifier.of(IdentifierKind.MAIL, "a@example.org", "x").problem())
                .isEqualTo("identifier-spare");
        assertThat(Identifier.address("192.0.2.1", 80, 0).problem()).isEqualTo("identifier-time");
    }

    @Test
    void imageryIsNotTakenAndChunksFitTheSize() {
        assertThat(file("application/pdf", 3_000_000, 3)).isNull();
        assertThat(file("image/jpeg", 10, 1)).isEqualTo("file-imagery");
        assertThat(file("video/mp4", 10, 1)).isEqualTo("file-imagery");
        assertThat(file("application/pdf", 3_000_000, 2)).isEqualTo("file-shape");
        assertThat(file("pdf", 10, 1)).isEqualTo("file-shape");
    }

    private static @Nullable String file(String type, long size, int chunks) {
        Digest digest = Digest.of(new byte[] {1});
        CaseFile file = new CaseFile(SampleCases.GROUP, "report", type, size, chunks, digest, digest);
        Transition.Words words = new Transition.Words("answer", null, 0, List.of(), List.of(file));
        Transition answer = new Transition(CaseStep.ANSWER, SampleCases.GROUP, null, words);
        try {
            assertThat(Transition.read(answer.json())).isEqualTo(answer);
            return null;
        } catch (Malformed refused) {
            return refused.reason();
        }
    }

    @Test
    void eachStepCarriesWhatItMustAndNothingElse() throws Malformed {
        for (CaseStep step : CaseStep.values()) {
            if (step == CaseStep.RESOLVE) {
                continue;
            }
            Transition whole = SampleCases.step(step);
            assertThat(Transition.read(whole.json())).isEqualTo(whole);
            for (CaseStep.Detail detail : CaseStep.Detail.values()) {
                if (step.needs(detail)) {
                    assertThat(reason(without(whole.json(), detail.key()))).isEqualTo("step-incomplete");
                }
            }
        }
        Transition spare =
                new Transition(CaseStep.ACKNOWLEDGE, SampleCases.GROUP, null, Transition.Words.text("spare"));
        assertThat(reason(spare.json())).isEqualTo("json-unknown-key");
        Transition code =
                new Transition(CaseStep.REFUSE, SampleCases.GROUP, null, Transition.Words.code("judicial-order", null));
        assertThat(reason(code.json())).isEqualTo("step-code");
    }

    private static Json.Obj without(Json.Obj body, String key) {
        Json.Builder out = Json.obj();
        body.members().forEach((name, value) -> {
            if (!name.equals(key)) {
                out.put(name, value);
            }
        });
        return out.build();
    }

    private static @Nullable String reason(Json.Obj body) {
        try {
            Transition.read(body);
            return null;
        } catch (Malformed refused) {
            return refused.reason();
        }
    }

    @Test
    void whatACaseSaysDoesNotPrint() {
        CaseRequest request = SampleCases.emergency();
        assertThat(request).hasToString("[hidden]");
        assertThat(request.purpose()).hasToString("[hidden]");
        assertThat(request.handling()).hasToString("[hidden]");
        assertThat(request.identifiers().get(0)).hasToString("[hidden]");
        assertThat(Transition.Words.text("x")).hasToString("[hidden]");
    }
}
