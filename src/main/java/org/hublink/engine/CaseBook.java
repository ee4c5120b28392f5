package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.mls.Member;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Act;
import org.hublink.protocol.CardPart;
import org.hublink.protocol.CaseFile;
import org.hublink.protocol.CaseMember;
import org.hublink.protocol.CaseParty;
import org.hublink.protocol.CaseRequest;
import org.hublink.protocol.CaseStory;
import org.hublink.protocol.CaseUse;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/** What this device knows of its conversations, for whoever shows it; read only. */
public final class CaseBook {
    /**
     * Something that was said, or refused.
     *
     * @param verdict {@code trusted}, a reason, or empty while it cannot be judged yet
     * @param act null where it cannot be read
     */
    public record Said(
            String device, String verdict, @Nullable Act act) {}

    /**
     * The group in which a conversation goes on.
     *
     * @param epoch of MLS
     * @param devices in it
     * @param notReached those that have not spoken in this epoch (M9)
     * @param missing messages that never came
     * @param trouble why nothing more of it can be taken; empty while all is well
     * @param waiting what is still to be sent or done
     */
    public record Members(
            String group,
            long epoch,
            List<String> devices,
            List<String> notReached,
            long missing,
            String trouble,
            int waiting) {
        public Members {
            devices = List.copyOf(devices);
            notReached = List.copyOf(notReached);
        }
    }

    /**
     * A desk's archive as this device has it.
     *
     * @param version of the newest key; 0 before there is one
     * @param opens whether this device holds that key
     * @param devices that hold it
     * @param cases of which something is filed
     * @param records that are filed
     * @param unfiled acts that this device has and nobody has filed yet
     */
    public record Archived(String desk, int version, boolean opens, int devices, int cases, int records, int unfiled) {}

    private final Talks talks;

    CaseBook(Talks talks) {
        this.talks = talks;
    }

    /** Ids of all conversations, in the order in which this device came to know them. */
    public List<String> conversations() {
        List<String> out = new ArrayList<>();
        for (RandomId id : talks.conversations.keySet()) {
            out.add(id.hex());
        }
        return out;
    }

    /** The name under which this store speaks to the delivery service (V2), for the stream; null before it was claimed. */
    public @Nullable String instance() {
        return talks.instance.claimed() ? talks.instance.hex() : null;
    }

    /** True while something waits for the server's answer, or for the next connection. */
    public boolean sending() {
        return !talks.outbox.isEmpty();
    }

    /** Why this store sends nothing any more (V2); empty while all is well. */
    public String stopped() {
        return talks.instance.stopped();
    }

    /** Every conversation in short, as JSON: state, clocks, members' number, the last act. Times are epoch seconds. */
    public byte[] json() {
        return new CaseJson(talks).all();
    }

    /**
     * One conversation whole, as JSON: what {@link #json()} says of it, its acts, members and the steps that may be taken.
     *
     * @throws Malformed {@code conversation-unknown}
     */
    public byte[] json(String conversation) throws Malformed {
        Conversation found = talks.conversations.get(RandomId.fromHex(conversation));
        if (found == null) {
            throw new Malformed("conversation-unknown");
        }
        return new CaseJson(talks).story(found);
    }

    public CaseStory story(String conversation) {
        return conversation(conversation).story(talks.home.text());
    }

    /** All that came, in the order in which it came. */
    public List<Said> said(String conversation) {
        List<Said> out = new ArrayList<>();
        for (KeptAct kept : conversation(conversation).acts()) {
            out.add(new Said(kept.found().device(), kept.verdict(), act(kept)));
        }
        return out;
    }

    private @Nullable Act act(KeptAct kept) {
        try {
            return kept.act(talks.home.text());
        } catch (Malformed unreadable) {
            return null;
        }
    }

    /** The group; null where this device is in none. */
    public @Nullable Members members(String conversation) {
        OpenGroup group = talks.group(conversation(conversation).id());
        if (group == null) {
            return null;
        }
        List<String> devices = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (Member member : group.mls.members()) {
            String device = GroupJudge.device(member);
            devices.add(device);
            if (!group.confirmed.contains(device)) {
                silent.add(device);
            }
        }
        int open = talks.intents.of(group.id, true).size()
                + talks.intents.of(group.id, false).size();
        return new Members(
                group.id.hex(),
                group.mls.epochNumber(),
                devices,
                silent,
                group.missing,
                group.trouble,
                open + (group.pending == null ? 0 : 1));
    }

    /** For whom this device speaks in a conversation, by the rosters now; null where it does not. */
    public @Nullable CaseMember own(String conversation) {
        OpenGroup group = talks.group(conversation(conversation).id());
        return group == null ? null : new Speaking(talks).member(group);
    }

    /** Desks on whose roster this device's officer stands now, in the order of the log. */
    public List<String> ownDesks() {
        return new OwnDesks(talks).known();
    }

    /**
     * From when on a desk that stands in may open a case that it was sealed for, epoch seconds; 0 where this device reads it
     * anyhow.
     */
    public long opensAt(String conversation) {
        CaseStory story = story(conversation);
        return StandingIn.closed(own(conversation), story) ? StandingIn.opensAt(story) : 0;
    }

    /** The archives of those desks that this device has looked at. */
    public List<Archived> archives() {
        List<Archived> out = new ArrayList<>();
        for (DeskArchive archive : talks.archives.values()) {
            DeskArchive.Version newest = archive.newest();
            int records = 0;
            for (RandomId id : archive.conversations()) {
                records += archive.filed(id).count;
            }
            out.add(new Archived(
                    archive.desk,
                    newest == null ? 0 : newest.number,
                    newest != null && newest.secret != null,
                    newest == null ? 0 : newest.devices.size(),
                    archive.conversations().size(),
                    records,
                    Filing.due(talks, archive).size()));
        }
        return out;
    }

    /** The desks in whose archive something of a conversation is filed. */
    public List<String> archived(String conversation) {
        RandomId id = conversation(conversation).id();
        List<String> out = new ArrayList<>();
        for (DeskArchive archive : talks.archives.values()) {
            if (archive.conversations().contains(id)) {
                out.add(archive.desk);
            }
        }
        return out;
    }

    /** Desks of a conversation with their parts in it; empty where this device is in no group of it. */
    public Map<String, CaseParty> places(String conversation) {
        Map<String, CaseParty> out = new LinkedHashMap<>();
        OpenGroup group = talks.group(conversation(conversation).id());
        if (group != null) {
            group.context.desks().forEach(place -> out.put(place.desk(), place.party()));
        }
        return out;
    }

    /** Who somebody in a conversation is, by his own word as the log has it; null as long as he has not said so. */
    public @Nullable CardPart card(String conversation, String device) {
        KeptAct kept = conversation(conversation).card(device, talks.home.text());
        KeptAct.Judged judged = kept == null ? null : kept.judged();
        if (kept == null || judged == null) {
            return null;
        }
        try {
            LoggedStatement signer = new LoggedStatement(judged.index(), judged.leaf());
            return CardAct.read(kept.act(talks.home.text()).body(), signer, talks.following.trust(), talks.home.text());
        } catch (Malformed unreadable) {
            return null;
        }
    }

    /** Attachments of one's own that stand at the server, that no act names yet: the next step may. */
    public List<CaseFile> attached(String conversation) {
        List<CaseFile> out = new ArrayList<>();
        Conversation here = conversation(conversation);
        for (KeptFile kept : talks.files.values()) {
            boolean waits = kept.whole() && kept.conversation().equals(here.id());
            if (waits && here.attachment(kept.file().id(), talks.home.text()) == null) {
                out.add(kept.file());
            }
        }
        return out;
    }

    /** Attachments that acts of the conversation name and whose keys came with them, in the order of the acts. */
    public List<CaseFile> attachments(String conversation) {
        List<CaseFile> out = new ArrayList<>();
        for (Conversation.Attachment one : conversation(conversation).attachments(talks.home.text())) {
            out.add(one.file());
        }
        return out;
    }

    /**
     * The case as evidence, for whoever follows the log himself ({@link Engine#judge}).
     *
     * @throws Malformed {@code conversation-unknown}, {@code handling-…} where its sender does not let it leave the Hub
     */
    public byte[] evidence(String conversation) throws Malformed {
        Conversation found = talks.conversations.get(RandomId.fromHex(conversation));
        CaseRequest request =
                found == null ? null : found.story(talks.home.text()).position().request();
        if (found == null || request == null) {
            throw new Malformed("conversation-unknown");
        }
        String forbidden = CaseUse.export(request.handling());
        if (forbidden != null) {
            throw new Malformed(forbidden);
        }
        return CaseEvidence.write(talks, found);
    }

    private Conversation conversation(String hex) {
        try {
            Conversation found = talks.conversations.get(RandomId.fromHex(hex));
            if (found != null) {
                return found;
            }
        } catch (Malformed malformed) {
            // Nothing has this id.
        }
        throw new IllegalArgumentException("no such conversation");
    }
}
