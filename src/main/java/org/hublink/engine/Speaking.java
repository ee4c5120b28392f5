package org.hublink.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.CaseFile;
import org.hublink.protocol.CaseLink;
import org.hublink.protocol.CaseMember;
import org.hublink.protocol.CasePosition;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.CaseStory;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Transition;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/** Says something in a conversation: a signed act, judged as the others will judge it, kept, and left to the upkeep to send. */
final class Speaking {
    private static final int CHAT_BYTES_MAX = 16 * 1024;

    private final Talks talks;

    Speaking(Talks talks) {
        this.talks = talks;
    }

    /** Takes a step of a case; null, or why it is not taken. */
    @Nullable
    String step(Draft draft, OpenGroup group, Transition transition) {
        String refused = refusal(group, transition);
        if (refused != null) {
            return refused;
        }
        Conversation conversation = talks.conversation(group);
        CaseLink last = conversation.story(talks.home.text()).last();
        FileKeys keys = keys(conversation, transition.words());
        if (keys == null) {
            return "file-unknown";
        }
        return say(draft, group, Transition.KIND, last == null ? null : last.digest(), transition.json(), keys);
    }

    /** Why the step may not be taken now; null if it may. */
    @Nullable
    String refusal(OpenGroup group, Transition transition) {
        CaseStory story = talks.conversation(group).story(talks.home.text());
        CaseMember own = member(group);
        if (own == null) {
            return "step-party";
        }
        boolean resolves =
                transition.step() == CaseStep.RESOLVE && !story.conflict().isEmpty() && own.head();
        CasePosition after = story.position().after(transition, own.party());
        if (after == null && !resolves) {
            return "step-not-allowed";
        }
        if (!story.conflict().isEmpty() && !resolves) {
            return "step-conflict";
        }
        boolean early =
                transition.step() == CaseStep.ESCALATE && talks.home.clock().now() < StandingIn.opensAt(story);
        return early ? "escalate-early" : null;
    }

    @Nullable
    String chat(Draft draft, OpenGroup group, String text) {
        if (text.isEmpty() || Utf8.encode(text).length > CHAT_BYTES_MAX) {
            return "chat-length";
        }
        return say(
                draft, group, Hearing.CHAT, null, Json.obj().put("text", text).build(), FileKeys.NONE);
    }

    /** The keys of attachments that a step names; null where one of them was not brought to the server for this case. */
    private @Nullable FileKeys keys(Conversation conversation, Transition.Words words) {
        Map<RandomId, byte[]> keys = new LinkedHashMap<>();
        for (CaseFile file : words.files()) {
            KeptFile kept = talks.files.get(file.id());
            boolean here = kept != null
                    && kept.whole()
                    && kept.file().equals(file)
                    && kept.conversation().equals(conversation.id());
            if (kept == null || !here) {
                return null;
            }
            keys.put(KeptFile.id(file), kept.key());
        }
        return new FileKeys(keys);
    }

    /** For whom this device speaks, by the rosters now. */
    @Nullable
    CaseMember member(OpenGroup group) {
        Rosters rosters = talks.judge.now();
        for (var member : group.mls.members()) {
            if (member.leaf() == group.mls.ownLeaf()) {
                Rosters.Seat seat = rosters.seat(member).valueOrNull();
                List<ConversationContext.Place> places = seat == null
                        ? null
                        : rosters.places(seat, group.context).valueOrNull();
                if (seat != null && places != null && !places.isEmpty()) {
                    ConversationContext.Place first = places.get(0);
                    return new CaseMember(first.desk(), first.party(), rosters.head(seat, first.desk()));
                }
            }
        }
        return null;
    }

    /** Whoever speaks in a conversation for the first time says who he is, before anything else. */
    private @Nullable String say(
            Draft draft, OpenGroup group, String kind, @Nullable Digest follows, Json.Obj body, FileKeys keys) {
        LoggedStatement own = talks.acting.own().valueOrNull();
        Conversation conversation = talks.conversation(group);
        if (own != null && CardAct.shown(own) && !conversation.introduced(talks.owner.deviceId(), talks.home.text())) {
            String refused = speak(draft, group, CardAct.KIND, null, CardAct.body(talks.owner.card()), FileKeys.NONE);
            if (refused != null) {
                return refused;
            }
        }
        return speak(draft, group, kind, follows, body, keys);
    }

    private @Nullable String speak(
            Draft draft, OpenGroup group, String kind, @Nullable Digest follows, Json.Obj body, FileKeys keys) {
        Conversation conversation = talks.conversation(group);
        Verdict<Envelope> signed =
                talks.acting.sign(draft, kind, conversation.id().hex(), follows, body);
        Envelope act = signed.valueOrNull();
        if (act == null) {
            return signed.code();
        }
        byte[] envelope = act.bytes();
        MessageBody message = MessageBody.act(envelope, keys, talks.home.randomness());
        byte[] plain = message.bytes();
        if (plain.length > MessageSize.BYTES_MAX) {
            return "message-too-large";
        }
        KeptAct.Found found = new KeptAct.Found(
                Talks.id(message.id()),
                group.id,
                group.mls.epochNumber(),
                talks.owner.deviceId(),
                talks.home.clock().now());
        KeptAct kept = talks.hearing.judged(
                new KeptAct(conversation.next(), found, envelope, message.keys(), "", null),
                conversation,
                group.context);
        if (!kept.trusted()) {
            return kept.open() ? RosterCheck.UNSURE : kept.verdict();
        }
        talks.intents.add(draft, group.id, Talks.id(message.id()), "", plain);
        talks.keep(draft, conversation, kept);
        return null;
    }

    /** The id of the message that an intent is to send, the same however often it is sent. */
    static RandomId message(Intent intent) {
        try {
            return Talks.id(MessageBody.read(intent.bytes()).id());
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
