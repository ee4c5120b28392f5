package org.hublink.browser;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.hublink.primitives.Answered;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.ActPlace;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Header;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Part;
import org.hublink.protocol.Parts;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Trust;

/**
 * The cases of {@code envelopes.json}, {@code headers.json}, {@code leaves.json}, {@code ledgers.json} and {@code
 * acts.json}. A decoder's answer is {@code trusted} or the reason of its refusal; a judge's is the verdict's code.
 */
final class StatementCases {
    private static final int BYTES_MAX = 49_152;

    private final String kind;
    private final List<byte[]> pool = new ArrayList<>();
    private final Home home;

    private StatementCases(String kind, Home home) {
        this.kind = kind;
        this.home = home;
    }

    static List<Answered> answers(Fields top, Home home) throws Malformed {
        StatementCases cases =
                new StatementCases(top.oneOf("kind", "envelope", "header", "leaf", "ledger", "act"), home);
        for (Json leaf : top.optionalList("leaves", VectorFile.CASES_MAX)) {
            if (!(leaf instanceof Json.Str text)) {
                throw new Malformed("json-wrong-type", "leaves");
            }
            cases.pool.add(Base64.decode(text.value()));
        }
        List<Answered> answers = new ArrayList<>();
        for (Fields one : top.objects("cases", 1, VectorFile.CASES_MAX)) {
            String name = one.text("name", 1, 200);
            String want = one.text("verdict", 1, 80);
            answers.add(new Answered(name, cases.answer(one), want));
            one.end();
        }
        top.end();
        return answers;
    }

    private String answer(Fields one) throws Malformed {
        if (kind.equals("ledger")) {
            return ledger(one);
        }
        byte[] bytes = one.base64("bytes", 0, BYTES_MAX);
        return kind.equals("act") ? act(one, bytes) : decoded(bytes);
    }

    private String decoded(byte[] bytes) {
        try {
            byte[] again = switch (kind) {
                case "envelope" -> Envelope.read(bytes).bytes();
                case "header" -> Header.read(bytes).bytes();
                default -> Leaf.of(Leaf.read(bytes).envelope()).bytes();
            };
            boolean same = Digest.of(again).equals(Digest.of(bytes));
            return same || kind.equals("envelope") ? "trusted" : "changed by writing it again";
        } catch (Malformed refused) {
            return refused.reason();
        }
    }

    private String ledger(Fields one) throws Malformed {
        Ledger ledger = log(one);
        Fields subject = one.object("subject");
        StatementType type = StatementType.of(subject.text("type", 1, 40));
        if (type == null) {
            throw new Malformed("unknown-type");
        }
        Subject asked = new Subject(type, subject.text("country", 0, 2), subject.text("id", 1, 80));
        subject.end();
        return new Trust(ledger).newest(asked, moment(one)).code();
    }

    private String act(Fields one, byte[] bytes) throws Malformed {
        Ledger ledger = log(one);
        Fields salted = one.optionalObject("part");
        Part part = salted == null
                ? null
                : new Part(
                        salted.base64("salt", Part.SALT_BYTES, Part.SALT_BYTES), salted.base64("body", 0, BYTES_MAX));
        Parts parts = (statement, n) -> part;
        List<String> seen = one.texts("seen", 0, 8, 32);
        ActPlace place =
                new ActPlace(one.text("kind", 1, 40), one.text("context", 1, 200), new LinkedHashSet<>(seen), parts);
        Moment moment = moment(one);
        try {
            return new Trust(ledger).act(Envelope.read(bytes), place, moment).code();
        } catch (Malformed refused) {
            return refused.reason();
        }
    }

    private Ledger log(Fields one) throws Malformed {
        Ledger ledger = new Ledger(one.digest("root"), home.text());
        for (Json item : one.list("log", 0, 100)) {
            if (!(item instanceof Json.Int index) || index.value() < 0 || index.value() >= pool.size()) {
                throw new Malformed("json-out-of-range", "log");
            }
            ledger.add(pool.get((int) index.value()));
        }
        return ledger;
    }

    private static Moment moment(Fields one) throws Malformed {
        return new Moment(one.integer("size", 0, 1000), one.integer("time", 0, Json.INTEGER_MAX));
    }
}
