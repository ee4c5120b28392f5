package org.hublink.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.CaseEvidence;
import org.hublink.engine.Engine;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Transition;

/** Shows what a case's evidence is worth by the log that was followed here. */
final class EvidenceReport {
    private static final int BYTES_MAX = 32 << 20;

    private final Screen screen;
    private final OutputOptions output;

    EvidenceReport(Screen screen, OutputOptions output) {
        this.screen = screen;
        this.output = output;
    }

    /** {@link ExitCode#REFUSED} where any of it does not count. */
    int show(Engine engine, Path file) throws IOException, Ended {
        CaseEvidence.Report report;
        try {
            report = engine.judge(PrivateFiles.read(file, BYTES_MAX));
        } catch (Malformed malformed) {
            throw Ended.refused(malformed.reason(), file + " is no evidence of a case.");
        }
        var table = new Table()
                .left("signed")
                .left("desk")
                .left("officer")
                .left("step")
                .left("checkpoint")
                .text("counts");
        List<Json> steps = new ArrayList<>();
        boolean sound = !report.steps().isEmpty();
        for (var step : report.steps()) {
            var member = step.member();
            var desk = member == null ? step.act().signer().country() : member.desk();
            var officer = step.officer();
            boolean counts = step.verdict().equals("trusted");
            sound &= counts;
            table.row(
                    CaseWords.time(step.act().time()),
                    desk,
                    officer == null ? "-" : officer,
                    name(step),
                    step.size() + ", " + CaseWords.time(step.cosigned()),
                    counts ? "yes" : "no: " + step.verdict());
            steps.add(Json.obj()
                    .put("desk", desk)
                    .put("step", name(step))
                    .put("signed", step.act().time())
                    .put("verdict", step.verdict())
                    .build());
        }
        var story = report.story();
        sound &= story.refused().isEmpty() && story.waiting().isEmpty();
        screen.table(table);
        var state = story.position().state().code();
        if (sound) {
            screen.good("Every step was signed by an officer of that desk as the log had it then; each follows the one"
                    + " before it. The case stood at " + state + ".");
        } else {
            screen.warn("Not all of it counts. What does leaves the case at " + state + ".");
        }
        output.answer(Json.obj()
                .put("case", report.conversation())
                .put("sound", sound)
                .put("state", state)
                .put("steps", steps));
        return sound ? ExitCode.DONE : ExitCode.REFUSED;
    }

    private static String name(CaseEvidence.Step step) {
        try {
            return Transition.read(step.act().body()).step().code();
        } catch (Malformed broken) {
            return broken.reason();
        }
    }
}
