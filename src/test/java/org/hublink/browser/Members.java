package org.hublink.browser;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.mls.Capabilities;
import org.hublink.mls.CipherSuite;
import org.hublink.mls.CommitPlan;
import org.hublink.mls.Committing;
import org.hublink.mls.Credential;
import org.hublink.mls.Group;
import org.hublink.mls.GroupState;
import org.hublink.mls.Joined;
import org.hublink.mls.KeyPackageSecrets;
import org.hublink.mls.Pending;
import org.hublink.mls.Policy;
import org.hublink.mls.Received;
import org.hublink.mls.Suites;
import org.hublink.mls.Terms;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.jspecify.annotations.Nullable;

/** MLS clients of one home, by number, in the product's suite: what one home makes, the other must take. */
final class Members {
    static final int PRODUCT_SUITE = 0xF053;
    private static final CipherSuite SUITE = CipherSuite.xWing(PRODUCT_SUITE);
    private static final Policy POLICY = Policy.strict(Suites.of(SUITE));
    private static final int HOUR_SECONDS = 3600;

    /** One client: before it joins its key package's secrets, afterwards its group. */
    private static final class Member {
        private final KeyPackageSecrets keys;
        private @Nullable Group group;
        private @Nullable Pending pending;

        private Member(KeyPackageSecrets keys) {
            this.keys = keys;
        }

        private Group group() {
            Group now = group;
            if (now == null) throw new IllegalStateException("not in the group");
            return now;
        }

        private Pending pending() {
            Pending now = pending;
            if (now == null) throw new IllegalStateException("nothing is pending");
            return now;
        }
    }

    private final Map<Integer, Member> members = new TreeMap<>();

    /** Does what the order says, {@code OP NUMBER}; refusals are answered as text. */
    byte[] run(String order, byte[] in, Home home) throws Malformed {
        int space = order.indexOf(' ');
        int number = Integer.parseInt(order.substring(space + 1));
        Terms terms = new Terms(
                POLICY,
                (occasion, member, before, data) -> null,
                id -> null,
                home.clock().now());
        String op = order.substring(0, space);
        if (op.equals("keys")) return keys(number, home);
        Member member = members.get(number);
        if (member == null) throw new Malformed("no-such-member", order);
        return switch (op) {
            case "create" -> joined(member, Group.create(in, member.keys, List.of(), terms, home.randomness()));
            case "join" -> joined(member, Group.join(in, member.keys, null, terms));
            case "commit" -> commit(member, in, terms, home);
            case "accept" -> {
                member.group = member.pending().accepted(member.group(), POLICY);
                member.pending = null;
                yield state(member);
            }
            case "drop" -> {
                member.pending().drop();
                member.pending = null;
                yield state(member);
            }
            case "seal" -> {
                Group.Sent sent = member.group().seal(in, new byte[] {1}, in.length % 64, home.randomness());
                member.group = sent.next();
                yield sent.message();
            }
            case "receive" -> receive(member, in, terms);
            case "state" -> state(member);
            case "parts" ->
                new ByteWriter()
                        .vector(GroupState.epoch(member.group()))
                        .vector(GroupState.ratchets(member.group()))
                        .toBytes();
            case "store" -> {
                byte[] epoch = GroupState.epoch(member.group());
                member.group = GroupState.restore(epoch, GroupState.ratchets(member.group()), POLICY);
                yield state(member);
            }
            default -> throw new Malformed("no-such-order", order);
        };
    }

    private byte[] keys(int number, Home home) {
        long now = home.clock().now();
        Capabilities able =
                new Capabilities(new int[] {1}, new int[] {PRODUCT_SUITE}, new int[0], new int[0], new int[] {1});
        KeyPackageSecrets keys = KeyPackageSecrets.make(
                SUITE,
                Credential.basic(Utf8.encode("member " + number)),
                home.randomness().bytes(32),
                able,
                List.of(),
                now - HOUR_SECONDS,
                now + HOUR_SECONDS,
                home.randomness());
        members.put(number, new Member(keys));
        return keys.message();
    }

    private static byte[] joined(Member member, Joined joined) throws Malformed {
        if (joined instanceof Joined.Refused refused) throw new Malformed(refused.reason());
        member.group = ((Joined.Welcomed) joined).group();
        return state(member);
    }

    /** In: leaves to be removed, then key packages to be added; out: the commit and, if any, the welcome. */
    private static byte[] commit(Member member, byte[] in, Terms terms, Home home) throws Malformed {
        CommitPlan plan = new CommitPlan();
        ByteReader reader = new ByteReader(in);
        for (int left = reader.varint(); left > 0; left--) plan.remove(reader.varint());
        while (reader.remaining() > 0) plan.add(reader.vector());
        Committing made = member.group().commit(plan, terms, home.randomness());
        if (made instanceof Committing.Refused refused) throw new Malformed(refused.reason());
        Committing.Prepared prepared = (Committing.Prepared) made;
        member.group = prepared.next();
        member.pending = prepared.pending();
        byte[] welcome = prepared.pending().welcome();
        ByteWriter out = new ByteWriter().vector(prepared.pending().commit());
        return out.vector(welcome == null ? new byte[0] : welcome).toBytes();
    }

    private static byte[] receive(Member member, byte[] in, Terms terms) {
        Received received = member.group().receive(in, terms);
        if (received instanceof Received.Refused refused) return Utf8.encode("refused " + refused.reason());
        if (received instanceof Received.Removed) {
            member.group = null;
            return Utf8.encode("removed");
        }
        if (received instanceof Received.Committed committed) {
            member.group = committed.next();
            return state(member);
        }
        if (received instanceof Received.Message message) {
            member.group = message.next();
            return message.data();
        }
        return Utf8.encode("proposed");
    }

    /** Own leaf, epoch, number of members, and what shows that two are in the same epoch. */
    private static byte[] state(Member member) {
        Group group = member.group();
        return new ByteWriter()
                .u32(group.ownLeaf())
                .u64(group.epochNumber())
                .u32(group.members().size())
                .bytes(group.epochAuthenticator())
                .toBytes();
    }
}
