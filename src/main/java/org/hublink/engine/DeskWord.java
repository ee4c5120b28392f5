package org.hublink.engine;

import org.hublink.primitives.Json;
import org.hublink.protocol.DeskDoors;
import org.hublink.protocol.DeskDuty;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Verdict;

/** What an officer signs for his desk and hands to the server alone: that he is on duty, and by which doors it is woken (C5). */
final class DeskWord {
    static final String DESKS = "/api/v1/messaging/desks/";
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final Talks talks;
    private final Refusals refusals;

    DeskWord(Talks talks, Refusals refusals) {
        this.talks = talks;
        this.refusals = refusals;
    }

    void duty(Draft draft, Wish.Duty wish, Draft.Then then) {
        say(draft, wish.desk(), DeskDuty.KIND, wish.duty().body(), then);
    }

    void doors(Draft draft, Wish.Doors wish, Draft.Then then) {
        say(draft, wish.desk(), DeskDoors.KIND, wish.doors().body(), then);
    }

    private void say(Draft draft, String desk, String kind, Json.Obj body, Draft.Then then) {
        Verdict<Envelope> signed = talks.acting.sign(draft, kind, desk, null, body);
        Envelope act = signed.valueOrNull();
        if (act == null) {
            refusals.add(draft, desk, (Verdict.Refused<?>) signed);
            then.go(draft);
            return;
        }
        Call call = new Call(
                "PUT", DESKS + desk + "/" + kind, "application/json", talks.session.token(), Json.write(act.json()));
        draft.fetch(call, (next, status, answer) -> {
            if (status == OK || status == CREATED) {
                next.show(new View.Talk("", kind, desk));
            } else {
                refusals.fail(next, Problem.of(kind + " of " + desk, status, answer, talks.home.text()));
            }
            then.go(next);
        });
    }
}
