package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.hublink.mls.Extension;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.CaseParty;
import org.hublink.protocol.ListingId;
import org.jspecify.annotations.Nullable;

/**
 * The GroupContext extension that says what a group is for and whose devices may stand in it (PROTOCOL M4, M8).
 *
 * @param conversation 16 bytes; a conversation outlives its groups
 * @param desks of a case with their parties, the requester's first; empty for a chat
 * @param officers pseudonyms of a chat with their countries, {@code FR/fr-o-1}; empty for a case
 * @param successorOf the group that this one was built anew from; null for the first
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
record ConversationContext(
        byte[] conversation,
        List<Place> desks,
        List<String> officers,
        @Nullable Predecessor successorOf) {
    /** Of the range for private use (RFC 9420 §17.3). */
    static final int TYPE = 0xf0b2;

    static final int ID_BYTES = 16;
    static final int DESKS_MAX = 8;
    static final int OFFICERS_MAX = 16;

    private static final int CASE = 1;
    private static final int CHAT = 2;
    private static final int TEXT_BYTES_MAX = 90;

    /** A desk and its side. */
    record Place(String desk, CaseParty party) {}

    /**
     * Why a group was rebuilt.
     *
     * @param commit SHA-256 of the commit that was refused
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
    record Predecessor(byte[] group, long epoch, Digest commit) {}

    ConversationContext {
        desks = List.copyOf(desks);
        officers = List.copyOf(officers);
    }

    static ConversationContext ofCase(byte[] conversation, List<Place> desks) {
        return new ConversationContext(conversation, desks, List.of(), null);
    }

    /** The context of the group that takes this one's place. */
    ConversationContext after(Predecessor before) {
        return new ConversationContext(conversation, desks, officers, before);
    }

    boolean isCase() {
        return !desks.isEmpty();
    }

    /** The one extension of this type; {@code context-missing} where there is none, {@code context-twice} for more. */
    static ConversationContext of(List<Extension> extensions) throws Malformed {
        ConversationContext found = null;
        for (Extension extension : extensions) {
            if (extension.type() == TYPE) {
                if (found != null) {
                    throw new Malformed("context-twice");
                }
                found = read(extension.data());
            }
        }
        if (found == null) {
            throw new Malformed("context-missing");
        }
        return found;
    }

    /** {@code context-shape} for what is neither a case nor a chat, or names somebody twice. */
    static ConversationContext read(byte[] bytes) throws Malformed {
        ByteReader in = new ByteReader(bytes);
        byte[] conversation = in.bytes(ID_BYTES);
        int kind = in.u8();
        int count = in.u8();
        List<Place> desks = new ArrayList<>();
        List<String> officers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = Utf8.decode(in.vector(TEXT_BYTES_MAX));
            if (kind == CASE) {
                desks.add(new Place(text, party(in.u8())));
            } else {
                officers.add(text);
            }
        }
        Predecessor before = in.u8() == 1
                ? new Predecessor(in.bytes(ID_BYTES), in.u64(), Digest.from(in.bytes(Digest.LENGTH)))
                : null;
        in.end();
        ConversationContext read = new ConversationContext(conversation, desks, officers, before);
        if ((kind != CASE && kind != CHAT)
                || !read.sound()
                || !Bytes.equal(read.extension().data(), bytes)) {
            throw new Malformed("context-shape");
        }
        return read;
    }

    Extension extension() {
        ByteWriter out = new ByteWriter().bytes(conversation).u8(isCase() ? CASE : CHAT);
        out.u8(isCase() ? desks.size() : officers.size());
        for (Place place : desks) {
            out.vector(Utf8.encode(place.desk())).u8(number(place.party()));
        }
        for (String officer : officers) {
            out.vector(Utf8.encode(officer));
        }
        Predecessor before = successorOf;
        out.u8(before == null ? 0 : 1);
        if (before != null) {
            out.bytes(before.group()).u64(before.epoch()).bytes(before.commit().bytes());
        }
        return new Extension(TYPE, out.toBytes());
    }

    private boolean sound() {
        List<String> names = new ArrayList<>(officers);
        boolean requester = false;
        boolean answerer = false;
        for (Place place : desks) {
            if (!ListingId.valid(place.desk())) {
                return false;
            }
            names.add(place.desk());
            requester |= place.party() == CaseParty.REQUESTER;
            answerer |= place.party() == CaseParty.ANSWERER;
        }
        boolean distinct = new LinkedHashSet<>(names).size() == names.size();
        return distinct
                && (isCase()
                        ? requester && answerer && desks.size() <= DESKS_MAX
                        : officers.size() >= 2 && officers.size() <= OFFICERS_MAX);
    }

    static CaseParty party(int number) throws Malformed {
        return switch (number) {
            case 1 -> CaseParty.REQUESTER;
            case 2 -> CaseParty.ANSWERER;
            case 3 -> CaseParty.ALTERNATE;
            default -> throw new Malformed("context-shape");
        };
    }

    static int number(CaseParty party) {
        return switch (party) {
            case REQUESTER -> 1;
            case ANSWERER -> 2;
            case ALTERNATE -> 3;
        };
    }
}
