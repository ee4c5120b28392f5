package org.hublink.client;

import org.hublink.protocol.CaseStep;
import picocli.CommandLine.Command;

/** {@code hub case escalate}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "escalate",
        header = "Nobody has acknowledged in time: let the desks that stand in answer. All desks of the case are told.")
final class CaseEscalateCommand extends CaseStepCommand.Spoken {
    CaseEscalateCommand() {
        super(CaseStep.ESCALATE, "Whoever acknowledges first, of the desk or of those that stand in, has it.");
    }
}
