package org.hublink.engine;

import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.protocol.CardPart;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Part;
import org.hublink.protocol.Trust;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The body of an act {@code card}: who somebody is, for those of a conversation (PROTOCOL M3, §8). It is the part of his
 * device's statement with its salt, so that everybody can compare it with the log; the server holds its digest only.
 */
final class CardAct {
    static final String KIND = "card";

    /** Place of the card among the parts of a device statement. */
    private static final int PART = 1;

    private CardAct() {}

    static Json.Obj body(Part card) {
        return Json.obj()
                .putBase64("salt", card.salt())
                .putBase64("card", card.body())
                .build();
    }

    /** True if a device's statement has a card to show. */
    static boolean shown(LoggedStatement statement) {
        return statement.header().parts().size() > PART;
    }

    /** The card, compared with what the signer's statement says of it; null where it is another one or none. */
    static @Nullable CardPart read(Json.Obj body, LoggedStatement signer, Trust trust, Text text) {
        try {
            Fields in = Fields.of(body, KIND);
            Part part = new Part(in.base64("salt", Part.SALT_BYTES, Part.SALT_BYTES), in.base64("card", 1, 16 * 1024));
            in.end();
            Verdict<byte[]> fits = shown(signer) ? trust.part(signer, PART, part) : null;
            return fits instanceof Verdict.Trusted<byte[]> trusted ? CardPart.read(trusted.value(), text) : null;
        } catch (Malformed malformed) {
            return null;
        }
    }
}
