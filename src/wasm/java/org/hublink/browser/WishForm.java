package org.hublink.browser;

import org.hublink.engine.Wish;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.CaseRequest;
import org.hublink.protocol.ListingId;
import org.hublink.protocol.Transition;

/**
 * A wish as bytes, its number first: {@code 1} open, {@code 2} follow, {@code 3} sign-in, {@code 4} sync, {@code 5} gossip: note;
 * {@code 6} may-send, {@code 7} connect; {@code 8} open-case: request as JSON, desk; {@code 9} step: conversation, the step as
 * JSON; {@code 10} chat: conversation, text as a string of JSON; {@code 11} bring-in: conversation, desk; {@code 12} attach:
 * conversation, name as a string of JSON, media type, source; {@code 13} fetch: conversation, file, sink; {@code 14} archive: desk;
 * {@code 15} expect: subject; {@code 16} archive-all.
 */
final class WishForm {
    /** What stands for the group in the JSON of a step: the engine puts the right one in its place. */
    private static final String NO_GROUP = "00000000000000000000000000000000";

    private static final JsonLimits STEP = new JsonLimits(128 * 1024, 6, 2_048, 16_000);

    private static final JsonLimits CHAT = new JsonLimits(64 * 1024, 1, 1, 16_000);

    private WishForm() {}

    static Wish read(ByteReader in, Text text) throws Malformed {
        return switch (in.u8()) {
            case 1 -> new Wish.Open();
            case 2 -> new Wish.Follow();
            case 3 -> new Wish.SignIn();
            case 4 -> new Wish.Sync();
            case 5 -> new Wish.Gossip(in.vector());
            case 6 -> new Wish.MaySend();
            case 7 -> new Wish.Connect();
            case 8 -> new Wish.OpenCase(CaseRequest.read(in.vector(), text), desk(in));
            case 9 -> step(word(in), in.vector(), text);
            case 10 -> new Wish.Chat(word(in), said(in.vector(), text));
            case 11 -> new Wish.BringIn(word(in), desk(in));
            case 12 -> new Wish.Attach(word(in), said(in.vector(), text), word(in), word(in));
            case 13 -> new Wish.Fetch(word(in), word(in), word(in));
            case 14 -> new Wish.Archive(desk(in));
            case 15 -> new Wish.Expect(word(in));
            case 16 -> new Wish.ArchiveAll();
            default -> throw new Malformed("wish-kind");
        };
    }

    /** The body of a transition without its group: read as a transition is, so that what is missing is said before it is sent. */
    private static Wish step(String conversation, byte[] json, Text text) throws Malformed {
        if (!(Json.read(json, STEP, text) instanceof Json.Obj given)
                || given.members().containsKey("group")
                || given.members().containsKey("request")) {
            throw new Malformed("step-shape");
        }
        Json.Builder body = Json.obj();
        given.members().forEach(body::put);
        Transition transition = Transition.read(body.put("group", NO_GROUP).build());
        return new Wish.Step(conversation, transition.step(), transition.words());
    }

    /** Text that an act can carry: what JSON's strict reader lets through. */
    private static String said(byte[] json, Text text) throws Malformed {
        if (!(Json.read(json, CHAT, text) instanceof Json.Str said)) throw new Malformed("chat-shape");
        return said.value();
    }

    private static String desk(ByteReader in) throws Malformed {
        String desk = word(in);
        if (!ListingId.valid(desk)) throw new Malformed("desk-id");
        return desk;
    }

    private static String word(ByteReader in) throws Malformed {
        return Utf8.decode(in.vector());
    }
}
