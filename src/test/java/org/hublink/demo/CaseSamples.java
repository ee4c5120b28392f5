package org.hublink.demo;

import java.util.List;
import org.hublink.protocol.CaseHandling;
import org.hublink.protocol.CasePurpose;
import org.hublink.protocol.CaseRequest;
import org.hublink.protocol.CaseUrgency;
import org.hublink.protocol.HandlingCode;
import org.hublink.protocol.Identifier;
import org.hublink.protocol.Measure;
import org.hublink.protocol.Offence;
import org.hublink.protocol.Tlp;
import org.hublink.protocol.Urgency;
import org.hublink.protocol.UrgentGround;

/** Requests whose every word can be searched for. */
final class CaseSamples {
    static final String ADDRESS = "203.0.113.77";
    static final String REFERENCE = "OCRVP-2026-88413";
    static final String FACTS = "Une enfant de sept ans est filmée en direct, le flux continue";

    private CaseSamples() {}

    static CaseRequest emergency(String desk, long now) {
        return new CaseRequest(
                desk,
                Measure.EMERGENCY_DISCLOSURE,
                Offence.LIVE_STREAMING,
                new CaseUrgency(Urgency.EMERGENCY, UrgentGround.DANGER_TO_LIFE, FACTS, 0),
                new CasePurpose(
                        "OCRVP Paris",
                        "A live stream of abuse is paid from France",
                        "Subscriber and place of the address",
                        null,
                        "The address sent the stream that was paid for",
                        "The provider keeps its assignments for a year",
                        null,
                        false),
                List.of(Identifier.address(ADDRESS, 4021, now - 600)),
                new CaseHandling(Tlp.AMBER, List.<HandlingCode>of(), REFERENCE, "+33 1 99 00 77 12"));
    }
}
