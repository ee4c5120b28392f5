package org.hublink.engine;

import java.util.List;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.Transition;
import org.jspecify.annotations.Nullable;

/** What can be asked of conversations, once the log was followed and a session is open. */
final class TalkWishes {
    private final Conversations conversations;
    private final Refusals refusals;
    private final Talks.Breath breath;
    private final Speaking speaking;

    TalkWishes(Conversations conversations, Refusals refusals, Talks.Breath breath) {
        this.conversations = conversations;
        this.refusals = refusals;
        this.breath = breath;
        this.speaking = new Speaking(conversations.talks());
    }

    void run(Draft draft, Wish wish, Draft.Then then) {
        conversations.connect(draft, refusals, connected -> connected(connected, wish, then));
    }

    private void connected(Draft draft, Wish wish, Draft.Then then) {
        String stopped = conversations.talks().instance.stopped();
        if (!stopped.isEmpty()) {
            refusals.fail(draft, new View.Failed(stopped, "this store sends nothing any more"));
            then.go(draft);
        } else if (wish instanceof Wish.OpenCase open) {
            new Opening(conversations, speaking, refusals).open(draft, open.request(), open.desk(), then);
        } else if (wish instanceof Wish.Step step && Widening.widens(step.step())) {
            OpenGroup group = open(draft, step.conversation());
            if (group == null) {
                then.go(draft);
            } else {
                new Widening(conversations, speaking, refusals, group, step.step(), step.words()).run(draft, then);
            }
        } else if (wish instanceof Wish.Step step) {
            said(draft, step.conversation(), group -> step(draft, group, step), then);
        } else if (wish instanceof Wish.Chat chat) {
            said(draft, chat.conversation(), group -> speaking.chat(draft, group, chat.text()), then);
        } else if (wish instanceof Wish.BringIn bring) {
            bringIn(draft, bring, then);
        } else if (wish instanceof Wish.Attach attach) {
            OpenGroup group = open(draft, attach.conversation());
            if (group == null) {
                then.go(draft);
            } else {
                new Attaching(conversations.talks(), refusals, group, attach, then).run(draft);
            }
        } else if (wish instanceof Wish.Fetch fetch) {
            fetch(draft, fetch, then);
        } else if (wish instanceof Wish.Archive archive) {
            new Archiving(conversations.talks(), refusals, breath, archive.desk())
                    .run(draft, next -> conversations.settle(next, refusals, 0, then));
        } else if (wish instanceof Wish.Duty duty) {
            new DeskWord(conversations.talks(), refusals).duty(draft, duty, then);
        } else if (wish instanceof Wish.Doors doors) {
            new DeskWord(conversations.talks(), refusals).doors(draft, doors, then);
        } else if (wish instanceof Wish.Expect expect) {
            if (!conversations.talks().watch.expect(draft, expect.subject())) {
                refusals.fail(draft, new View.Failed("nothing-unexpected", expect.subject()));
            }
            then.go(draft);
        } else if (wish instanceof Wish.ArchiveAll) {
            Draft.Then settled = next -> conversations.settle(next, refusals, 0, then);
            new OwnDesks(conversations.talks())
                    .all(draft, refusals, (next, desks) -> archives(next, desks, 0, settled));
        } else {
            then.go(draft);
        }
    }

    private void archives(Draft draft, List<String> desks, int at, Draft.Then then) {
        if (at == desks.size()) {
            then.go(draft);
            return;
        }
        new Archiving(conversations.talks(), refusals, breath, desks.get(at))
                .run(draft, next -> archives(next, desks, at + 1, then));
    }

    private interface Saying {
        @Nullable
        String in(OpenGroup group);
    }

    private @Nullable String step(Draft draft, OpenGroup group, Wish.Step step) {
        return step.step() == CaseStep.SEND
                ? "step-not-allowed"
                : speaking.step(draft, group, new Transition(step.step(), group.id.hex(), null, step.words()));
    }

    private void said(Draft draft, String conversation, Saying saying, Draft.Then then) {
        OpenGroup group = open(draft, conversation);
        String refused = group == null ? null : saying.in(group);
        if (refused != null) {
            refusals.fail(draft, new View.Failed(refused, conversation));
        }
        conversations.settle(draft, refusals, 0, then);
    }

    private @Nullable OpenGroup open(Draft draft, String conversation) {
        OpenGroup group = conversations.group(conversation);
        if (group == null) {
            refusals.fail(draft, new View.Failed("conversation-unknown", conversation));
        }
        // What is said in a group that was lost waits until there is one again (M8).
        return group;
    }

    private void fetch(Draft draft, Wish.Fetch fetch, Draft.Then then) {
        Talks talks = conversations.talks();
        Conversation conversation = conversations.conversation(fetch.conversation());
        Conversation.Attachment found =
                conversation == null ? null : conversation.attachment(fetch.file(), talks.home.text());
        if (found == null) {
            refusals.fail(draft, new View.Failed("file-unknown", fetch.file()));
            then.go(draft);
        } else {
            new Fetching(talks, refusals, found.file(), found.key(), fetch.sink(), then).run(draft);
        }
    }

    private void bringIn(Draft draft, Wish.BringIn bring, Draft.Then then) {
        OpenGroup group = open(draft, bring.conversation());
        if (group == null) {
            then.go(draft);
            return;
        }
        var gathering = new Gathering(conversations.talks(), refusals);
        gathering.bundles(
                draft,
                List.of(bring.desk()),
                (next, bundles) -> {
                    gathering.add(next, group, bundles, List.of());
                    conversations.settle(next, refusals, 0, then);
                },
                then);
    }
}
