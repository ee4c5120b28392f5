package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;

/** The facts of a header to JSON and back. */
final class FactsJson {
    private static final int KEY_CHARS_MAX = 128;

    private FactsJson() {}

    static Json.Obj write(Facts facts) {
        if (facts instanceof RootFacts root) {
            return write(root);
        }
        if (facts instanceof AuthorityFacts authority) {
            List<Json> operators = new ArrayList<>();
            for (AuthorityFacts.Operator operator : authority.operators()) {
                operators.add(Json.obj()
                        .put("id", operator.id())
                        .putTexts("keys", texts(operator.keys()))
                        .build());
            }
            return Json.obj()
                    .put("threshold", authority.threshold())
                    .put("operators", operators)
                    .build();
        }
        if (facts instanceof RevocationFacts revocation) {
            return Json.obj()
                    .put("mode", revocation.mode().code())
                    .put("last", revocation.last())
                    .build();
        }
        return Json.obj().build();
    }

    static Facts read(StatementType type, Fields in) throws Malformed {
        Facts facts;
        try {
            facts = switch (type) {
                case ROOT -> root(in);
                case AUTHORITY -> authority(in);
                case REVOCATION -> revocation(in);
                default -> new NoFacts();
            };
        } catch (IllegalArgumentException wrong) {
            throw new Malformed("header-facts", "header");
        }
        in.end();
        return facts;
    }

    private static Json.Obj write(RootFacts root) {
        Json.Builder out = Json.obj()
                .put("origin", root.origin())
                .put("threshold", root.threshold())
                .putTexts("keys", texts(root.keys()))
                .put("logKey", root.logKey().text())
                .put("cosignerKey", root.cosignerKey().text());
        RootFacts.Previous previous = root.previous();
        if (previous != null) {
            out.put(
                    "previous",
                    Json.obj()
                            .put("origin", previous.origin())
                            .put("size", previous.size())
                            .put("root", previous.root()));
        }
        return out.build();
    }

    private static RootFacts root(Fields in) throws Malformed {
        String origin = in.text("origin", 1, 100);
        int threshold = (int) in.integer("threshold", 1, RootFacts.THRESHOLD_MAX);
        List<PublicKey> keys = keys(in, RootFacts.KEYS_MAX);
        PublicKey logKey = PublicKey.read(in.text("logKey", 1, KEY_CHARS_MAX));
        PublicKey cosignerKey = PublicKey.read(in.text("cosignerKey", 1, KEY_CHARS_MAX));
        RootFacts.Previous previous = null;
        Fields before = in.optionalObject("previous");
        if (before != null) {
            previous = new RootFacts.Previous(
                    before.text("origin", 1, 100), before.integer("size", 0, Header.NUMBER_MAX), before.digest("root"));
            before.end();
        }
        return new RootFacts(origin, threshold, keys, logKey, cosignerKey, previous);
    }

    private static AuthorityFacts authority(Fields in) throws Malformed {
        int threshold = (int) in.integer("threshold", 1, AuthorityFacts.OPERATORS_MAX);
        List<AuthorityFacts.Operator> operators = new ArrayList<>();
        for (Fields one : in.objects("operators", 1, AuthorityFacts.OPERATORS_MAX)) {
            operators.add(new AuthorityFacts.Operator(
                    one.text("id", 1, Ids.ID_CHARS_MAX), keys(one, AuthorityFacts.KEYS_MAX)));
            one.end();
        }
        return new AuthorityFacts(threshold, operators);
    }

    private static RevocationFacts revocation(Fields in) throws Malformed {
        String code = in.oneOf("mode", "hold", "lift", "final");
        for (RevocationFacts.Mode mode : RevocationFacts.Mode.values()) {
            if (mode.code().equals(code)) {
                return new RevocationFacts(mode, in.integer("last", 0, Header.NUMBER_MAX));
            }
        }
        throw new Malformed("json-unknown-code", "header.mode");
    }

    private static List<PublicKey> keys(Fields in, int max) throws Malformed {
        List<PublicKey> keys = new ArrayList<>();
        for (String text : in.texts("keys", 1, max, KEY_CHARS_MAX)) {
            keys.add(PublicKey.read(text));
        }
        return keys;
    }

    private static List<String> texts(List<PublicKey> keys) {
        List<String> texts = new ArrayList<>();
        for (PublicKey key : keys) {
            texts.add(key.text());
        }
        return texts;
    }
}
